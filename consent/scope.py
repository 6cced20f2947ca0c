"""Whether a consent covers what is to be shared: purpose, recipient, information and period. Outside it there is none.

Recipients, information and period are compared here. Whether two purposes in free words are one and the same is for a
person to say: both are shown side by side, and nothing is taken as covered until they have said so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from consent.names import words
from consent.status import Term


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation, and a role in it; without a role, everybody there whose work it is."""

    organisation: str
    role: str = ""

    def covers(self, other: "Recipient") -> bool:
        same = plain(self.organisation) == plain(other.organisation)
        return same and (not self.role or plain(self.role) == plain(other.role))

    def __str__(self) -> str:
        return f"{self.organisation}, {self.role}" if self.role else self.organisation


@dataclass(frozen=True, slots=True)
class Scope:
    """What was agreed to. `categories` are stored values of kinds of information."""

    purpose: str
    recipients: tuple[Recipient, ...]
    categories: frozenset[str]
    since: date
    until: date | None = None  # the last day


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shared, and when."""

    purpose: str
    recipients: tuple[Recipient, ...]
    categories: frozenset[str]
    on: date


@dataclass(frozen=True, slots=True)
class Fit:
    """Why a consent does not cover what is wanted, a sentence for each reason; none where it does."""

    misfits: tuple[str, ...]
    same_purpose: bool  # word for word; otherwise somebody has to say whether it is the same

    @property
    def fits(self) -> bool:
        return not self.misfits


def fit(scope: Scope, wanted: Wanted, *, categories: Mapping[str, Term]) -> Fit:
    """`categories` is the vocabulary of kinds of information, for the sentences."""
    found = [*_period(scope, wanted), *_recipients(scope, wanted), *_information(scope, wanted, categories)]
    return Fit(tuple(found), same_purpose=plain(scope.purpose) == plain(wanted.purpose))


def _period(scope: Scope, wanted: Wanted) -> Iterable[str]:
    if wanted.on < scope.since:
        yield f"It counts only from {_day(scope.since)}."
    if scope.until and wanted.on > scope.until:
        yield f"It ended on {_day(scope.until)}."


def _recipients(scope: Scope, wanted: Wanted) -> Iterable[str]:
    for each in wanted.recipients:
        if not any(agreed.covers(each) for agreed in scope.recipients):
            yield f"It does not cover {each}. It was given for: {'; '.join(map(str, scope.recipients))}."


def _information(scope: Scope, wanted: Wanted, categories: Mapping[str, Term]) -> Iterable[str]:
    outside = [term.label for value, term in categories.items() if value in wanted.categories - scope.categories]
    if outside:
        yield f"It does not cover this kind of information: {'; '.join(outside)}."


def plain(text: str) -> str:
    """As names and purposes are compared: without case, accents, marks and doubled spaces."""
    return " ".join(words(text))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
