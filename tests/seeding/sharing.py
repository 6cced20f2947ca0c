"""What became of a sheet in each organisation of the campaigns: not approved, approved, sent three times, a mistake."""

from uuid import UUID, uuid5

from decisions.actions import amend, receipts
from decisions.actions.incidents import open_incident, take_step
from decisions.actions.sharing import note_sent
from decisions.actions.sheets import approve_sheet, end_sheet
from decisions.models import Decision, SharingEvent, Sheet
from infoshare.accounts.models import User
from tests.decisions.sharing import more, sent
from tests.seeding.people import People

KEYS = UUID("d3c0a6de-6a0c-4d0e-8f39-2f1f4f6a7b11")
EMAIL = "teacher@school.example"


def share(decision: Decision, people: People) -> None:
    """The first sheet; the second never goes; any other waits for somebody's approval."""
    owner, sheet = people["practitioner"], first_sheet(decision)
    _approve(sheet, owner, people["manager"])
    never = Sheet.objects.filter(decision=decision).order_by("pk")[1]
    end_sheet(sheet=never, why="They have closed", request_key=_key(never, "never"), by=owner)
    lost, wrong, last = (sent(sheet, by=owner, key=_key(sheet, f"sent {number}")) for number in range(3))
    _ended(lost, owner)
    by_hand = {"arrived": False, "right_person": None, "done_with": "", "words": "Not yet", "told_how": "They rang"}
    receipts.note_receipt(sharing=lost, request_key=_key(sheet, "hand"), values=by_hand, by=owner)
    said = {"arrived": True, "right_person": False, "done_with": "destroyed", "words": "I teach somebody else"}
    asked = _asked(wrong, owner)
    made = receipts.acknowledge(link=asked.link, request_key=_key(sheet, "said"), values=said)
    text = "They put the telephone down"
    take_step(incident=made.incident, kind="asked_back", text=text, request_key=_key(sheet, "step"), by=owner)
    open_incident(sharing=last, what_happened="Too much", request_key=_key(sheet, "open"), by=owner)
    _asked(last, owner)


def share_more(emergency: Decision, owner: User) -> None:
    note_sent(decision=emergency, sheet=None, request_key=uuid5(KEYS, emergency.reference), values=more(), by=owner)


def first_sheet(decision: Decision) -> Sheet:
    return Sheet.objects.filter(decision=decision).order_by("pk")[0]


def _approve(sheet: Sheet, owner: User, manager: User) -> None:
    no = approve_sheet(sheet=sheet, agreed=False, reasons="Why?", request_key=_key(sheet, "no"), by=manager)
    assert no.todo
    key, decision = _key(sheet, "answer"), sheet.decision
    amend(decision=decision, request_key=key, title=no.todo.title, text="Because", todo=no.todo, by=owner)
    approve_sheet(sheet=sheet, agreed=True, reasons="", request_key=_key(sheet, "yes"), by=manager)


def _ended(event: SharingEvent, owner: User) -> None:
    receipts.end_receipt_link(link=_asked(event, owner).link, why="A wrong address", by=owner)


def _asked(event: SharingEvent, owner: User) -> receipts.Asked:
    return receipts.ask_receipt(sharing=event, email=EMAIL, request_key=uuid5(KEYS, f"link {event.pk}"), by=owner)


def _key(sheet: Sheet, what: str) -> UUID:
    return uuid5(KEYS, f"{sheet.reference} {what}")
