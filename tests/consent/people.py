"""People entered for a test, and what their pages hold."""

from uuid import uuid4

from consent import actions
from consent.models import Person, Relationship
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of

EMPTY: dict[str, object] = {
    "born_on": None,
    "local_number": "",
    "national_number": "",
    "language": "",
    "needs_easy_read": False,
    "other_needs": "",
    "ethnicity": "",
}


def entered(by: User, reference: str = "F-1", name: str = "Aoife Byrne", **instead: object) -> Person:
    values = {**EMPTY, "reference": reference, "name": name, **instead}
    return actions.enter(by=by, request_key=uuid4(), values=values)


def related(person: Person, by: User, **instead: object) -> Relationship:
    values: dict[str, object] = {
        "name": "Sean Byrne",
        "kind": "father",
        "responsibility": "no",
        "basis": "",
        "basis_known_how": "",
        "court_orders": "",
        "must_not_be_told": False,
        "must_not_be_told_why": "",
        **instead,
    }
    return actions.relate(person=person, request_key=uuid4(), values=values, by=by)


def unflagged(row: Relationship, by: User) -> None:
    """Somebody lifts that they must not be told."""
    row.refresh_from_db()
    stored = values_of(row, ("must_not_be_told", "must_not_be_told_why"))
    values = {"must_not_be_told": False, "must_not_be_told_why": ""}
    actions.change_relationship(
        relationship=row, values=values, seen=fingerprint(stored), by=by, lifted_why="The court says that it is safe"
    )
