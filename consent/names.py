"""How a name sounds, so that somebody entered under another spelling is found."""

import re
import unicodedata

from jellyfish import metaphone

# Letters that stand alone where others carry an accent.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})


def keys(name: str) -> list[str]:
    """A key for the sound of each word of a name, without repeats, in no order that means anything.

    Letters that metaphone does not know (Greek, Arabic, Chinese...) stand for themselves.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return sorted({_key(word) for word in re.findall(r"[^\W\d_]+", plain.replace("'", "").replace("’", ""))})


def _key(word: str) -> str:
    return (metaphone(word) or word if word.isascii() else word)[:50]
