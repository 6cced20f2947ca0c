"""Who can give consent, decision by decision: a competent child, somebody of 16 or over, or who holds responsibility.

For England and Wales. Under 16 a child is competent for a decision where each item of a Gillick assessment is met. From
16 on somebody is presumed able to decide, unless an assessment under the Mental Capacity Act 2005, section 3, of this
decision says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from consent import birthdays
from consent.status import Term, vocabulary
from consent.words import YES

PRESUMED_ABLE = 16
GILLICK = vocabulary(
    Term("question", "They understand what is asked of them"),
    Term("information", "They understand what would be shared, with whom and why"),
    Term("consequences", "They understand what may follow if it is shared, and if it is not"),
    Term("alternatives", "They understand what else could be done"),
    Term("weighing", "They can weigh these against each other"),
    Term("own_view", "Their view is their own, and stays the same"),
)
CAPACITY = vocabulary(
    Term("understand", "They understand what matters for this decision"),
    Term("retain", "They can keep it in mind long enough to decide"),
    Term("weigh", "They can use it, or weigh it"),
    Term("communicate", "They can say what they decide, in whatever way"),
)
ASSESSMENTS: Mapping[str, Mapping[str, Term]] = {"gillick": GILLICK, "capacity": CAPACITY}


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment of one decision: which items are met. Able only where all are."""

    kind: str  # of ASSESSMENTS
    met: Mapping[str, bool]

    @property
    def is_able(self) -> bool:
        return not self.not_met

    @property
    def not_met(self) -> list[str]:
        """The labels of what is not met, or was not looked at."""
        return [term.label for value, term in ASSESSMENTS[self.kind].items() if not self.met.get(value)]


@dataclass(frozen=True, slots=True)
class Say:
    """What somebody's answer counts as (standing.WEIGHTS), and why."""

    weight: str
    why: str


def assessment_for(born: date | None, on: date) -> str:
    """Which assessment fits their age; under 16, or not known: Gillick."""
    return "capacity" if born and birthdays.age(born, on) >= PRESUMED_ABLE else "gillick"


def own_say(*, born: date | None, on: date, assessed: Assessed | None) -> Say:
    """What the answer of the person themselves counts as. `assessed` is the last one of this very decision."""
    wanted = assessment_for(born, on)
    if assessed and assessed.kind == wanted:
        if assessed.is_able:
            return Say("own", "They were found able to decide this themselves.")
        return Say("view", f"They were found not able to decide this: {'; '.join(assessed.not_met)}.")
    if wanted == "capacity":
        return Say("own", "From 16 on somebody is presumed able to decide.")
    return Say("view", "Whether they are able to decide this themselves has not been looked at.")


def others_say(*, responsibility: str, born: date | None, on: date) -> Say:
    """What the answer of somebody else counts as. `responsibility` is of words.RESPONSIBILITY, `born` the child's."""
    if born and on >= birthdays.turns(born, birthdays.ADULT):
        return Say("view", "Parental responsibility ended on the 18th birthday.")
    if responsibility == YES:
        return Say("responsible", "They have parental responsibility.")
    return Say("view", "They do not have parental responsibility, or it is not known.")
