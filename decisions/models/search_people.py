"""People by what they are called: as it was typed, in another order, sounding like it, or by another form of a name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from consent import names, nicknames
from consent.models import Person
from decisions.models.access import PersonConcerned
from decisions.models.searching import reach
from infoshare.accounts.models import User

SO, SOUNDS, ALSO = "so", "sounds", "also"
WORTH: Mapping[str, float] = {SO: 4, SOUNDS: 3, ALSO: 2.5}  # a text is worth 1 at most
MOST = 100  # decisions


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody it is about, and how they are called what was typed."""

    person: int
    name: str
    how: str


def called(words: Sequence[str], *, by: User) -> list[Called]:
    """Those whom the reader may know and in whose name each word stands, in any order."""
    sounds = [sorted({key for form in _forms(word) for key in names.keys(form)}) for word in words]
    with connection.cursor() as cursor:
        cursor.execute("SELECT decisions_search_called(%s, %s)", [json.dumps(sounds), reach(by, "person.know")])
        numbers = [number for (number,) in cursor.fetchall()]
    people = Person.objects.visible_to(by).filter(pk__in=numbers).values_list("pk", "name")
    return [Called(number, name, _how(words, name)) for number, name in people]


def decisions_about(people: Sequence[Called]) -> Mapping[int, list[Called]]:
    """The newest decisions about any of them, with whom each is about."""
    known = {each.person: each for each in people}
    rows = PersonConcerned.objects.filter(person__in=known).order_by("-decision_id")
    found: dict[int, list[Called]] = {}
    for decision, person in rows.values_list("decision_id", "person_id")[:MOST]:
        found.setdefault(decision, []).append(known[person])
    return found


def _forms(word: str) -> set[str]:
    return {word, *nicknames.also(word)}


def _how(words: Sequence[str], name: str) -> str:
    """The least of what holds for each word."""
    theirs, sounds = set(names.words(name)), set(names.keys(name))
    if theirs.issuperset(words):
        return SO
    return SOUNDS if all(sounds.issuperset(names.keys(word)) for word in words) else ALSO
