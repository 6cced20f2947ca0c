"""The audit event: one line for each thing done or seen; and its place in the chain. Rows are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Length, Now
from django.db.models.lookups import Exact

from infoshare.accounts.models import Organisation
from infoshare.audit.append_only import append_only
from infoshare.audit.canonical import CanonicalField

PLAIN = "^[a-z0-9_.-]+$"  # written into a line as it is


class Event(models.Model):
    """One thing done or seen. `facts` say which parts, never their content; what tells of people is sealed (keyed.py).

    `about_type` and `about_id` point at the row the event is about without a foreign key, so that an event outlives it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=100)
    about_type = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    facts = CanonicalField(default=dict)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["organisation", "about_type", "about_id", "id"], name="event_about"),
            models.Index(
                fields=["organisation", "at"], condition=models.Q(action="decision.viewed"), name="event_looks"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(action__regex=PLAIN), name="event_action_is_plain"),
            models.CheckConstraint(condition=models.Q(about_type__regex=PLAIN), name="event_about_is_plain"),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"{self.action} {self.about_type} {self.about_id}"


class ChainLink(models.Model):
    """Where an event stands in its organisation's chain: its number from 1, and the SHA-256 of its line.

    The database writes it when the transaction of the event ends (migration 0002), and nobody else may. The line is
    `audit_line` of the event, its number and the hash before it: docs/chain.md says how it reads.
    """

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="link", db_constraint=False
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sequence = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "sequence"], name="chain_has_one_at_each_place"),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.sequence}"


class RecordKey(models.Model):
    """What events about one row say of people is sealed under this key. Once it is destroyed, nobody reads it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about_type = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    key = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about_type", "about_id"], name="one_key_of_each_row"),
            models.CheckConstraint(condition=Exact(Length("key"), 32), name="key_is_of_32_bytes"),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"{self.about_type} {self.about_id}"
