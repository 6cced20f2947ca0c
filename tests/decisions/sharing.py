"""Sheets for tests: a record that shares, sent and answered in as few words as a test needs."""

from uuid import UUID, uuid4

from django.utils import timezone

from decisions.actions import receipts
from decisions.actions.sharing import note_sent
from decisions.actions.sheets import approve_sheet
from decisions.models import Acknowledgement, Decision, SharingEvent, Sheet, SheetApproval
from infoshare.accounts.models import Organisation, User
from tests.remembered import once

ARRIVED = {"arrived": True, "right_person": True, "done_with": "using", "words": ""}


def went(**instead: object) -> dict[str, object]:
    """What the form on sending holds."""
    return {
        "happened_at": timezone.now(),
        "channel": "secure_mail",
        "verified_how": "other",
        "verified_words": "She is my sister's teacher",
        "shared_by": "The office",
        "note": "Read receipt asked for",
        **instead,
    }


def more(**instead: object) -> dict[str, object]:
    """What the form after an emergency holds, where there is no sheet."""
    return went(**{"told_whom": "Ward sister, Saint Lukes", "what": "Which door he stood at", **instead})


def sent(sheet: Sheet, *, by: User, key: UUID | None = None, **instead: object) -> SharingEvent:
    return note_sent(decision=sheet.decision, sheet=sheet, request_key=key or uuid4(), values=went(**instead), by=by)


def sheets(decision: Decision) -> list[Sheet]:
    return list(Sheet.objects.filter(decision=decision).select_related("decision__organisation", "recipient"))


def approved(sheet: Sheet, *, by: User, agreed: bool = True, reasons: str = "") -> SheetApproval:
    return approve_sheet(sheet=sheet, agreed=agreed, reasons=reasons, request_key=uuid4(), by=by)


def asked(event: SharingEvent, *, by: User) -> receipts.Asked:
    return receipts.ask_receipt(sharing=event, email="teacher@school.example", request_key=uuid4(), by=by)


def said(asked: receipts.Asked, **instead: object) -> Acknowledgement:
    return receipts.acknowledge(link=asked.link, request_key=uuid4(), values={**ARRIVED, **instead})


def rang(event: SharingEvent, *, by: User, **instead: object) -> Acknowledgement:
    values = {**ARRIVED, "told_how": "She rang", **instead}
    return receipts.note_receipt(sharing=event, request_key=uuid4(), values=values, by=by)


def choose(user: User, **chosen: object) -> None:
    """What this person's organisation chooses, from now on."""

    def make() -> None:
        Organisation.objects.filter(pk=user.organisation_id).update(**chosen)

    once(("chosen", user.organisation_id, *sorted(chosen.items())), make, lambda: None)
    user.organisation.refresh_from_db()
