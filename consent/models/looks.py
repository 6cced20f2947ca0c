"""The days on which consents call for another look, kept by the database: by which the lists of them are read.

What calls for it is said by standing.py alone, once all of a consent is read. These rows keep a county's from being
read: rather some too many than one too few. How they are worked out is in keeping_looks.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet, Value

from consent.models.consent import Consent
from consent.models.person import Person
from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, Team, User

KEPT = timedelta(days=14)  # so long after the 18th birthday a parent's answer is shown as having ended
# Rows that may count for at most so many days after theirs, and then for longer, and for good: each read by itself.
# A day long ago is looked for among those alone that can still count, and not among all that ever was.
LASTS = (14, 100, 700)
FOR_LONG, FOR_GOOD = len(LASTS), len(LASTS) + 1
POSITION = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{1,18})")
WHOSE = ("organisation", "team", "owner", "keeper")


class LookAgain(models.Model):
    """A day on which somebody's answer calls for another look or ends, and on which days it counts that it does.

    That is from `since` to `till`, when the answer ends, is taken back, or is looked at; None is for good.
    The database writes it whenever one of the rows changes that it is worked out from, and nobody else may.
    """

    consent = models.ForeignKey(
        Consent, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    day = models.DateField()
    since = models.DateField()
    till = models.DateField(null=True)
    lasts = models.SmallIntegerField("for how long after its day it counts: a place in LASTS, or beyond it")

    class Meta:
        verbose_name_plural = "days to look again"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consent", "day", "since", "till"], nulls_distinct=False, name="look_again_once"
            ),
            models.CheckConstraint(
                condition=Q(till__isnull=True, lasts=FOR_GOOD) | Q(till__gte=models.F("since"), lasts__lte=FOR_LONG),
                name="look_again_counts_for_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=[whose, "lasts", "day", "consent"], name=f"look_again_by_{whose}") for whose in WHOSE
        ]

    def __str__(self) -> str:
        return f"{self.day} of consent {self.consent_id}"


class Position(NamedTuple):
    """Of a consent in a list that is sorted by days."""

    day: date
    consent: int

    def __str__(self) -> str:
        return f"{self.day.isoformat()}-{self.consent}"


def position(text: str) -> Position | None:
    """As an address has it; None where it is none."""
    if not (found := POSITION.fullmatch(text)):
        return None
    try:
        return Position(date.fromisoformat(found[1]), int(found[2]))
    except ValueError:  # such as 30 February
        return None


def seen_by(user: User, *, kept_by_them: bool = False) -> list[QuerySet[LookAgain]]:
    """Of people whom somebody may open, by the rule of scope.py: parts that overlap, each read off one index."""
    barred = Person.objects.filter(
        organisation=user.organisation_id, conflicts__user=user, conflicts__ended_at__isnull=True
    )
    rows = LookAgain.objects.filter(organisation=user.organisation_id)
    rows = rows.exclude(person__in=list(barred.values_list("pk", flat=True)))
    if kept_by_them:
        return [rows.filter(policy.within(user, "person.know"), keeper=user)]
    return [rows.filter(part) for part in policy.parts_within(user, "person.know")]


@dataclass(frozen=True, slots=True)
class Looks:
    """Days in a time that count today, of consents that somebody sees; `since` None is as far back as there is."""

    parts: list[QuerySet[LookAgain]]
    since: date | None
    until: date
    today: date

    def first(self, most: int, *, after: Position | None = None) -> tuple[list[Position], Position | None]:
        """Each consent once, by the earliest of these days or the earliest after a position; and up to where that is
        all of them, None where it is up to the end.

        A consent can have many rows. So of each part that more may follow in, no more is taken than up to its last.
        """
        read = self._read(most, after)
        ends = [rows[-1] for rows in read if len(rows) == most]
        found: dict[int, Position] = {}
        for each in sorted(row for rows in read for row in rows):
            if not ends or each <= min(ends):
                found.setdefault(each.consent, each)
        first = list(found.values())
        return first[:most], first[most - 1] if len(first) > most else min(ends, default=None)

    def before(self, after: Position, numbers: list[int]) -> set[int]:
        """Those of these consents that have one of these days up to there, too."""
        return {
            number
            for rows in self._rows()
            for number in rows.filter(consent__in=numbers, day__lte=after.day)
            .exclude(day=after.day, consent__gt=after.consent)
            .values_list("consent", flat=True)
        }

    def _read(self, most: int, after: Position | None) -> list[list[Position]]:
        """In one query: the first so many rows of each part."""
        cut = [_beyond(rows, after) if after else rows for rows in self._rows()]
        if not cut:
            return []
        parts = [
            rows.order_by("day", "consent").values_list("day", "consent", Value(number))[:most]
            for number, rows in enumerate(cut)
        ]
        read: list[list[Position]] = [[] for _ in cut]
        for day, consent, number in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
            read[number].append(Position(day, consent))
        return [sorted(rows) for rows in read]

    def _rows(self) -> Iterator[QuerySet[LookAgain]]:
        return (rows for part in self.parts for rows in _counting(part, self.since, self.until, self.today))


def _beyond(rows: QuerySet[LookAgain], at: Position) -> QuerySet[LookAgain]:
    return rows.filter(day__gte=at.day).filter(Q(day__gt=at.day) | Q(consent__gt=at.consent))


def of_organisation(organisation: int, *, until: date, today: date) -> list[int]:
    """The numbers of all its consents with a day until then that counts today."""
    rows = LookAgain.objects.filter(organisation=organisation)
    return sorted(
        {number for each in _counting(rows, None, until, today) for number in each.values_list("consent", flat=True)}
    )


def _counting(rows: QuerySet[LookAgain], since: date | None, until: date, today: date) -> Iterator[QuerySet[LookAgain]]:
    """By how long they last: what lasted for so long and still counts is not older than that."""
    counts = rows.filter(day__lte=until, since__lte=today)
    for place, days in enumerate(LASTS):
        oldest = today - timedelta(days=days)
        begins = max(since, oldest) if since else oldest
        if begins <= until:
            yield counts.filter(lasts=place, day__gte=begins, till__gte=today)
    counts = counts.filter(day__gte=since) if since else counts
    yield counts.filter(lasts=FOR_LONG, till__gte=today)
    yield counts.filter(lasts=FOR_GOOD)
