"""What rows have in common: who saved them, their history, being added once for all, lasting until somebody ends it."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from infoshare.accounts.models import User
from infoshare.audit.append_only import append_only


def one_of(field: str, values: Iterable[str], *, blank: bool = True) -> models.CheckConstraint:
    """The constraint that a column holds one of the stored values of a vocabulary (or nothing yet)."""
    allowed = [*values, ""] if blank else list(values)
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=f"%(class)s_{field}_known")


class Saved(models.Model):
    """A row that says who saved it last, and when."""

    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    @property
    def _history_user(self) -> User:
        """django-simple-history asks this for whose change it is."""
        return self.saved_by

    @_history_user.setter
    def _history_user(self, user: User) -> None:
        self.saved_by = user


class AppendOnly(models.Model):
    """A row that is added once and never changed or removed, by anybody."""

    class Meta:
        abstract = True
        triggers: ClassVar = append_only()


class Ending(models.Model):
    """Something that holds until somebody ends it, with a reason."""

    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ended_why = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why=""),
                name="%(class)s_ending_is_whole",
            ),
        ]

    def end(self, *, by: User, why: str, at: datetime) -> None:
        self.ended_by, self.ended_why, self.ended_at = by, why, at
        self.save(update_fields=["ended_by", "ended_why", "ended_at"])


class Lasting(Ending):
    """Something that somebody began, with a reason, and that holds from that moment until somebody ends it."""

    why = models.TextField()
    began_at = models.DateTimeField(default=timezone.now)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Ending.Meta):
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="%(class)s_says_why"),
            *Ending.Meta.constraints,
        ]
