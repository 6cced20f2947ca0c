"""When a decision changes hands, and when a team is closed: neither leaves anything behind."""

from django.db.models import Exists, OuterRef, QuerySet

from decisions.draft import Draft
from decisions.models import Decision, Flow
from decisions.models.carrying import outstanding
from decisions.policies.access import has_conflict
from decisions.policies.reach import reaches
from infoshare.accounts import policy
from infoshare.accounts.models import Membership, Team, User
from infoshare.accounts.policy import Refused
from infoshare.administration.models import Invitation


def check_can_close(team: Team) -> None:
    """A team that is closed leaves nobody and nothing behind."""
    left = (
        (team.memberships.values("user").distinct().count(), "person is in it", "people are in it"),
        (Invitation.objects.open().filter(team=team).count(), "invitation to it is open", "invitations to it are open"),
        (
            Decision.objects.filter(team=team, record=None, flow=None).count(),
            "open draft belongs to it",
            "open drafts belong to it",
        ),
        (
            Flow.objects.filter(team=team).undecided().count(),
            "flow of bulk sharing that nobody has decided on belongs to it",
            "flows of bulk sharing that nobody has decided on belong to it",
        ),
    )
    for number, one, more in left:
        if number:
            raise Refused(f"This team can't be closed yet: {number} {one if number == 1 else more}.")


def check_can_hand_over(draft: Draft, user: User) -> None:
    """Its owner does, or somebody who oversees it; once it is recorded, while it is not complete."""
    if not reaches(user, "decision.hand-over", draft.decision):
        raise Refused(f"Only {draft.decision.owner.name}, or somebody who oversees it, can hand this over.")
    if draft.record and not Decision.objects.filter(outstanding(), pk=draft.decision.pk).exists():
        raise Refused("This decision is recorded and complete, so there is nothing to hand over.")


def takers(user: User) -> QuerySet[User]:
    """The people of this person's organisation who can carry a decision on."""
    may = Membership.objects.filter(user=OuterRef("pk"), role__in=policy.roles_that("decision.start"))
    return User.objects.filter(Exists(may), organisation=user.organisation_id, is_active=True).order_by("name", "pk")


def check_can_take(to: User, decision: Decision | None = None) -> None:
    """Never somebody with a conflict of interest; that is not said."""
    barred = decision is not None and has_conflict(decision, to)
    if barred or not takers(to).filter(pk=to.pk).exists():
        raise Refused("Choose somebody who is still here and may carry decisions.")
