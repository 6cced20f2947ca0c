"""What was found wrong in each organisation of the campaigns: put right, given up, waited for; an emergency."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils import timezone

from decisions.actions import correcting, corrections_heard
from decisions.actions.sheets import approve_sheet
from decisions.draft import load
from decisions.letters.correction import versions
from decisions.models import CorrectionOwed, CorrectionSent, Decision, FoundWrong
from infoshare.accounts.models import User
from tests.decisions.sharing import sent
from tests.seeding.sharing import first_sheet

KEYS = UUID("5b1f0a51-7e0c-4f4b-9d6a-0b3a6f1f2c10")
EMAIL = "teacher@school.example"
FOUND = {"kind": "wrong", "right": "It was her brother", "found_how": "The school rang", "found_by": "The head teacher"}


def correct(shared: Decision, emergency: Decision, *, by: User, approver: User) -> None:
    """Of the sheet that went astray: what was lost is given up. It goes twice more: one is put right, one waits."""
    for number in range(2):
        sent(first_sheet(shared), by=by, key=_key(shared, f"went {number}"))
    line = first_sheet(shared).recipient.lines.filter(choice__in=("share", "redact")).order_by("item_id")[0]
    wrong = correcting.find_wrong(
        decision=shared, item=line.item, request_key=_key(shared, "found"), values={"what": "", **FOUND}, by=by
    )
    lost, _, _, *later = _owed(wrong)
    for each in (lost, *later):
        correcting.word_correction(owed=each, text="It was somebody else", request_key=_key(each, "words"), by=by)
    key = _key(shared, "words approved")
    approve_sheet(sheet=first_sheet(shared), agreed=True, reasons="", request_key=key, by=approver)
    given_up, put_right, waits = (_sent(each, by) for each in (lost, *later))
    corrections_heard.end_correction_link(link=_asked(given_up, by).link, why="A wrong address", by=by)
    by_hand = {"said": "not_yet", "words": "They look for it", "told_how": "They rang"}
    key = _key(given_up, "hand")
    corrections_heard.note_confirmed(sent=given_up, request_key=key, values=by_hand, by=by)
    correcting.give_up_correction(
        owed=given_up.owed, kind="cant", why="They closed", request_key=_key(given_up, "up"), by=by
    )
    said = {"said": "told_on", "words": "The school nurse"}
    corrections_heard.confirm(link=_asked(put_right, by).link, request_key=_key(put_right, "said"), values=said)
    _asked(waits, by)
    told = {"what": "That she was at home", **FOUND}
    correcting.find_wrong(decision=emergency, item=None, request_key=_key(emergency, "found"), values=told, by=by)


def _owed(wrong: FoundWrong) -> list[CorrectionOwed]:
    rows = wrong.owed.select_related("wrong__decision", "wrong__item", "sharing__sheet__recipient")
    return list(rows.order_by("pk"))


def _sent(owed: CorrectionOwed, by: User) -> CorrectionSent:
    values: Mapping[str, object] = {
        "happened_at": timezone.now(),
        "channel": "secure_mail",
        "sent_by": "The office",
        "note": "With a read receipt",
    }
    letter = versions(load(owed.wrong.decision), owed, timezone.now())[-1].mark
    key = _key(owed, "sent")
    return correcting.note_correction_sent(owed=owed, letter=letter, request_key=key, values=values, by=by)


def _asked(sent: CorrectionSent, by: User) -> corrections_heard.AskedToConfirm:
    return corrections_heard.ask_to_confirm(sent=sent, email=EMAIL, request_key=_key(sent, "link"), by=by)


def _key(row: Decision | CorrectionOwed | CorrectionSent, what: str) -> UUID:
    return uuid5(KEYS, f"{type(row).__name__} {row.pk} {what}")
