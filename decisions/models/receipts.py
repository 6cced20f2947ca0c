"""Which sheets nobody has said arrived: of each the last time it went, as long as no word came back."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from decisions.advising.clock import LONDON, works
from decisions.models.sharing import Acknowledgement, SharingEvent
from infoshare.accounts.calendar import bank_holidays

if TYPE_CHECKING:
    from infoshare.accounts.models import Organisation


def unheard(events: "QuerySet[SharingEvent]") -> "QuerySet[SharingEvent]":
    later = SharingEvent.objects.filter(sheet=OuterRef("sheet"), pk__gt=OuterRef("pk"))
    arrived = Acknowledgement.objects.filter(sharing__sheet=OuterRef("sheet"), arrived=True)
    return events.filter(~Exists(later), ~Exists(arrived), sheet__isnull=False)


def silent(events: "QuerySet[SharingEvent]", organisation: "Organisation", now: datetime) -> "QuerySet[SharingEvent]":
    """Those that went so long ago that a word is overdue."""
    return unheard(events).filter(happened_at__lt=last_moment_in_time(organisation, now))


def missing(events: "QuerySet[SharingEvent]", organisation: "Organisation", now: datetime) -> "QuerySet[SharingEvent]":
    """The same, and those of which somebody said that they did not arrive."""
    lost = Acknowledgement.objects.filter(sharing=OuterRef("pk"), arrived=False)
    overdue = Q(happened_at__lt=last_moment_in_time(organisation, now))
    return unheard(events).filter(overdue | Q(Exists(lost)))


def last_day_in_time(organisation: "Organisation", now: datetime) -> date:
    """The earliest day whose working days for an answer are not all over yet."""
    day, left = timezone.localdate(now), organisation.receipt_days
    holidays = bank_holidays(organisation.nation)
    while not works(day, holidays):  # what ends on the next working day is not over yet
        day += timedelta(days=1)
    while left or not works(day, holidays):
        left -= works(day, holidays)
        day -= timedelta(days=1)
    return day


def last_moment_in_time(organisation: "Organisation", now: datetime) -> datetime:
    """A word on whatever went before it is overdue."""
    return datetime.combine(last_day_in_time(organisation, now), time(), LONDON)
