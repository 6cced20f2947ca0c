"""Every number of the look-out, each with its reason. They rest on the honest office of docs/look-out.md."""

from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import TypeVar

T = TypeVar("T")
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Limit:
    """Reached by `times` or more within `within`."""

    times: int
    within: timedelta


def _set(value: T, why: str) -> T:
    held: T = field(default=value, metadata={"why": why})
    return held


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    pause: timedelta = _set(
        timedelta(minutes=15), "Fifteen idle minutes end a session, so whoever opens it after that came back."
    )
    longest_visit: timedelta = _set(
        timedelta(hours=1), "A record kept open all day by a click every ten minutes is more than one visit."
    )
    many_named: tuple[Limit, ...] = _set(
        (Limit(15, DAY), Limit(30, WEEK)),
        "Advisers, named viewers and those who break the glass come for one record at a time: a busy adviser is asked "
        "about seven in a day and twenty in a week.",
    )
    many_overseer: Limit = _set(
        Limit(60, DAY), "Reading across the organisation is an overseer's work, but sixty records take all day to read."
    )
    many_overseer_habit: int = _set(
        3, "An overseer who always reads much is judged against that: three times the middle one of their recent days."
    )
    habit: timedelta = _set(FOUR_WEEKS, "Four weeks hold a month's rhythm and still follow a change of work.")
    again: tuple[Limit, ...] = _set(
        (Limit(35, WEEK), Limit(42, FOUR_WEEKS)),
        "A manager in a long emergency comes back four or five times a day for a week, then it is over.",
    )
    again_pages: Limit = _set(
        Limit(150, FOUR_WEEKS), "Somebody who comes once a day and turns a dozen pages is missed by counting visits."
    )
    again_own: tuple[Limit, ...] = _set(
        (Limit(75, WEEK), Limit(180, FOUR_WEEKS)),
        "An owner who writes in an emergency is interrupted all day: ten visits a day, all week, are ordinary.",
    )
    crowd: Limit = _set(
        Limit(12, WEEK),
        "A meeting about a child brings up to ten colleagues to one record; a child in the news brings dozens.",
    )
    surname_quiet: timedelta = _set(
        FOUR_WEEKS,
        "Whoever reads many records and has a common surname meets it often: the first in four weeks is told.",
    )
    surname_again: Limit = _set(
        Limit(20, 2 * WEEK), "A relative comes back: twenty visits in two weeks are told, however common the surname."
    )
    quiet: timedelta = _set(2 * WEEK, "What goes on is told once. After two weeks without it, it is told anew.")
    told: timedelta = _set(
        FOUR_WEEKS, "What began in the last four weeks is told on every run, so a look-out that stood still loses none."
    )

    @property
    def window(self) -> timedelta:
        """How far back the looks must reach so that what is told never depends on where they begin."""
        counted = (*self.many_named, *self.again, *self.again_own, self.again_pages, self.crowd, self.surname_again)
        spans = [limit.within for limit in counted]
        back = self.quiet + max(*spans, self.habit + self.many_overseer.within + DAY)
        return self.told + max(back, self.surname_quiet) + DAY


def reasons() -> dict[str, str]:
    """The name of each limit, and the sentence that says why it is what it is."""
    return {limit.name: limit.metadata["why"] for limit in fields(Limits)}


LIMITS = Limits()
