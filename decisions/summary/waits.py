"""One thing that waits for somebody, as the list on their first page shows it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

MOST = 25  # of one kind


@dataclass(frozen=True, slots=True)
class Waits:
    """`title` says what is to be done, `reference` with which thing; neither names anybody."""

    title: str
    reference: str
    url: str
    since: datetime
    due_at: datetime | None = None


def end_of(day: date) -> datetime:
    """A day is kept until it is over."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
