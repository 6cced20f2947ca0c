"""What became of some sheets: one arrived, one waits for a word, one went to somebody it was not meant for."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils import timezone

from decisions.actions import receipts
from decisions.actions.incidents import take_step
from decisions.actions.sharing import note_sent
from decisions.models import Decision, SharingEvent, Sheet
from infoshare.tenancy import context as tenancy

KEYS = UUID("0c1f6a0e-58d3-4c59-8f0b-6f0c2d1e9a77")
ARRIVED, WRONG = ("C08", 0), ("C21", 1)  # the case, and which of its sheets
GOES = (ARRIVED, ("C08", 1), WRONG)


def settle(decisions: Mapping[str, Decision]) -> None:
    """A second time it changes nothing."""
    for case, number in GOES:
        decision = decisions[case]
        with tenancy.organisation(decision.organisation_id):
            sheet = Sheet.objects.filter(decision=decision).order_by("pk")[number]
            if not sheet.sharings.exists():
                _hear(_send(sheet), (case, number))


def _send(sheet: Sheet) -> SharingEvent:
    values = {
        "happened_at": timezone.now(),
        "channel": "secure_mail",
        "verified_how": "own_directory",
        "verified_words": "",
        "shared_by": "",
        "note": "",
    }
    decision = sheet.decision
    return note_sent(decision=decision, sheet=sheet, request_key=_key(sheet, "sent"), values=values, by=decision.owner)


def _hear(event: SharingEvent, which: tuple[str, int]) -> None:
    sheet, by = event.sheet, event.decision.owner
    if sheet is None or which not in {ARRIVED, WRONG}:
        return
    is_right = which == ARRIVED
    said = {
        "arrived": True,
        "right_person": is_right,
        "done_with": "using" if is_right else "destroyed",
        "words": "",
        "told_how": "They rang",
    }
    heard = receipts.note_receipt(sharing=event, request_key=_key(sheet, "heard"), values=said, by=by)
    if not is_right:
        text = "They found it in the wrong tray and shredded it. They say so in writing."
        take_step(incident=heard.incident, kind="gone", text=text, request_key=_key(sheet, "gone"), by=by)


def _key(sheet: Sheet, what: str) -> UUID:
    return uuid5(KEYS, f"{sheet.reference} {what}")
