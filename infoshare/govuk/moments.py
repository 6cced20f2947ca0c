"""Days and moments as people here write them."""

import calendar
from datetime import date, datetime

from django.utils import timezone


def moment(at: datetime | None) -> str:
    """Such as 3 March 2026 at 17:05."""
    return f"{day(timezone.localtime(at).date())} at {timezone.localtime(at):%H:%M}" if at else ""


def day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else ""


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def months_from(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def month(iso: str) -> str:
    """Such as May 2024, of a date that is as exact as its source: 2024-05."""
    year, number = iso.split("-")[:2]
    return f"{calendar.month_name[int(number)]} {year}"
