"""Two packs of one person in each organisation of the campaigns: one that can still be changed, one that is made."""

from uuid import UUID, uuid5

from django.utils import timezone

from consent.models import Person
from decisions import packing, person_pack
from decisions.actions import person_packs as actions
from decisions.models import PersonPack
from decisions.policies.ledger import decisions_of
from infoshare.accounts.models import User

KEYS = UUID("5a0b7f0c-31c5-4d0a-9a45-6c0e2d8b1f77")


def make_packs(person: Person, *, by: User) -> None:
    _chosen(person, "open", by=by)
    actions.give_up_pack(pack=_chosen(person, "twice", by=by), request_key=KEYS, why="It was started twice", by=by)
    pack = _chosen(person, "made", by=by)
    actions.make_pack(pack=pack, papers={}, read=person_pack.load(pack).fingerprint, by=by)


def _chosen(person: Person, what: str, *, by: User) -> PersonPack:
    key = uuid5(KEYS, f"{person.pk} {what}")
    asked = {"made_for": "subject_access", "asked_by": "Bea Hart", "asked_as": "Her aunt"}
    asked["exposed_why"] = "She looks after her now"
    pack = actions.start_pack(person=person, request_key=key, received_on=timezone.localdate(), by=by, **asked)
    parts = [each.key for each in packing.offered(decisions_of(person, by))]
    actions.choose_parts(pack=pack, request_key=key, parts=parts, why="She was there", exposed_why="She knows", by=by)
    mark = person_pack.load(pack).goes[0].mark
    said = {"left": [], "also": [], "whole": True, "category": "others", "why": "It is about a neighbour"}
    actions.say_of_text(pack=pack, request_key=key, mark=mark, by=by, **said)  # type: ignore[arg-type]
    return pack
