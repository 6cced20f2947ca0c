"""When a recipient's sheet may be looked at, approved and sent: never approved by whoever had a part in it."""

from decisions import amending, passages, steps
from decisions import sheet as sheets
from decisions.draft import Draft, load
from decisions.models import LegalBasis, Recipient, Reopening, Sheet
from decisions.models.approving import APPROVED, ENDED, REFUSED, WAITS, standing
from decisions.models.leaning import stands_without_consent
from decisions.policies.journey import check_can_add, check_can_edit, check_can_open
from decisions.policies.protecting import check_nobody_is_exposed
from decisions.policies.reach import check_reaches
from decisions.policies.reviewing import authors
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NOT_YOUR_OWN = "You had a part in this decision. Somebody else approves its sheets."
NEVER_GOES = "Somebody wrote down that this sheet never goes. To send something else, start a new decision."
CONSENT_LOST = "The consent it rests on is taken away. First answer the to-do on the record: look at this again."
SAID_NO = "This was looked at again, and the answer was not to share it. Say that this sheet never goes."
AMENDED = (
    "What this sheet says was amended since. First write on the record what was wrong with it. Then the sheet can go, "
    "and whoever gets it is told."
)
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
    if now == ENDED:
        raise Refused(NEVER_GOES)
    if now != WAITS:
        raise Refused("This sheet needs nobody's approval.")


def check_may_go(sheet: Sheet) -> None:
    """It is let go, and nothing on it reads otherwise now without anybody being told."""
    check_is_let_go(sheet)
    told = [row for row in sheet.decision.amendments.all() if passages.piece_of(row.place) is not None]
    if not told:
        return
    draft = load(sheet.decision)
    if {line.item_id for line in draft.goes_to(sheet.recipient)} & set(amending.told_otherwise(draft, told)):
        raise Refused(AMENDED)


def check_is_let_go(sheet: Sheet) -> None:
    """Before it is approved, where that is needed, nothing leaves and nothing is noted as sent."""
    now = standing(sheet)
    if now == WAITS:
        raise Refused("Somebody else approves this sheet first. Then it can go.")
    if now == REFUSED:
        raise Refused("Somebody did not approve this sheet. Write down what they ask for; then they look again.")
    if now == ENDED:
        raise Refused(NEVER_GOES)
    if not sheet.sharings.exists():
        _check_still_stands(sheet)


def _check_still_stands(sheet: Sheet) -> None:
    """What it was decided on: the consent where there is nothing else, and that nobody looked again and said no."""
    decision = sheet.decision
    lost = decision.todos.filter(slug__startswith="consent-", done_by__isnull=True)
    if lost.exists() and not stands_without_consent(LegalBasis.objects.filter(decision=decision).first()):
        raise Refused(CONSENT_LOST)
    if Reopening.objects.filter(reopens=decision, decision__record__decided="do_not_share").exists():
        raise Refused(SAID_NO)


def check_can_end(draft: Draft, sheet: Sheet, user: User) -> None:
    """Whoever may add to the record, while it has not gone."""
    check_can_add(draft, user)
    if standing(sheet) == ENDED:
        raise Refused(NEVER_GOES)
    if sheet.sharings.exists():
        raise Refused("This sheet has gone. If something on it is wrong, write that down on the record.")
