"""A pack about a child: his foster carer asked for a copy; it is chosen, and waits for somebody to read it."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.utils import timezone

from consent.models import Person
from decisions import packing
from decisions.actions.person_packs import choose_parts, start_pack
from decisions.demonstration.known import CHILDREN
from decisions.models import Decision
from decisions.policies.ledger import decisions_of
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy

MAKER = "Grace Obi"  # the Caldicott Guardian of his school
KEYS = UUID("b5e1d6f0-6c0e-4a3c-8c1f-0a8d2a7f9d34")


def settle(decisions: Mapping[str, Decision], people: Mapping[str, User]) -> None:
    """A second time it changes nothing."""
    child = CHILDREN[1]
    decision = decisions[child.case]
    with tenancy.organisation(decision.organisation_id):
        person = Person.objects.get(organisation=decision.organisation, reference=child.reference)
        if not person.packs.exists():
            _begin(person, by=people[MAKER])


def _begin(person: Person, *, by: User) -> None:
    key = uuid5(KEYS, person.reference)
    pack = start_pack(
        person=person,
        request_key=key,
        made_for="subject_access",
        asked_by="Ruth Pascoe",
        asked_as="His foster carer, for Tobi",
        received_on=timezone.localdate(),
        exposed_why="",
        by=by,
    )
    parts = [each.key for each in packing.offered(decisions_of(person, by))]
    choose_parts(pack=pack, request_key=key, parts=parts, why="", by=by)
