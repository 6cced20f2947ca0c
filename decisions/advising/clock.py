"""When an answer to a question for advice is due: in working time, unless somebody may be harmed meanwhile.

Working time is from nine to five on Mondays to Fridays that are no bank holidays, in local time. What is asked outside
it counts as asked when work begins again. The intervals are our own: no guidance sets one.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon an answer is needed. `by_the_clock` runs day and night; the others run in working time."""

    value: str
    label: str
    hint: str
    by_the_clock: timedelta | None = None
    hours: int = 0
    days: int = 0

    @property
    def longest(self) -> timedelta:
        """The most working time that an answer in time can take."""
        return self.by_the_clock or timedelta(hours=self.hours + self.days * (CLOSES.hour - OPENS.hour))


URGENCIES: Mapping[str, Urgency] = MappingProxyType(
    {
        each.value: each
        for each in (
            Urgency(
                "at_once",
                "Within an hour",
                "Somebody may be harmed today. If they are in danger now, share first and ask afterwards.",
                by_the_clock=timedelta(hours=1),
            ),
            Urgency("today", "Within four working hours", "It can't wait until tomorrow.", hours=4),
            Urgency("days", "Within two working days", "The usual.", days=2),
            Urgency("weeks", "Within ten working days", "For example, a bulk flow that has not begun.", days=10),
        )
    }
)


def due(asked_at: datetime, urgency: str, *, holidays: Container[date]) -> datetime:
    """The moment by which an answer is needed. `asked_at` is aware; `holidays` has the bank holidays."""
    wanted = URGENCIES[urgency]
    if wanted.by_the_clock:
        return asked_at + wanted.by_the_clock
    local = _begins(asked_at.astimezone(LONDON), holidays=holidays)
    if wanted.days:
        return _at(_days_on(local.date(), wanted.days, holidays), local.time())
    return _hours_on(local, timedelta(hours=wanted.hours), holidays)


def _begins(local: datetime, *, holidays: Container[date]) -> datetime:
    """That moment where it is in working time, else the next moment at which work begins."""
    if not works(local.date(), holidays) or local.time() >= CLOSES:
        return _at(_days_on(local.date(), 1, holidays), OPENS)
    return max(local, _at(local.date(), OPENS))


def working_time(start: datetime, end: datetime, *, holidays: Container[date]) -> timedelta:
    """How much of the working day lies between two aware moments; nothing where the second is not the later one.

    Clocks change at night, so the hours of a working day are as many on the clock as they are long.
    """
    first, last = start.astimezone(LONDON), end.astimezone(LONDON)
    days = (first.date() + timedelta(days=number) for number in range((last.date() - first.date()).days + 1))
    return sum((_worked(day, first, last) for day in days if works(day, holidays)), timedelta())


def _worked(day: date, first: datetime, last: datetime) -> timedelta:
    begins, ends = max(_at(day, OPENS), first), min(_at(day, CLOSES), last)
    return max(ends - begins, timedelta())


def is_overdue(due_at: datetime | None, now: datetime) -> bool:
    """Whether its time is over; never of what has none."""
    return due_at is not None and now > due_at


def _hours_on(local: datetime, left: timedelta, holidays: Container[date]) -> datetime:
    """Hours that the day does not hold go on the next working day."""
    today = _at(local.date(), CLOSES) - local
    if left <= today:
        return local + left
    return _hours_on(_at(_days_on(local.date(), 1, holidays), OPENS), left - today, holidays)


def _days_on(day: date, days: int, holidays: Container[date]) -> date:
    while days:
        day += timedelta(days=1)
        days -= works(day, holidays)
    return day


def works(day: date, holidays: Container[date]) -> bool:
    """Whether it is a working day."""
    return day.weekday() < SATURDAY and day not in holidays


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
