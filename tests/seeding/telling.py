"""Who was told of what is shared, a request that was refused and opened again, and somebody who must not be found."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from consent.actions import change
from consent.models import Person
from decisions import protecting
from decisions.actions import (
    add_row,
    ask_about_clashes,
    look_again,
    reopen,
    settle_clash,
    write_answered,
    write_told,
)
from decisions.actions.access import link_person, unlink_person
from decisions.draft import load
from decisions.models import Decision, Item
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of

KEYS = UUID("2f1c8d0a-6b52-4d3e-9a41-0c5e7f6b9d31")


def give_away(draft: Decision) -> None:
    """Two items that say where the father is, who must not be found: nobody decided yet whether they go."""
    values = {"category": "identity", "nature": "fact", "source": "A neighbour", "about_whom": "His father"}
    for number in range(2):
        said = {"text": f"Where he lives, {number}", **values}
        key = uuid5(KEYS, f"father {number}")
        add_row(kind=Item, decision=draft, by=draft.owner, request_key=key, values=said)


def settle_one(draft: Decision, *, by: User) -> None:
    """The other stays a clash."""
    mark = protecting.unsettled(load(draft))[-1].mark
    settle_clash(decision=draft, mark=mark, why="It is his office", by=by)


def link_wrongly(draft: Decision, *, by: User) -> None:
    """Somebody whom it is not about is taken off; and it is asked who may say that the other clash is none."""
    link_person(decision=draft, reference="W-1", by=by)
    unlink_person(link=draft.people.latest("pk"), why="The wrong file", by=by)
    ask_about_clashes(decision=draft, by=by)


def hide_and_find(person: Person, *, by: User) -> None:
    """For an hour the person must not be found."""
    for hidden in (True, False):
        person.refresh_from_db()
        values: dict[str, object] = {"must_not_be_found": hidden, "must_not_be_found_why": "The neighbour"}
        values["reference"] = person.reference
        seen = fingerprint(values_of(person, values))
        change(person=person, values=values, seen=seen, lifted_why="He moved away", by=by)


def tell_and_answer(name: str, shared: Decision, refused: Decision, *, by: User) -> Decision:
    """The decision that looks again at the one that was refused."""
    today = timezone.localdate()
    told = {"whom": "carer", "relationship": None, "carer": "Her aunt", "on": today, "how": "By telephone"}
    told |= {"teller": "Her teacher", "said": "She was glad"}
    write_told(decision=shared, request_key=uuid5(KEYS, "told"), values=told, by=by)
    looked = {"found": "tell", "why": "He has left", "next_on": today + timedelta(days=30)}
    look_again(decision=shared, request_key=uuid5(KEYS, "looked"), values=looked, by=by)
    answered = {"on": today, "how": "By post"}
    write_answered(decision=refused, request_key=uuid5(KEYS, "answered"), values=answered, by=by)
    key = uuid5(KEYS, f"{name} reopen")
    return reopen(decision=refused, request_key=key, facts="There is an order", received_on=today, by=by)
