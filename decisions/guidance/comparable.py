"""What of one edition is comparable with what of another: data, checked by people, and read by whatever compares them.

Two questions are counterparts where an answer to one tells the answer to the other. What has no counterpart stands
alone: it is new or gone, and nothing is said of how it would have been answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from decisions.guidance.pack import Pack
from decisions.guidance.packs.answers import UNSURE


@dataclass(frozen=True, slots=True)
class Counterpart:
    """`values` gives for an answer before the one that says the same after; `held` is what that takes for granted."""

    before: str
    after: str
    values: Mapping[str, str]
    held: str = ""


@dataclass(frozen=True, slots=True)
class Comparable:
    """`rules` gives for the number of a rule before that of the rule after that is about the same."""

    before: str
    after: str
    rules: Mapping[int, int]
    questions: tuple[Counterpart, ...] = field(default=())

    def values_of(self, slug: str) -> Mapping[str, str]:
        """For each answer to a question before, the one that says the same after."""
        return next((each.values for each in self.questions if each.before == slug), {})

    def translated(self, answers: Mapping[str, str]) -> dict[str, str]:
        """What the answers say to the edition after, as far as they say anything to it."""
        return dict(self._translated(answers))

    def _translated(self, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for each in self.questions:
            if (value := each.values.get(answers.get(each.before, ""))) is not None:
                yield each.after, value


def _same(slug: str, *values: str) -> Counterpart:
    return Counterpart(slug, slug, {value: value for value in values})


_UNSURE = {UNSURE.value: UNSURE.value}
_CONSENT = {each: each for each in ("given", "implied", "refused", "withdrawn", "cannot_give")}

COMPARABLE = (
    Comparable(
        before="golden_rules_2008",
        after="golden_rules_2024",
        rules={1: 1, 2: 2, 3: 4, 4: 3, 6: 6, 7: 7},
        questions=(
            _same("situation", "case", "request", "bulk"),
            _same("danger", "yes", "no"),
            _same("statutory", "yes", "no", "unsure"),
            _same("purpose", "yes", "no", "unsure"),
            Counterpart(
                "identifiable",
                "anonymise",
                {"yes": "no", "no": "yes", **_UNSURE},
                "Information that identified somebody had to do so for its purpose.",
            ),
            Counterpart(
                "consent",
                "agreement",
                {**_CONSENT, "not_sought": "not_asked", "out_of_scope": "out_of_date", **_UNSURE},
                "Consent in 2008 and agreement in 2024 are the same thing.",
            ),
            Counterpart(
                "public_interest",
                "other_basis",
                {"yes": "yes", "no": "no", **_UNSURE},
                "Where the public interest was strong enough, another basis would have been found too.",
            ),
        ),
    ),
)


def of(before: Pack, after: Pack) -> Comparable | None:
    """None where nobody has written down yet what is comparable."""
    return next((each for each in COMPARABLE if (each.before, each.after) == (before.id, after.id)), None)
