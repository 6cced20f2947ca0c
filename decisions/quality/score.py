"""Rule by rule, what stands in a record: said, thin, not said, or nothing was asked. A help to whoever wrote it.

It reads the record's frozen content alone, and says the same of it for ever. It is worked out when a page shows it and
kept nowhere: so there is nothing by which people could be counted, sorted or compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from decisions.quality import lacks
from decisions.quality.lacks import Lack

SAID, THIN, NOT_SAID, NOT_ASKED = "said", "thin", "not_said", "not_asked"
WORDS: Mapping[str, str] = MappingProxyType(
    {SAID: "Said", THIN: "Thin", NOT_SAID: "Not said", NOT_ASKED: "Does not apply"}
)
FEW = "{what} is said in very few words: somebody who was not there could not follow it."
Content = Mapping[str, Any]


class Text(NamedTuple):
    """What somebody typed for a rule: the part of the content, what it is called there, and how few words are thin."""

    part: str
    label: str
    what: str
    least: int
    where: str


RISKS = (
    Text("weighing", "Risk of sharing", "The risk of sharing", 5, lacks.RISKS_PART),
    Text("weighing", "Risk of not sharing", "The risk of not sharing", 5, lacks.RISKS_PART),
    Text("weighing", "Why", "Why it is in the child's best interests or not", 4, lacks.RISKS_PART),
)
TELLING = (Text("sharing", "Why not told", "Why they are not told", 5, lacks.HOW_PART),)
IDENTITIES = (
    Text("weighing", "Safety of others, and identities to protect", "Who must be protected", 4, lacks.RISKS_PART),
)
REASONS = (
    Text("decision", "reasons", "Why it was decided so", 8, lacks.REASONS_PART),
    Text("decision", "departure_why", "Why it departs from the guidance", 5, lacks.REASONS_PART),
)
# By edition and the number of the rule, as LOOKS in evidence.py has them.
TEXTS: Mapping[str, Mapping[int, tuple[Text, ...]]] = MappingProxyType(
    {
        "golden_rules_2008": {2: TELLING, 5: RISKS, 7: REASONS},
        "golden_rules_2024": {1: RISKS, 2: TELLING, 5: IDENTITIES, 7: REASONS},
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands: one of WORDS, and each thing that is lacking, with where it would stand."""

    number: int
    title: str
    stands: str
    lacks: tuple[Lack, ...]

    @property
    def word(self) -> str:
        return WORDS[self.stands]


def of(content: Content) -> list[Standing]:
    """The rules of the record's edition, in their order."""
    texts = TEXTS.get(content["guidance"]["id"], {})
    return [_standing(rule, list(_thin(content, texts.get(rule["number"], ())))) for rule in content["rules"]]


def _standing(rule: Content, thin: list[Lack]) -> Standing:
    missing = [Lack(sentence, lacks.where(sentence)) for sentence in rule["missing"]]
    shows = [sentence for sentence in rule["evidence"] if sentence not in lacks.ASKS_NOTHING]
    return Standing(rule["number"], rule["title"], _stands(bool(shows), missing, thin), (*missing, *thin))


def _stands(shows: bool, missing: list[Lack], thin: list[Lack]) -> str:
    if missing:
        return THIN if shows else NOT_SAID
    if not shows:
        return NOT_ASKED
    return THIN if thin else SAID


def _thin(content: Content, texts: Iterable[Text]) -> Iterator[Lack]:
    for text in texts:
        typed = _typed(content.get(text.part) or {}, text.label)
        if typed and len(typed.split()) < text.least:
            yield Lack(FEW.format(what=text.what), text.where)


def _typed(part: Any, label: str) -> str:
    """Parts are rows with labels, but for the decision."""
    if isinstance(part, Mapping):
        return str(part.get(label, ""))
    return next((str(row["text"]) for row in part if row["label"] == label), "")
