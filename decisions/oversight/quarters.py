"""Financial years, which begin in April, and their quarters: the only stretches of time that numbers are told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

MONTHS = ("January to March", "April to June", "July to September", "October to December")
OFFERED = 9  # the one that goes on, and two years before it
YEARS = 2  # of whole ones that are over


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """`year` is the one in which its financial year begins; `number` counts from April to June on."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number + 1, 1) if self.number < 4 else date(self.year + 1, 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def title(self) -> str:
        return f"{MONTHS[self.number % 4]} {self.first.year}"


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A financial year, by the year in which it begins."""

    number: int

    @property
    def quarters(self) -> list[Quarter]:
        return [Quarter(self.number, each) for each in range(1, 5)]

    @property
    def slug(self) -> str:
        return str(self.number)

    @property
    def title(self) -> str:
        return f"April {self.number} to March {self.number + 1}"


Period = TypeVar("Period", Quarter, Year)


def years_over(today: date, count: int = YEARS) -> list[Year]:
    """The last ones that are over, the newest first."""
    return [Year(quarter_of(today).year - each) for each in range(1, count + 1)]


def quarter_of(day: date) -> Quarter:
    years, number = divmod(day.month - 4, 3)[0] // 4, (day.month - 4) // 3 % 4 + 1
    return Quarter(day.year + years, number)


def latest(today: date, count: int = OFFERED) -> list[Quarter]:
    """The one that goes on, and those before it, the newest first."""
    found = [quarter_of(today)]
    while len(found) < count:
        found.append(found[-1].before)
    return found


def chosen(slug: str, offered: Sequence[Period]) -> Period | None:
    """The first of those that are offered unless another is asked for; None where that is not among them."""
    return next((each for each in offered if each.slug == slug), None) if slug else offered[0]
