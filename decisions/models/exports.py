"""What is taken out of many decisions at once, in the background: what was asked for, and how far that has come."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from infoshare.accounts.models import Organisation, Team

MOST_TRIES = 3


class Export(models.Model):
    """Something that somebody asked for once, and may stop. What becomes of it is for the models derived from this."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(unique=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        abstract = True
        ordering = ("-id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, stopped_by__isnull=True)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False),
                name="%(class)s_stopping_is_whole",
            )
        ]


class AuditExport(Export):
    """Records taken out for an audit. Where one person was chosen, who that was is kept nowhere."""

    since = models.DateField(null=True)
    until = models.DateField(null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True)
    practitioner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    left_out = models.PositiveIntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="audit_exports")

    class Meta(Export.Meta):
        constraints: ClassVar = [
            *Export.Meta.constraints,
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="auditexport_period_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return f"Audit export {self.pk}"


class ExportLine(models.Model):
    """One decision of it, by its number: the record may be disposed of later. `sha256` is its document's, once made.

    A decision that is not recorded has no document: it is done with, and has none. So is one that could not be made in
    as many tries as MOST_TRIES: it holds up no other.
    """

    export = models.ForeignKey(AuditExport, on_delete=models.PROTECT, related_name="lines")
    decision = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    is_done = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index("export", "id", condition=Q(is_done=False), name="exportline_waiting")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["export", "decision"], name="exportline_once_each"),
            models.CheckConstraint(condition=Q(is_done=True) | Q(sha256=""), name="exportline_done_when_made"),
            models.CheckConstraint(condition=Q(sha256__regex="^([0-9a-f]{64})?$"), name="exportline_names_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.export_id}: {self.decision}"


class ListExport(Export):
    """A list of decisions taken out as a table: narrowed by these codes, and sorted so. `total` was counted at first.

    It has come as far as the row at `place`, and is whole once `is_done`.
    """

    wanted = models.JSONField(default=dict)
    total = models.PositiveIntegerField()
    place = models.CharField(max_length=40, blank=True)
    is_done = models.BooleanField(default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="list_exports")

    def __str__(self) -> str:
        return f"List export {self.pk}"


class ExportPart(models.Model):
    """Some of its rows: decisions by their numbers, in order. What is said of each is read when the file is taken."""

    export = models.ForeignKey(ListExport, on_delete=models.PROTECT, related_name="parts")
    decisions = ArrayField(models.BigIntegerField())

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.export_id}: {len(self.decisions)}"
