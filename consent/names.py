"""How a name sounds and how it is compared, so that somebody entered under another spelling is found. Plain Python."""

import re
import unicodedata

from jellyfish import metaphone

# Letters that stand alone where others carry an accent.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def bare(text: str) -> str:
    """Without case and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(each for each in letters if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """Its words, bare and without apostrophes: O'Neill is one."""
    return re.findall(r"[^\W_]+", bare(text).replace("'", "").replace("’", ""))


def keys(name: str) -> list[str]:
    """A key for the sound of each word of a name, without repeats, in no order that means anything.

    Words in letters that metaphone does not know (Greek, Arabic, Chinese...) stand for themselves.
    """
    return sorted({_key(word) for word in words(name)})


def _key(word: str) -> str:
    return (metaphone(word) or word if word.isascii() else word)[:50]
