"""What every row of a draft shares: who saved it, its history, and the lock that recording closes."""

from collections.abc import Iterable
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from infoshare.accounts.models import User
from infoshare.audit.append_only import append_only

ALL_BUT = """
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY[{but}] = to_jsonb(NEW) - ARRAY[{but}] THEN RETURN NEW; END IF;
"""
FREEZE = """
    IF EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id IN (OLD.{column}, NEW.{column})) THEN
        RAISE EXCEPTION 'This decision is recorded: it can be added to, never changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def frozen_once_recorded(column: str = "decision_id", but: Iterable[str] = ()) -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change to a row whose decision is recorded, but for some columns."""
    open_to_change = ALL_BUT.replace("{but}", ", ".join(f"'{each}'" for each in but)) if but else ""
    return [
        pgtrigger.Trigger(
            name="frozen_once_recorded",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=open_to_change + FREEZE.replace("{column}", column),
        )
    ]


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
