"""How hard a text is to read: the Flesch-Kincaid grade, which is about a school year (add five for an age)."""

import re
from collections.abc import Iterable

SILENT = re.compile(r"(?:[^laeiouy]es|[^dtaeiouy]ed|[^laeiouy]e)$")  # ends that are written and not said


def grade(texts: Iterable[str]) -> float:
    """Each text is a sentence at least; more where it has full stops of its own."""
    sentences = [each for text in texts for each in re.split(r"[.?!:;]+(?:\s|$)", text) if re.search(r"\w", each)]
    words = [word for each in sentences for word in re.findall(r"[A-Za-z]+(?:'[a-z]+)?", each)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    bare = re.sub(r"[^a-z]", "", word.lower())
    said = SILENT.sub("", bare) if len(bare) > 3 else bare
    return max(1, len(re.findall(r"[aeiouy]+", said)))
