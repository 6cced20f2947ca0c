"""How a sheet stands: by the last word on the last time it went. In Python, and as questions to the database."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from decisions.advising.clock import LONDON, works
from decisions.models.sharing import Acknowledgement, SharingEvent
from decisions.models.sheets import Sheet
from decisions.words_of_sharing import ARRIVED, ASTRAY, LOST_ON_THE_WAY, SENT
from infoshare.accounts.calendar import bank_holidays

if TYPE_CHECKING:
    from infoshare.accounts.models import Organisation

NOT_THERE = Q(arrived=False) | Q(right_person=False)  # whoever it was meant for has nothing


def came_back(said: Iterable[Acknowledgement]) -> str:
    """How one sending stands, by what was said of it, the oldest first."""
    last = next(reversed(list(said)), None)
    if last is None:
        return SENT
    return ARRIVED if last.right_person else ASTRAY if last.arrived else LOST_ON_THE_WAY


def once_astray(said: Iterable[Acknowledgement]) -> bool:
    """Whether it ever reached somebody it was not meant for: no later word covers that."""
    return any(each.right_person is False for each in said)


def _last_word(says: Q) -> Q:
    """Of a sending: that the last word on it says so."""
    later = Acknowledgement.objects.filter(sharing=OuterRef("sharing"), pk__gt=OuterRef("pk"))
    return Q(Exists(Acknowledgement.objects.filter(says, ~Exists(later), sharing=OuterRef("pk"))))


def _last_times(events: "QuerySet[SharingEvent]") -> "QuerySet[SharingEvent]":
    """Of each sheet the last time it went."""
    later = SharingEvent.objects.filter(sheet=OuterRef("sheet"), pk__gt=OuterRef("pk"))
    return events.filter(~Exists(later), sheet__isnull=False)


def unheard(events: "QuerySet[SharingEvent]") -> "QuerySet[SharingEvent]":
    """Those of which whoever it was meant for has not said that it arrived."""
    return _last_times(events).filter(~_last_word(Q(right_person=True)))


def to_send(sheets: "QuerySet[Sheet]") -> "QuerySet[Sheet]":
    """Those that have not gone yet, or did not reach whoever they were meant for; but not those that never go."""
    gone = _last_times(SharingEvent.objects.filter(sheet=OuterRef("pk"))).filter(~_last_word(NOT_THERE))
    return sheets.filter(~Exists(gone), ended=None)


def silent(events: "QuerySet[SharingEvent]", organisation: "Organisation", now: datetime) -> "QuerySet[SharingEvent]":
    """Those that went so long ago that a word is overdue."""
    return unheard(events).filter(happened_at__lt=last_moment_in_time(organisation, now))


def missing(events: "QuerySet[SharingEvent]", organisation: "Organisation", now: datetime) -> "QuerySet[SharingEvent]":
    """The same, and those of which somebody said that they did not reach whoever they were meant for."""
    overdue = Q(happened_at__lt=last_moment_in_time(organisation, now))
    return unheard(events).filter(overdue | _last_word(NOT_THERE))


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
