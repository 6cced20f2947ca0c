"""Reads a date, or a date and time, typed into boxes. Plain Python: no form, no clock."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = ("day", "month", "year", "time")
ALL_OF_A_DATE = (0, 1, 2)
TIME = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?\s*(bst|gmt)?", re.IGNORECASE)


class Unreadable(ValueError):
    """What is wrong, worded to follow the name of the date, and the places of the boxes to put right."""

    def __init__(self, problem: str, boxes: Sequence[int]) -> None:
        super().__init__(problem)
        self.problem = problem
        self.boxes = tuple(boxes)


def read_date(typed: Sequence[str]) -> date:
    """Day, month (a number or a name) and year. Raises Unreadable."""
    _refuse_missing(typed)
    day, month, year = _number(typed[0]), _month(typed[1]), _number(typed[2], digits=4)
    wrong = [place for place, fits in enumerate((1 <= day <= 31, 1 <= month <= 12)) if not fits]
    if wrong:
        raise Unreadable("must be a real date", wrong)
    if not re.fullmatch("[0-9]{4}", typed[2]):
        raise Unreadable("must have a year of 4 numbers, like 2024", [2])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Unreadable(f"must have a year from {EARLIEST_YEAR} to {LATEST_YEAR}", [2])
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("must be a real date", ALL_OF_A_DATE) from None


def read_moment(typed: Sequence[str]) -> datetime:
    """A date and a time as the clocks in the UK showed it. Raises Unreadable."""
    _refuse_missing(typed)
    found = re.fullmatch(TIME, typed[3])
    if not found or not (found[2] or found[3]):
        raise Unreadable("must have a time like 14:30", [3])
    day = read_date(typed[:3])
    return _in_london(datetime.combine(day, _time(found)), (found[4] or "").upper())


def _refuse_missing(typed: Sequence[str]) -> None:
    missing = [place for place, part in enumerate(typed) if not part]
    if missing:
        *first, last = [PARTS[place] for place in missing]
        names = f"{', '.join(first)} and {last}" if first else last
        raise Unreadable(f"must include a {names}", missing)


def _number(part: str, digits: int = 2) -> int:
    """-1 for anything that is not a whole number of at most so many digits."""
    return int(part) if re.fullmatch(f"[0-9]{{1,{digits}}}", part) else -1


def _month(part: str) -> int:
    name = part.lower()[:3]
    return MONTHS.index(name) + 1 if name in MONTHS and part.isalpha() else _number(part)


def _time(found: re.Match[str]) -> time:
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        fits = 1 <= hour <= 12
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    else:
        fits = hour <= 23
    if not fits or minute > 59:
        raise Unreadable("must have a time like 14:30", [3])
    return time(hour, minute)


def _in_london(naive: datetime, zone: str) -> datetime:
    """When the clocks change, an hour is skipped in spring and happens twice in autumn."""
    first, second = (naive.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != naive:
        raise Unreadable("must be a time that happened: the clocks went forward at 1am that day", [3])
    if not zone and first.utcoffset() != second.utcoffset():
        raise Unreadable(
            "must say BST or GMT: the clocks went back, so that time happened twice. "
            "BST came first. For example, 01:30 BST",
            [3],
        )
    for moment in (first, second):
        if zone in ("", moment.tzname()):
            return moment
    raise Unreadable(f"must use the time that clocks in the UK showed: {first.tzname()} that day", [3])
