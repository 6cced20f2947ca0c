"""Who is known around a decision: somebody linked to it, and who others are to them."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F, Model
from django.utils import timezone

from consent import actions as register
from consent.models import Person, Relationship
from decisions.actions import access, add_row
from decisions.actions.telling_the_family import look_again, write_told
from decisions.draft import load
from decisions.models import Decision, Item, LookedAgain, Recipient, Told
from decisions.protecting import unsettled
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from tests.consent.people import entered, related


def child_of(decision: Decision, by: User, *, known_to: User | None = None, **instead: object) -> Person:
    """A child whom the decision is about, entered by somebody else where that is said."""
    person = entered(known_to or by, reference=f"F-{uuid4().hex[:6]}", name="Aoife Byrne", **instead)
    access.link_person(decision=decision, reference=person.reference, by=by)
    return person


def father_of(person: Person, by: User, **instead: object) -> Relationship:
    return related(person, by, **{"name": "Sean Byrne", "kind": "father", **instead})


def untold(person: Person, by: User, **instead: object) -> Relationship:
    """A father who must not be told."""
    return father_of(person, by, must_not_be_told=True, must_not_be_told_why="He hurt her", **instead)


def change(row: Relationship, by: User, **values: object) -> None:
    row.refresh_from_db()
    seen, why = fingerprint(values_of(row, values)), "The court says that it is safe"
    register.change_relationship(relationship=row, values=values, seen=seen, by=by, lifted_why=why)


def to(decision: Decision, by: User, **instead: str) -> None:
    values = {"organisation": "Family", "role": "Relative", "name": "", **instead}
    add_row(decision=decision, kind=Recipient, request_key=uuid4(), values=values, by=by)


def item(decision: Decision, by: User, **instead: object) -> None:
    values = {"text": "She sleeps badly", "category": "health", "nature": "fact", "source": "Her teacher", **instead}
    add_row(decision=decision, kind=Item, request_key=uuid4(), values=values, by=by)


def is_kept(row: Model) -> None:
    """Added once, and never changed or taken away, whoever writes."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    for write in (lambda: rows.update(decision_id=F("decision_id")), rows.delete):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            write()


def sorts(decision: Decision) -> list[str]:
    return [each.sort for each in unsettled(load(decision))]


def told(decision: Decision, by: User, **instead: object) -> Told:
    values: dict[str, object] = {
        "whom": "child",
        "relationship": None,
        "carer": "",
        "on": timezone.localdate(),
        "how": "Face to face",
        "teller": "Her teacher",
        "said": "She was glad",
        **instead,
    }
    return write_told(decision=decision, request_key=uuid4(), values=values, by=by)


def looked(decision: Decision, by: User, found: str, **instead: object) -> LookedAgain:
    values: dict[str, object] = {"found": found, "why": "We asked her", "next_on": timezone.localdate(), **instead}
    return look_again(decision=decision, request_key=uuid4(), values=values, by=by)
