"""When a recipient's sheet may be looked at, approved and sent: never approved by whoever had a part in it."""

from decisions import sheet as sheets
from decisions import steps
from decisions.draft import Draft
from decisions.models import Recipient, Sheet
from decisions.models.approving import APPROVED, REFUSED, WAITS, standing
from decisions.policies.journey import check_can_edit, check_can_open
from decisions.policies.protecting import check_nobody_is_exposed
from decisions.policies.reach import check_reaches
from decisions.policies.reviewing import authors
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NOT_YOUR_OWN = "You had a part in this decision. Somebody else approves its sheets."
CHANGED = "The sheet changed since you opened this page. Read it again."


def check_can_list(draft: Draft, user: User) -> None:
    check_can_edit(draft, user)
    check_can_open(draft, steps.step(steps.SHEETS))


def check_can_look(draft: Draft, user: User) -> None:
    """There is no sheet while what goes could reach somebody who must not be told, or lead to somebody."""
    check_can_list(draft, user)
    check_nobody_is_exposed(draft)


def check_is_seen_as_it_is(draft: Draft, to: Recipient, seen: str) -> None:
    """Raises Refused where nothing goes to them any more, or the page showed something else."""
    if to not in sheets.receivers(draft):
        raise Refused("Nothing goes to this recipient now, so there is no sheet.")
    if sheets.fingerprint(draft, to) != seen:
        raise Refused(CHANGED)


def check_may_approve(draft: Draft, user: User) -> None:
    """Whoever may countersign, and had no part in making it."""
    check_reaches(user, "record.countersign", draft.decision)
    if user.pk in authors(draft):
        raise Refused(NOT_YOUR_OWN)


def check_can_approve(draft: Draft, sheet: Sheet, user: User) -> None:
    """The same, while it waits for that."""
    check_may_approve(draft, user)
    now = standing(sheet)
    if now == APPROVED:
        raise Refused("Somebody approved this sheet already. It can go.")
    if now == REFUSED:
        raise Refused("Somebody did not approve this sheet. It waits for what they ask for.")
    if now != WAITS:
        raise Refused("This sheet needs nobody's approval.")


def check_may_go(sheet: Sheet) -> None:
    """Before it is approved, where that is needed, nothing leaves and nothing is noted as sent."""
    now = standing(sheet)
    if now == WAITS:
        raise Refused("Somebody else approves this sheet first. Then it can go.")
    if now == REFUSED:
        raise Refused("Somebody did not approve this sheet. Write down what they ask for; then they look again.")
