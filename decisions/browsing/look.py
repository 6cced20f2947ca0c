"""What the look-out reads, one look at one decision, and what it tells, one finding."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

OWN, TEAM, ORGANISATION = "own", "team", "organisation"


@dataclass(frozen=True, slots=True)
class Look:
    """One page or file of a decision, seen by one person.

    `through` is the right they had at that moment: own, team, organisation, adviser, viewer or glass. A right that is
    not known here is judged as strictly as one granted by name.
    """

    by: int
    decision: int
    at: datetime
    through: str
    surname_like: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a Caldicott Guardian should ask about. It is a question, not a charge.

    `times` counts visits from `first_at` to `last_at`; `reached_at` is the look that reached the limit. While a run
    goes on, people, decisions, times and `last_at` grow; `reached_at` and `key` stay.
    """

    rule: str
    by: tuple[int, ...]
    decisions: tuple[int, ...]
    first_at: datetime
    last_at: datetime
    times: int
    reached_at: datetime

    @classmethod
    def of(cls, rule: str, visits: Iterable[Look], reached_at: datetime) -> "Finding":
        seen = sorted(visits, key=lambda visit: visit.at)
        people = tuple(sorted({visit.by for visit in seen}))
        decisions = tuple(sorted({visit.decision for visit in seen}))
        return cls(rule, people, decisions, seen[0].at, seen[-1].at, len(seen), reached_at)

    @property
    def key(self) -> str:
        """The same on every day that tells of the same run, so that it can be stored once."""
        day = self.reached_at.astimezone(UTC).date().isoformat()
        match self.rule:
            case "many":
                return f"many:{self.by[0]}:{day}"
            case "crowd":
                return f"crowd:{self.decisions[0]}:{day}"
            case "surname":
                return f"surname:{self.by[0]}:{self.decisions[0]}"
        return f"{self.rule}:{self.by[0]}:{self.decisions[0]}:{day}"
