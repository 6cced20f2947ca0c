"""Corrections for tests: something is found wrong, told, answered and given up in as few words as a test needs."""

from uuid import uuid4

from django.utils import timezone

from decisions.actions import correcting, corrections_heard
from decisions.actions.corrections_heard import AskedToConfirm
from decisions.draft import load
from decisions.letters import correction
from decisions.models import CorrectionGivenUp, CorrectionHeard, CorrectionOwed, CorrectionSent, FoundWrong, Item, Sheet
from infoshare.accounts.models import User

WRONG = {
    "what": "",
    "kind": "wrong",
    "right": "It was her cousin",
    "found_how": "Her aunt Zuleika rang",
    "found_by": "Dr Quill",
}
WITHDRAWN = {**WRONG, "kind": "withdrawn", "right": ""}
IN_THE_EMERGENCY = {**WRONG, "what": "That she was at home"}


def first_item(sheet: Sheet) -> Item:
    """The first piece on a sheet."""
    return sheet.recipient.lines.filter(choice__in=("share", "redact")).order_by("item_id")[0].item


def found(sheet: Sheet, *, by: User, item: Item | None = None, **instead: object) -> FoundWrong:
    values, item = {**WRONG, **instead}, item or first_item(sheet)
    return correcting.find_wrong(decision=sheet.decision, item=item, request_key=uuid4(), values=values, by=by)


def owed(wrong: FoundWrong) -> list[CorrectionOwed]:
    rows = CorrectionOwed.objects.filter(wrong=wrong)
    return list(rows.select_related("wrong__decision", "wrong__item", "sharing__sheet__recipient").order_by("pk"))


def marks(row: CorrectionOwed) -> list[str]:
    """Of each letter that there was until now, the newest last."""
    return [each.mark for each in correction.versions(load(row.wrong.decision), row, timezone.now())]


def told(row: CorrectionOwed, *, by: User, letter: str | None = None, **instead: object) -> CorrectionSent:
    """By the letter as it is now, where there is one."""
    values = {"happened_at": timezone.now(), "channel": "secure_mail", "sent_by": "", "note": "", **instead}
    if letter is None:
        letter = (marks(row) or [""])[-1]
    return correcting.note_correction_sent(owed=row, letter=letter, request_key=uuid4(), values=values, by=by)


def worded(row: CorrectionOwed, text: str, *, by: User) -> None:
    correcting.word_correction(owed=row, text=text, request_key=uuid4(), by=by)


def asked(sent: CorrectionSent, *, by: User) -> AskedToConfirm:
    return corrections_heard.ask_to_confirm(sent=sent, email="teacher@school.example", request_key=uuid4(), by=by)


def rang(sent: CorrectionSent, said: str = "put_right", *, by: User, **instead: object) -> CorrectionHeard:
    values = {"said": said, "words": "", "told_how": "She rang", **instead}
    return corrections_heard.note_confirmed(sent=sent, request_key=uuid4(), values=values, by=by)


def given_up(row: CorrectionOwed, kind: str = "cant", *, by: User) -> CorrectionGivenUp:
    return correcting.give_up_correction(owed=row, kind=kind, why="They closed", request_key=uuid4(), by=by)
