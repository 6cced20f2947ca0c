"""Whether a surname sounds like a name in a text. Spelling varies; a family is still a family."""

import re
from functools import lru_cache

from jellyfish import damerau_levenshtein_distance, metaphone

from consent.names import bare

_PARTICLES = frozenset(
    {"ab", "abu", "al", "ap", "bin", "bint", "da", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "ibn"}
    | {"la", "le", "st", "van", "von"}
)
_SPLIT_PREFIX = re.compile(r"\b(ma?c|o)[' ]+(?=[a-z])")
_INITIALS = re.compile(r"\b(?:[A-Z]{2}|(?:[^\W\d_]\.)+[^\W\d_]?)(?!\w)")


def sounds_alike(name: str, text: str) -> bool:
    """Whether the surname of `name` sounds like any word of `text`. Give it names: in prose, wright is also write."""
    words = _words(_INITIALS.sub(" ", text))
    return any(_alike(part, word) for part in _surname(name) for word in words)


def _surname(name: str) -> set[str]:
    """The parts of the last word: Ben Smith-Jones is both, Al-Hassan only Hassan."""
    last = _joined(_plain(name)).split()[-1:]
    parts = {part.replace("'", "") for word in last for part in re.findall(r"[a-z']{2,}", word)}
    return parts - _PARTICLES or parts


def _words(text: str) -> set[str]:
    """The words as they stand, and again with Mc Donald and O Brien written as one."""
    plain = _plain(text)
    return {word.replace("'", "") for each in (plain, _joined(plain)) for word in re.findall(r"[a-z']{2,}", each)}


def _plain(text: str) -> str:
    return re.sub(r"'s\b", "", bare(text.replace("’", "'")))


def _joined(plain: str) -> str:
    return _SPLIT_PREFIX.sub(r"\1", plain)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    one, other = (re.sub(r"^mac(?=[a-z]{3})", "mc", word) for word in (one, other))
    if one == other:
        return True
    if min(len(one), len(other)) < 3:
        return False
    return _same_sound(one, other) or _one_slip(one, other)


def _one_slip(one: str, other: str) -> bool:
    """Thomson and Thompson, Kowalski and Kowalska: one letter of seven, and not the first."""
    return one[0] == other[0] and max(len(one), len(other)) >= 7 and damerau_levenshtein_distance(one, other) == 1


def _same_sound(one: str, other: str) -> bool:
    """The same consonants and first vowel (but Mohammed, Muhammad) and ending: Hall is not Hill, nor Carr Carey."""
    one, other = _heard(one), _heard(other)
    long = min(len(one), len(other)) >= 7
    return (
        metaphone(one) == metaphone(other)
        and damerau_levenshtein_distance(one, other) <= (2 if long else 1)
        and one.endswith("i") == other.endswith("i")
        and (long or _first_vowel(one) == _first_vowel(other))
    )


def _first_vowel(heard: str) -> str:
    found = re.search(r"[aeiouy]", heard)
    return found.group().replace("y", "i") if found else ""


def _heard(word: str) -> str:
    """Lee, Lea and Leigh are one, and so are Gray and Grey, White and Whyte, Shah and Shaw."""
    vowels = re.sub(r"ei?gh$|igh|e[eai]|ie|y$", "i", word.replace("ey", "ay"))
    return re.sub(r"(?<=[aeiou])[hw]$|e$", "", vowels)
