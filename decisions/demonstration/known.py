"""Two children of the demonstration: who they are, and who others are to them. All made up."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import uuid5

from consent import actions
from consent.models import Person
from decisions.actions.access import link_person
from decisions.demonstration.walk import KEYS
from decisions.models import Decision
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from infoshare.tenancy import context as tenancy


class Related(NamedTuple):
    """Who somebody is to a child, and what their parental responsibility rests on ("" where they have none)."""

    name: str
    kind: str
    basis: str = ""
    how: str = ""
    orders: str = ""
    must_not_be_told: str = ""


class Child(NamedTuple):
    case: str
    reference: str
    name: str
    born_on: date
    needs: str
    related: tuple[Related, ...]


CHILDREN = (
    Child(
        "R22",
        "OP-2041",
        "Freya Marsh-Bell",
        date(2019, 2, 11),
        "Speaks little. Shows what she means with pictures.",
        (
            Related("Hannah Marsh", "mother", "birth", "The birth certificate was seen when Freya came to the school"),
            Related("Owen Bell", "father", "registered", "He is on the same certificate"),
            Related("Craig Dunn", "other", "", "", "", ""),
        ),
    ),
    Child(
        "S02",
        "OP-1877",
        "Tobi Adekunle",
        date(2018, 9, 30),
        "",
        (
            Related("The county council", "local_authority", "care_order", "The order of 4 March 2024 is on file"),
            Related("Ruth Pascoe", "foster_carer"),
            Related(
                "Daniel Adekunle",
                "father",
                "married",
                "The council told us",
                "No contact except by letter, through the council",
                "He must not learn which school Tobi goes to",
            ),
        ),
    ),
)


def settle(decisions: Mapping[str, Decision]) -> None:
    """Each once; what is there already stays as it is."""
    for child in CHILDREN:
        decision = decisions[child.case]
        with tenancy.organisation(decision.organisation_id):
            if not Person.objects.filter(organisation=decision.organisation, reference=child.reference).exists():
                _enter(child, decision, by=decision.owner)


def _enter(child: Child, decision: Decision, *, by: User) -> None:
    link_person(decision=decision, reference=child.reference, by=by)
    person = Person.objects.get(organisation=by.organisation, reference=child.reference)
    values: dict[str, object] = {
        "reference": child.reference,
        "name": child.name,
        "born_on": child.born_on,
        "other_needs": child.needs,
    }
    actions.change(person=person, values=values, seen=fingerprint(values_of(person, values)), by=by)
    for each in child.related:
        values = {
            "name": each.name,
            "kind": each.kind,
            "responsibility": "yes" if each.basis else "no",
            "basis": each.basis,
            "basis_known_how": each.how,
            "court_orders": each.orders,
            "must_not_be_told": bool(each.must_not_be_told),
            "must_not_be_told_why": each.must_not_be_told,
        }
        actions.relate(person=person, request_key=uuid5(KEYS, f"{child.case} {each.name}"), values=values, by=by)
