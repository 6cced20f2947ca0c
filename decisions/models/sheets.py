"""The recipient's sheet: that somebody saw it as it is, what was frozen of it, and who else approved it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.models.decision import Decision
from decisions.models.record import ToDo
from decisions.models.steps import Recipient
from infoshare.saving import references
from infoshare.saving.rows import AppendOnly


def new_reference() -> str:
    """A reference such as SH-7KQ2-M9TR: a recipient is told this one, not the decision's."""
    return references.new_reference("SH")


class SheetSeen(AppendOnly):
    """That somebody looked at the sheet for one recipient while it read as its fingerprint tells.

    The recipient may be taken off the list later: so nothing in the database holds on to them.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sheets_seen")
    recipient = models.ForeignKey(Recipient, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    fingerprint = models.CharField("SHA-256 of what the sheet said", max_length=64)
    seen_at = models.DateTimeField(auto_now_add=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "sheets seen"

    def __str__(self) -> str:
        return f"Sheet seen in {self.decision}"


class Sheet(AppendOnly):
    """What one recipient gets, frozen when the decision was recorded; decisions/sheet.py says what may be in it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sheets")
    recipient = models.OneToOneField(Recipient, on_delete=models.PROTECT, related_name="sheet")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    content = models.JSONField()
    content_hash = models.CharField("SHA-256 of the canonical JSON of content", max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return self.reference


class SheetApproval(AppendOnly):
    """That somebody else read a sheet and lets it go; or does not, and why: a to-do holds it until that is answered.

    One that was given counts until something comes that whoever gave it could not know (guarding.py): then another is.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="approvals")
    request_key = models.UUIDField(editable=False)
    agreed = models.BooleanField()
    reasons = models.TextField(blank=True)
    todo = models.OneToOneField(ToDo, on_delete=models.PROTECT, related_name="sheet_approval", null=True, blank=True)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed=True, todo__isnull=True) | Q(agreed=False, todo__isnull=False) & ~Q(reasons=""),
                name="not_approving_a_sheet_says_why",
            ),
            models.UniqueConstraint(fields=["sheet", "request_key"], name="sheet_approval_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Approval {self.pk} of {self.sheet}"


class SheetEnded(AppendOnly):
    """That a sheet never goes, and why. To send something else takes a decision of its own."""

    sheet = models.OneToOneField(Sheet, on_delete=models.PROTECT, related_name="ended")
    why = models.TextField()
    ended_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "sheets ended"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="sheet_ended_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} never goes"
