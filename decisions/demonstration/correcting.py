"""A piece that was shared and found wrong: one of those who were told has put it right, one is still to be told."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils import timezone

from decisions.actions.correcting import find_wrong, note_correction_sent
from decisions.actions.corrections_heard import note_confirmed
from decisions.draft import load
from decisions.letters.correction import versions
from decisions.models import CorrectionOwed, Decision
from infoshare.tenancy import context as tenancy

KEYS = UUID("7d0b9a42-3c55-4f0e-9f5c-5a4b8f1f6e21")
CASE = "C08"
FOUND = {
    "what": "",
    "kind": "wrong",
    "right": "It happened on Friday night, not on Saturday night.",
    "found_how": "The ambulance sheet came, with the time of the call.",
    "found_by": "The ward clerk",
}
ANSWER = {"said": "put_right", "words": "", "told_how": "They rang"}


def settle(decisions: Mapping[str, Decision]) -> None:
    """A second time it changes nothing."""
    decision = decisions[CASE]
    with tenancy.organisation(decision.organisation_id):
        if decision.found_wrong.exists():
            return
        key, item = uuid5(KEYS, decision.reference), decision.items.order_by("pk")[0]
        wrong = find_wrong(decision=decision, item=item, request_key=key, values=FOUND, by=decision.owner)
        _tell(wrong.owed.order_by("pk")[0], key)


def _tell(owed: CorrectionOwed, key: UUID) -> None:
    values = {"happened_at": timezone.now(), "channel": "secure_mail", "sent_by": "", "note": ""}
    by = owed.wrong.written_by
    letter = versions(load(owed.wrong.decision), owed, timezone.now())[-1].mark
    sent = note_correction_sent(owed=owed, letter=letter, request_key=key, values=values, by=by)
    note_confirmed(sent=sent, request_key=key, values=ANSWER, by=by)
