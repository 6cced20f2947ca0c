"""That somebody was told that a consent is to be looked at again: once when it is due, once when it is overdue."""

from typing import ClassVar

from django.db import models

from consent.models.consent import Consent
from infoshare.saving.rows import AppendOnly, one_of

KINDS = ("due", "overdue")


class ConsentReminder(AppendOnly):
    """Written with what was told, so that whoever runs the command again, or at the same time, tells nobody twice."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    kind = models.CharField(max_length=10)
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("kind", KINDS, blank=False),
            models.UniqueConstraint(fields=["consent", "due_on", "kind"], name="consent_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.consent}"
