"""When access to one decision may be given, taken and forced: each check raises one sentence to act on."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from decisions.models import BrokenGlass, ConflictOfInterest, Decision, DecisionGrant
from decisions.models.scope import is_restricted
from decisions.policies.reach import check_reaches, reaches
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

GLASS_LASTS = timedelta(minutes=60)
LONGEST_GRANT = timedelta(days=366)
NOBODY = "Nobody who can be named for this has that name or address in your organisation."
NOTHING_THERE = "There is nothing with that reference to open this way. Check it with whoever gave it to you."


def check_can_advise_be_asked(decision: Decision, whom: User, until: datetime, by: User) -> None:
    """An adviser can be let in where nothing is restricted: there, a viewer is named by those who look after it."""
    check_reaches(by, "access.advise", decision)
    if is_restricted(decision):
        raise Refused("This decision is restricted. Ask the Caldicott Guardian to name who may open it.")
    _check_can_be_let_in(decision, whom, until)


def check_can_name(decision: Decision, whom: User, until: datetime, by: User) -> None:
    check_reaches(by, "access.name", decision)
    if not is_restricted(decision):
        raise Refused("This decision is not restricted, so nobody needs to be named.")
    _check_can_be_let_in(decision, whom, until)


def _check_can_be_let_in(decision: Decision, whom: User, until: datetime) -> None:
    if not can_be_named(decision, whom):
        raise Refused(NOBODY)
    if Decision.objects.visible_to(whom).filter(pk=decision.pk).exists():
        raise Refused(f"{whom.name} can open this decision already.")
    if not timezone.now() < until <= timezone.now() + LONGEST_GRANT:
        raise Refused("Choose a day in the next 12 months for it to end.")


def can_be_named(decision: Decision, whom: User) -> bool:
    return bool(who_can_be_named(decision, [whom]))


def who_can_be_named(decision: Decision, people: Iterable[User]) -> list[User]:
    """Those of the organisation who record decisions, and have no conflict of interest with this one."""
    out = barred(decision)
    ours = [user for user in people if user.organisation_id == decision.organisation_id and user.is_active]
    return [user for user in ours if policy.may(user, "decision.start") and user.pk not in out]


def has_conflict(decision: Decision, whom: User) -> bool:
    return whom.pk in barred(decision)


def barred(decision: Decision) -> set[int]:
    """The numbers of the people with a conflict of interest, be it with the decision or with a person it is about."""
    live = ConflictOfInterest.objects.filter(ended_at__isnull=True)
    of_it = live.filter(Q(decision=decision) | Q(person__decisions__decision=decision))
    return set(of_it.values_list("user_id", flat=True))


def check_can_end(grant: DecisionGrant, by: User) -> None:
    """Whoever gave it may take it back, and whoever may give that kind."""
    action = "access.name" if grant.permission.codename == "view_restricted" else "access.advise"
    if grant.granted_by_id != by.pk:
        check_reaches(by, action, grant.content_object)


def check_can_restrict(decision: Decision, by: User) -> None:
    check_reaches(by, "access.restrict", decision)
    if is_restricted(decision):
        raise Refused("This decision is restricted already.")


def check_can_lift(decision: Decision, by: User) -> None:
    check_reaches(by, "access.restrict", decision)
    if not is_restricted(decision):
        raise Refused("This decision is not restricted.")


def check_can_bar(decision: Decision, whom: User, by: User) -> None:
    """Anybody may say so of themselves. Whoever carries an open draft hands it over first."""
    if whom.pk != by.pk:
        check_reaches(by, "access.bar", decision)
    if whom.organisation_id != decision.organisation_id:
        raise Refused("Nobody in your organisation has that name or address.")
    if has_conflict(decision, whom):
        raise Refused("That conflict of interest is recorded already.")
    if decision.owner_id == whom.pk and not hasattr(decision, "record"):
        raise Refused("They carry this draft. Hand it over to a colleague first.")
    if any(each.owner_id == whom.pk and not hasattr(each, "record") for each in opened_again(decision)):
        raise Refused("They carry the draft that looks at this again. Hand it over to a colleague first.")


def opened_again(first: Decision) -> list[Decision]:
    """Every decision that looks again at this one, or at one that does."""
    found = [each.decision for each in first.reopenings.select_related("decision__record", "decision__owner")]
    return [each for again in found for each in (again, *opened_again(again))]


def check_can_unbar(conflict: ConflictOfInterest, decision: Decision, by: User) -> None:
    """Nobody lifts their own."""
    check_reaches(by, "access.bar", decision)
    if conflict.user_id == by.pk:
        raise Refused("Somebody else has to say that your conflict of interest is over.")


def check_can_break(decision: Decision | None, by: User) -> Decision:
    """A decision of one's own organisation that one can't open, and has no conflict with. Others are not there."""
    policy.check_may(by, "glass.break")
    if decision is None or decision.organisation_id != by.organisation_id or has_conflict(decision, by):
        raise Refused(NOTHING_THERE)
    if Decision.objects.visible_to(by).filter(pk=decision.pk).exists():
        raise Refused("You can open this decision without breaking the glass.")
    return decision


def is_told_of(decision: Decision, user: User) -> bool:
    """Whether somebody who may not open a restricted decision is told that there is one.

    Only where the organisation says so, where their role would reach it, and where no conflict stands.
    """
    says_so = decision.organisation.tells_of_restricted and is_restricted(decision)
    return says_so and reaches(user, "decision.read", decision) and not has_conflict(decision, user)


def check_can_review(glass: BrokenGlass, by: User) -> None:
    if glass.broken_by_id == by.pk:
        raise Refused("Somebody else reviews the glass that you broke.")
    check_reaches(by, "glass.review", glass.decision)
    if hasattr(glass, "review"):
        raise Refused("This review is closed already.")


def may_see_lookers(decision: Decision, user: User) -> bool:
    return reaches(user, "decision.lookers", decision)
