"""Who must not be told or found, held against whom information goes to and what it says. Plain Python (2024, rule 5).

Names are compared by their sound, as where people are entered; addresses without case, marks and short forms.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consent import names
from decisions.places import Place, is_in, same_place

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lady", "rev", "prof"})
# What a role calls somebody who is known by a kind of relationship.
KIN: Mapping[str, frozenset[str]] = {
    "mother": frozenset({"mother", "mum", "mam", "mom", "parents"}),
    "father": frozenset({"father", "dad", "daddy", "parents"}),
    "second_parent": frozenset({"parent", "parents"}),
    "step_parent": frozenset({"stepfather", "stepmother", "stepdad", "stepmum", "stepparent"}),
    "grandparent": frozenset({"grandfather", "grandmother", "grandparent", "grandad", "granddad", "gran", "nan"}),
    "sibling": frozenset({"brother", "sister", "sibling"}),
    "foster_carer": frozenset({"foster"}),
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known: the person it is about, or who is something to them. `name` is "" where only a word is known."""

    key: str
    person: int  # whose page tells of them
    called: str
    name: str = ""
    kind: str = ""
    place: Place = Place()
    must_not_be_told: bool = False
    must_not_be_found: bool = False

    @property
    def is_the_person(self) -> bool:
        return not self.kind


@dataclass(frozen=True, slots=True)
class To:
    """Somebody whom something would go to, or who would be told."""

    key: str
    called: str
    name: str = ""
    organisation: str = ""
    role: str = ""
    family: bool = False  # the child or the family, at home

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.name, self.organisation, self.role)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody would read. `is_identity`: that it tells who or where somebody is."""

    key: str
    called: str
    text: str
    about_whom: str = ""
    is_identity: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """`mark` tells it from any other, and from itself before something in it changed."""

    sort: str
    who: Known
    called: str  # the recipient, or the piece of information
    mark: str


def of(known: Iterable[Known], tos: Iterable[To], saids: Iterable[Said]) -> list[Clash]:
    """Every clash, each once, in the order of the lists."""
    everybody, read = list(known), list(saids)
    untold = [each for each in everybody if each.must_not_be_told]
    unfound = [each for each in everybody if each.must_not_be_found]
    found = [*_of_recipients(everybody, untold, tos), *_of_texts(unfound, read)]
    return list({each.mark: each for each in found}.values())


def is_reached(to: To, known: Iterable[Known]) -> bool:
    """Whether what goes to them would reach somebody who must not be told."""
    everybody = list(known)
    return any(_reached(to, who, everybody) for who in everybody if who.must_not_be_told)


def _of_recipients(everybody: list[Known], untold: list[Known], tos: Iterable[To]) -> Iterator[Clash]:
    for to in tos:
        for who in untold:
            if sort := _reached(to, who, everybody):
                yield Clash(sort, who, to.called, _mark(sort, who, to.key, *to.texts))


def _reached(to: To, who: Known, everybody: list[Known]) -> str:
    """How what goes to this recipient would reach somebody who must not be told; "" where it would not."""
    if _is_called(to, who):
        return "name"
    if _is_kin(to, who):
        return "role"
    if any(is_in(who.place, text) for text in to.texts):
        return "address"
    if any(same_place(each.place, who.place) for each in everybody if each != who and _is_them(to, each)):
        return "household"
    return ""


def _is_them(to: To, known: Known) -> bool:
    return (to.family and known.is_the_person) or _is_called(to, known) or _is_kin(to, known)


def _is_called(to: To, known: Known) -> bool:
    if not known.name:
        return False
    return same_name(to.name, known.name) or any(named_in(known.name, text) for text in (to.organisation, to.role))


def _is_kin(to: To, known: Known) -> bool:
    """By a role such as "His father": where no name tells that it is another father."""
    if to.name and known.name:
        return False
    return bool(KIN.get(known.kind, frozenset()) & set(_kin_words(to.role)))


def _kin_words(text: str) -> list[str]:
    """ "Father's" and "step-father" are words for them too."""
    joined = re.sub(r"\b(step|grand)[\s-]+", r"\1", names.bare(text))
    return re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", joined))


def _of_texts(unfound: list[Known], read: Iterable[Said]) -> Iterator[Clash]:
    for said in read:
        for who in unfound:
            if sort := _tells_where(said, who):
                yield Clash(sort, who, said.called, _mark(sort, who, said.key, said.text, said.about_whom))


def _tells_where(said: Said, who: Known) -> str:
    if any(is_in(who.place, text) for text in (said.text, said.about_whom)):
        return "place"
    return "identity" if said.is_identity and _is_about(said.about_whom, who) else ""


def _is_about(whom: str, who: Known) -> bool:
    if who.is_the_person:
        return not whom or same_name(whom, who.name) or set(_kin_words(whom)) <= {"the", "child", "young", "person"}
    return same_name(whom, who.name) or bool(KIN.get(who.kind, frozenset()) & set(_kin_words(whom)))


def same_name(one: str, other: str) -> bool:
    """Whether both may be one person: the same by sound, one part of it, or initials that fit."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return False
    if min(len(a), len(b)) == 1:
        return bool(_sounds(a) & _sounds(b))
    if _sounds(a) <= _sounds(b) or _sounds(b) <= _sounds(a):
        return True
    return _sounds(a[-1:]) == _sounds(b[-1:]) and _initials_fit(a[0], b[0])


def named_in(name: str, text: str) -> bool:
    """Whether a text holds the whole name, its words one after another."""
    wanted, words = [_sound(each) for each in _parts(name)], [_sound(each) for each in names.words(text)]
    if len(wanted) < 2:
        return False
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _parts(name: str) -> list[str]:
    return [each for each in names.words(name) if each not in TITLES]


def _sound(word: str) -> str:
    return names.keys(word)[0]


def _sounds(words: Iterable[str]) -> set[str]:
    return {_sound(each) for each in words}


def _initials_fit(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _mark(sort: str, who: Known, *of: str) -> str:
    flags = f"{who.must_not_be_told}{who.must_not_be_found}"
    text = "\x1f".join((sort, who.key, who.name, who.kind, str(who.place), flags, *of))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
