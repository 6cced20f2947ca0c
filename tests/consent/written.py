"""A consent in plain values for tests of what is made of it: nothing of it is in a database."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from consent.models import Consent, ConsentEvent, ConsentRecipient, Person, Relationship
from consent.register import THEMSELVES, Held
from consent.standing import Event
from consent.status import ELEMENTS
from infoshare.accounts.models import Organisation, User
from tests.consent.builders import TERMS
from tests.consent.histories import history

ORGANISATION = Organisation(pk=1, name="North School")
KEEPER = User(
    pk=1, name="Amara Cole", job_title="Class teacher", organisation=ORGANISATION, email="amara@north.example"
)
RELATED = {
    "mother": Relationship(pk=11, name="Marie Byrne", kind="mother", responsibility="yes", basis="birth"),
    "father": Relationship(pk=12, name="Sean Byrne", kind="father", responsibility="yes", basis="married"),
    "aunt": Relationship(pk=13, name="Nora Byrne", kind="other_relative", responsibility="no"),
}
WHY = "What a practitioner wrote about it"


def written(events: str, *, born: date | None = None, parts: Sequence[str] = (), **instead: object) -> Held:
    """Events as in histories.py; "self" is the person. `parts` are taken back by each event that takes back in part."""
    person = Person(pk=1, reference="F-1", name=str(instead.pop("name", "Aoife Byrne")), born_on=born)
    values = {**TERMS, "kind": "share", "between": "other", "purpose": "So that the nurse can help her", **instead}
    consent = Consent(
        pk=1,
        reference="CO-2345-6789",
        organisation=ORGANISATION,
        person=person,
        begun_by=KEEPER,
        begun_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        **values,
    )
    recipients = [
        ConsentRecipient(pk=1, consent=consent, organisation="The school nursing service", role="Named nurse"),
        ConsentRecipient(pk=2, consent=consent, organisation="The police"),
    ]
    return Held(consent, recipients, [_row(each, parts) for each in history(events)], [])


def _row(event: Event, parts: Sequence[str]) -> ConsentEvent:
    related = RELATED.get(event.by)
    given = event.kind == "given"
    return ConsentEvent(
        pk=event.number + 1,
        kind=event.kind,
        on=event.on,
        until=event.until,
        look_again_on=event.look_again_on,
        form=event.form if given else "",
        by_themselves=event.by == THEMSELVES,
        relationship=related,
        responsibility=related.responsibility if related else "",
        explained=[each for each in ELEMENTS if each in event.explained],
        parts=list(parts) if event.kind == "narrowed" else [],
        reason="risk_of_harm" if event.kind == "not_sought" else "",
        why=WHY,
    )
