"""When somebody who oversees may comment, ask for an addition and countersign: never where it is their own."""

from collections.abc import Iterable

from django.db.models import QuerySet

from decisions.draft import PAGES, Draft
from decisions.models import AdviceDiscussion, Decision
from decisions.models.countersigning import AGREED, NOT_AGREED, NOT_NEEDED, Standing
from decisions.policies.reach import check_reaches, reaches
from decisions.policies.withdrawing import who_looks_again
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.accounts.policy import Refused
from infoshare.govuk.moments import moment

NOT_YOUR_OWN = "You had a part in making this record. Somebody else countersigns it."


def reviews(draft: Draft, user: User) -> bool:
    """Whether this person oversees it: their own they do not."""
    return reaches(user, "advice.review", draft.decision) and user.pk != draft.decision.owner_id


def check_can_comment(draft: Draft, user: User, discussion: AdviceDiscussion | None = None) -> None:
    """Whoever reviews it, and its owner, who may answer."""
    if draft.decision.owner_id != user.pk and not reviews(draft, user):
        raise Refused("Only the person who carries this decision, or somebody who oversees it, can comment on it.")
    if discussion and not discussion.is_closed:
        raise Refused("Nothing is advised there yet, so there is nothing to comment on.")
    if not discussion and not draft.record:
        raise Refused("This decision is not recorded yet, so there is nothing to comment on.")


def check_can_ask_for_addition(draft: Draft, user: User) -> None:
    if not reviews(draft, user):
        raise Refused("Only somebody who oversees this decision can ask for an addition, and it is not their own.")
    if not draft.record:
        raise Refused("This decision is still a draft, so there is no record to add to.")


def check_may_countersign(draft: Draft, user: User) -> None:
    """Somebody whose role reaches it and who had no part in making it."""
    check_reaches(user, "record.countersign", draft.decision)
    if user.pk in authors(draft):
        raise Refused(NOT_YOUR_OWN)


def check_can_countersign(draft: Draft, standing: Standing, user: User) -> None:
    """The same, while it waits for a signature."""
    check_may_countersign(draft, user)
    if not draft.record or standing.is_now == NOT_NEEDED:
        raise Refused("This record needs no countersignature.")
    if standing.last and standing.is_now in {AGREED, NOT_AGREED}:
        raise Refused(_said(standing))


def _said(standing: Standing) -> str:
    """Whoever comes second is told who came first."""
    assert standing.last
    who, when = standing.last.signed_by.name, moment(standing.last.signed_at)
    if standing.is_now == AGREED:
        return f"{who} countersigned this on {when}. It needs no other signature."
    return f"{who} did not agree on {when}. It waits for what is to be added."


def authors(draft: Draft) -> set[int]:
    """Whoever started, carried or recorded it, wrote in it, or wrote down what it lacked; an adviser is none."""
    decision = draft.decision
    carried: QuerySet[Decision, int] = decision.history.values_list("owner_id", flat=True)
    added = decision.amendments.filter(todo__isnull=False).values_list("added_by_id", flat=True)
    pages = [getattr(decision, page, None) for page in PAGES]
    wrote = [
        row.saved_by_id
        for row in (*draft.answered.values(), *draft.items, *draft.recipients, *draft.lines, *pages)
        if row
    ]
    recorded = [draft.record.recorded_by_id] if draft.record else []
    return {decision.created_by_id, decision.owner_id, *carried, *added, *wrote, *recorded}


def whom_it_concerns(decision: Decision) -> set[User]:
    """Its owner; where they have left or must not see it, whoever oversees it."""
    owners, overseers = who_looks_again([decision])
    return owners | overseers


def who_may_hear(decision: Decision, people: Iterable[User]) -> list[User]:
    """Of these, whoever is still here and may open it."""
    here = colleagues(decision.organisation).filter(pk__in=[user.pk for user in people])
    return [user for user in here if Decision.objects.visible_to(user).filter(pk=decision.pk).exists()]
