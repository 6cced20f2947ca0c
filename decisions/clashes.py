"""Who must not be told or found, held against whom information goes to and what it says. No database (2024, rule 5).

Names are compared by their sound, as where people are entered; addresses as places.py reads them; kin as kin.py does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from consent import names
from decisions import kin
from decisions.places import Place, is_in, same_place
from decisions.the_child import is_the_child

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lady", "rev", "prof"})


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known: the person it is about, or who is something to them. `name` is "" where only a word is known.

    `maybe_at` are homes of others around them: any may be theirs, where their own is not known.
    """

    key: str
    person: int  # whose page tells of them
    called: str
    name: str = ""
    kind: str = ""
    place: Place = Place()
    maybe_at: tuple[Place, ...] = ()
    must_not_be_told: bool = False
    must_not_be_found: bool = False

    @property
    def is_the_person(self) -> bool:
        return not self.kind


@dataclass(frozen=True, slots=True)
class To:
    """Somebody whom something would go to, or who would be told. `gets` changes with what goes to them."""

    key: str
    called: str
    name: str = ""
    organisation: str = ""
    role: str = ""
    family: bool = False  # the child or the family, at home
    gets: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.name, self.organisation, self.role)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody would read: a text, and what stands beside it. `is_identity`: it tells who or where somebody is.

    `to` are those who get it.
    """

    key: str
    called: str
    text: str
    about_whom: str = ""
    is_identity: bool = False
    beside: tuple[str, ...] = ()
    to: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text, self.about_whom, *self.beside)


@dataclass(frozen=True, slots=True)
class Clash:
    """`mark` tells it from any other, and from itself before something in it changed, or in who gets what of it.

    `itself` stays the same where only that changed: who else gets the text, or what else goes to the recipient.
    """

    sort: str
    who: Known
    called: str  # the recipient, or the piece of information
    itself: str
    mark: str
    family: bool = False


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
                itself, mark = _marks(sort, who, (to.key, *to.texts), (to.gets,))
                yield Clash(sort, who, to.called, itself, mark, family=to.family)


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
    if same_name(to.name, known.name):
        return True
    return any(named_in(known.name, text) or titled_in(known.name, text) for text in (to.organisation, to.role))


def _is_kin(to: To, known: Known) -> bool:
    """By what the boxes call them, such as "His father": in a role only where no name tells that it is another.

    How the family is told is a sentence: any word for them there is theirs.
    """
    if to.family:
        return kin.named_in(to.role, known.kind)
    if kin.begins(to.name, known.kind) or kin.calls(to.name, known.kind):
        return True
    if known.name and not kin.names_nobody(to.name):
        return False
    return any(kin.calls(box, known.kind) for box in (to.organisation, to.role))


def _of_texts(unfound: list[Known], read: Iterable[Said]) -> Iterator[Clash]:
    for said in read:
        for who in unfound:
            if sort := _tells_where(said, who):
                itself, mark = _marks(sort, who, (said.key, *said.texts), said.to)
                yield Clash(sort, who, said.called, itself, mark)


def _tells_where(said: Said, who: Known) -> str:
    if any(is_in(place, text) for place in (who.place, *who.maybe_at) for text in said.texts):
        return "place"
    return "identity" if said.is_identity and _is_about(said.about_whom, who) else ""


def _is_about(whom: str, who: Known) -> bool:
    if same_name(whom, who.name):
        return True
    return is_the_child(whom, who.name) if who.is_the_person else kin.named_in(whom, who.kind)


def same_name(one: str, other: str) -> bool:
    """Whether both may be one person: the same by sound, one part of it, or initials that fit."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return False
    if min(len(a), len(b)) == 1:
        return bool(_sounds(a) & _sounds(b))
    if _sounds(a) <= _sounds(b) or _sounds(b) <= _sounds(a):
        return True
    return any(_same_in_short(one, other) for one in _both_ways(a) for other in _both_ways(b))


def _both_ways(parts: list[str]) -> tuple[list[str], list[str]]:
    """Registers write the surname first: Murphy, S."""
    return parts, [*parts[1:], parts[0]]


def _same_in_short(a: list[str], b: list[str]) -> bool:
    return _sounds(a[-1:]) == _sounds(b[-1:]) and _initials_fit(a[0], b[0])


def titled_in(name: str, text: str) -> bool:
    """Whether a text holds the surname after a title: Mr Murphy."""
    surname, said = _sound(names.words(name)[-1]) if names.words(name) else "", names.words(text)
    return any(a in TITLES and _sound(b) == surname for a, b in zip(said, said[1:], strict=False))


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


def _marks(sort: str, who: Known, of: Iterable[str], among: Iterable[str]) -> tuple[str, str]:
    """Keyed, as they stand in addresses and events: nobody tries out an address on them."""
    flags = f"{who.must_not_be_told}{who.must_not_be_found}"
    itself = (sort, who.key, who.name, who.kind, str(who.place), str(who.maybe_at), flags, *of)
    return _keyed(itself), _keyed((*itself, "", *among))


def _keyed(parts: Iterable[str]) -> str:
    return salted_hmac("decisions.clashes", "\x1f".join(parts), algorithm="sha256").hexdigest()[:32]
