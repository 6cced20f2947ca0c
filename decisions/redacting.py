"""What is taken out of a pack: who others are is found and proposed, and somebody says of each text what becomes of it.

A program can't find everybody. So nothing is made before somebody has read every text as it goes.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785

from consent.models import Person, Relationship
from consent.names import words
from decisions import identities
from decisions import words_of_packs as kinds
from decisions.advising.withheld import BORN, INITIALS, LOOKS, NAME, NUMBER, Known, Mark, Marked, marked
from decisions.draft import Draft
from decisions.models import Decision, PackText, PersonConcerned
from decisions.packing import Text
from decisions.places import Place, is_in

WHOLE = "[all of this is left out]"
HAND = "by hand"
WORD = re.compile(r"[^\W_]+")
SHOWN = {
    NAME: "[name left out]",
    INITIALS: "[initials left out]",
    BORN: "[date of birth left out]",
    NUMBER: "[number or address left out]",
    LOOKS: "[contact left out]",
    HAND: "[left out]",
}


@dataclass(frozen=True, slots=True)
class People:
    """The one it is for, whose own name and numbers stay; and everybody else who is known.

    `places` are where others live or lived, however that is written; `hidden` those of them where nobody may be found.
    `same_name`: somebody else is called just as they are, so that no name tells who is meant.
    """

    own: Known
    others: Known
    places: tuple[Place, ...] = ()
    hidden: tuple[Place, ...] = ()
    same_name: bool = False


@dataclass(frozen=True, slots=True)
class Goes:
    """One text as it was, what is proposed of it, and what becomes of it."""

    of: Text
    proposed: Marked
    said: PackText | None
    out: Marked
    exposes: bool = False  # it tells where somebody is who must not be found

    @property
    def mark(self) -> str:
        return mark_of(self.of)

    @property
    def text(self) -> str:
        return WHOLE if self.said and self.said.whole else shown(self.out)

    @property
    def found(self) -> list[str]:
        """The words that are proposed to be taken out, each once."""
        return found_in(self.proposed)


def mark_of(text: Text) -> str:
    """Changes with the text, so that what somebody said of it counts for these words alone."""
    said = "\n".join((text.part, text.heading, text.label, text.text))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def found_in(text: Marked) -> list[str]:
    return list(dict.fromkeys(text.text[mark.start : mark.end] for mark in text.marks))


def people(person: Person, drafts: Sequence[Draft]) -> People:
    """Whose names, numbers and addresses are known: from the decisions, and who others are to the people in them."""
    own, known, others = _own(person), identities.known_of(drafts), around(person, drafts)
    own_words, own_numbers = {word for name in own.names for word in words(name)}, {*own.numbers, *_references(drafts)}
    like_own = {row.name for row in others if len(words(row.name)) > 1 and not set(words(row.name)) - own_words}
    same = {name for name in like_own if words(name) == words(person.name)}
    homes = [*others, *([person, *Person.history.filter(id=person.pk)] if person.must_not_be_found else [])]
    places = _places(homes)
    lines = [text for place in places for text in (place.line, place.postcode)]
    found = Known(
        names=_each(name for name in (*known.names, *(row.name for row in others)) if set(words(name)) - own_words),
        whole=_each(like_own - same),
        initials=tuple(sorted(set(known.initials) - set(own.initials))),
        born=tuple(sorted(set(known.born) - set(own.born))),
        numbers=_each([*known.numbers, *lines], but=own_numbers),
    )
    hidden = _places(row for row in homes if isinstance(row, Person | Relationship) and row.must_not_be_found)
    return People(own, found, places, hidden, same_name=bool(same))


def around(person: Person, drafts: Sequence[Draft]) -> list[Any]:
    """The other people whom these decisions are or were about, and who anybody is or was to any of them."""
    linked = PersonConcerned.history.filter(decision_id__in=[draft.decision.pk for draft in drafts])
    numbers = {number for draft in drafts for number in draft.people} | set(linked.values_list("person_id", flat=True))
    others = numbers - {person.pk}
    rows = [*Person.objects.filter(pk__in=others), *Person.history.filter(id__in=others)]
    for related in (Relationship.objects, Relationship.history):
        rows += related.filter(person_id__in=numbers | {person.pk})
    return rows


def _places(rows: Iterable[Any]) -> tuple[Place, ...]:
    found = {Place(row.address, row.postcode) for row in rows if row.address or row.postcode}
    return tuple(sorted(found, key=lambda place: (place.line, place.postcode)))


def _own(person: Person) -> Known:
    before = [person, *Person.history.filter(id=person.pk)]
    return Known(
        names=_each(row.name for row in before),
        initials=tuple(sorted({"".join(word[0] for word in words(row.name)).upper() for row in before if row.name})),
        born=tuple({row.born_on for row in before if row.born_on}),
        numbers=_each(n for row in before for n in (row.reference, row.local_number, row.national_number)),
    )


def _references(drafts: Sequence[Draft]) -> set[str]:
    return {draft.decision.reference for draft in drafts} | set(
        Decision.objects.filter(reopenings__decision__in=[draft.decision.pk for draft in drafts]).values_list(
            "reference", flat=True
        )
    )


def _each(found: Iterable[str], but: Iterable[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({text for text in found if text} - set(but)))


def proposed(text: str, known: People) -> Marked:
    """What tells who others are, and where. A name that is part of the person's own, written in full, stays."""
    own = [mark for mark in marked(text, known.own).marks if mark.tells != LOOKS]
    found = [mark for mark in marked(text, known.others).marks if not _is_own(mark, own)]
    at = [mark for place in known.places for mark in _at(place, text)]
    return Marked(text, _apart([*found, *at]) if at else tuple(found))


def _at(place: Place, text: str) -> Iterator[Mark]:
    """Each time that a text says where that is, in whatever spelling: the fewest words that tell it."""
    words = list(WORD.finditer(text)) if is_in(place, text) else []
    first = 0
    while first < len(words) and is_in(place, text[words[first].start() :]):
        ends = range(first, len(words))
        last = next((at for at in ends if is_in(place, text[words[first].start() : words[at].end()])), ends[-1])
        while is_in(place, text[words[first + 1].start() : words[last].end()] if first < last else ""):
            first += 1
        yield Mark(words[first].start(), words[last].end(), NUMBER)
        first = last + 1


def exposes(text: str, known: People) -> bool:
    """Whether it tells where somebody is who must not be found."""
    return any(is_in(place, text) for place in known.hidden)


def by_hand(text: str, also: Iterable[str]) -> list[Mark]:
    """Each place of the words that somebody takes out besides, as they stand, in whatever case."""
    places = (match for each in also for match in re.finditer(re.escape(each), text, re.IGNORECASE))
    return [Mark(place.start(), place.end(), HAND) for place in places]


def shown(text: Marked) -> str:
    """As it goes."""
    said, last = "", 0
    for mark in text.marks:
        said, last = said + text.text[last : mark.start] + SHOWN[mark.tells], mark.end
    return said + text.text[last:]


def _is_own(mark: Mark, own: Iterable[Mark]) -> bool:
    """Inside the person's own name and shorter than it; or all of a number of theirs."""
    for each in own:
        inside = each.start <= mark.start and mark.end <= each.end
        if inside and (mark.tells != NAME or (each.end - each.start) > (mark.end - mark.start)):
            return True
    return False


def goes(text: Text, known: People, said: PackText | None) -> Goes:
    """One text with what becomes of it: as proposed, where nobody said otherwise of these words."""
    first, tells = proposed(text.text, known), exposes(text.text, known)
    if said is None:
        return Goes(text, first, None, first, tells)
    stays = [mark for mark in first.marks if text.text[mark.start : mark.end] not in said.left]
    return Goes(text, first, said, Marked(text.text, _apart([*stays, *by_hand(text.text, said.also)])), tells)


def _apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """In order; those that overlap are one."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if found and mark.start < found[-1].end:
            found[-1] = Mark(found[-1].start, max(mark.end, found[-1].end), found[-1].tells)
        else:
            found.append(mark)
    return tuple(found)


def last_said(rows: Iterable[PackText]) -> dict[str, PackText]:
    """Of each text the last word."""
    return {row.mark: row for row in sorted(rows, key=lambda row: row.pk)}


def fingerprint(found: Iterable[Goes]) -> str:
    """Changes with any text as it goes: whoever makes the pack has read this and nothing else."""
    rows = [[each.of.part, each.of.heading, each.of.label, each.text] for each in found]
    return hashlib.sha256(rfc8785.dumps(rows)).hexdigest()


def left_out(found: Iterable[Goes]) -> list[dict[str, object]]:
    """How much is left out, and why, by its category: nothing of what it said."""
    counted: Counter[tuple[str, str]] = Counter()
    for each in found:
        why = kinds.LEFT_OUT[each.said.category].label if each.said and each.said.category else ""
        if each.said and each.said.whole:
            counted["Whole texts", why] += 1
            continue
        for mark in each.out.marks:
            counted[kinds.TOLD[mark.tells], why if mark.tells == HAND else kinds.LEFT_OUT["others"].label] += 1
    return [{"what": what, "why": why, "times": times} for (what, why), times in sorted(counted.items())]
