"""What clashes with somebody who must not be told or found bars the record, until it is gone or found to be none."""

from collections.abc import Iterable

from consent.models import Person
from decisions import protecting
from decisions.clashes import Clash
from decisions.draft import Draft
from decisions.models import Decision
from decisions.models.holding import is_held
from decisions.policies.reach import carriers, check_reaches, reaches
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.accounts.policy import Refused, roles_that

BARRED = (
    "Something in this could reach somebody who must not be told, or say where somebody is. Look at it before you go "
    "on."
)
YOU_CARRY_IT = "You carry this decision, or carried it before. Somebody else has to say why this is no clash."
CANT_OPEN = "You can't open what is known of the person. Somebody who can has to look at this."
HELD = "This person is held, so decisions about them stay so. Ask the information governance lead."
NOT_ALONE = (
    "Somebody around this person must be protected, so whoever carries a decision can't take the person off it alone. "
    "Ask your manager or safeguarding lead."
)


def check_nobody_is_exposed(draft: Draft) -> None:
    """The sentence names no piece: whoever may not open the person could learn from it where somebody is."""
    if protecting.unsettled(draft):
        raise Refused(BARRED)


def check_can_settle(draft: Draft, clash: Clash, user: User) -> None:
    """Somebody with approval who sees whom it is about, and who never carried the decision."""
    check_reaches(user, "clash.settle", draft.decision)
    if draft.record:
        raise Refused("This decision is recorded, so nothing waits for this any more.")
    if user.pk in carriers(draft.decision):
        raise Refused(YOU_CARRY_IT)
    if clash.who.person not in opened([clash], user):
        raise Refused(CANT_OPEN)


def check_can_ask_about(draft: Draft, user: User) -> None:
    """Whoever writes the draft asks, while something is there to look at."""
    check_reaches(user, "decision.change", draft.decision)
    if draft.record or not protecting.unsettled(draft):
        raise Refused("Nothing in this decision waits for anybody's approval.")


def check_can_unlink(draft: Draft, person: Person, user: User) -> None:
    """Where a mark stands around the person, whoever carried the decision does not take the guard away with them."""
    check_reaches(user, "decision.link", draft.decision)
    if not Person.objects.visible_to(user).filter(pk=person.pk).exists():
        raise Refused(CANT_OPEN)
    if is_held(person):
        raise Refused(HELD)
    if not any(each.must_not_be_told or each.must_not_be_found for each in protecting.around(person)):
        return
    if user.pk in carriers(draft.decision):
        raise Refused(NOT_ALONE)
    check_reaches(user, "clash.settle", draft.decision)


def who_may_settle(draft: Draft) -> list[User]:
    """Whoever may open the decision and the person that a clash is about, and had it never in hand."""
    decision, clashes = draft.decision, protecting.unsettled(draft)
    holding = colleagues(decision.organisation).filter(memberships__role__in=roles_that("clash.settle")).distinct()
    could = [user for user in holding if reaches(user, "clash.settle", decision)]
    out = carriers(decision)
    return [user for user in could if user.pk not in out and sees(user, decision) and opened(clashes, user)]


def sees(user: User, decision: Decision) -> bool:
    return Decision.objects.visible_to(user).filter(pk=decision.pk).exists()


def opened(clashes: Iterable[Clash], user: User) -> set[int]:
    """The numbers of the people whom it is about and whom this person may open: for these, names are shown."""
    wanted = {each.who.person for each in clashes}
    return set(Person.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
