"""What those who hold the information are told once the consent for it is taken back."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models import ConsentEvent
from decisions.models.decision import Decision
from infoshare.saving.rows import Saved


class WithdrawalNotice(Saved):
    """A notice to one recipient of one decision: drafted here, sent by a person, who says here when and how."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="withdrawal_notices")
    event = models.ForeignKey(ConsentEvent, on_delete=models.PROTECT, related_name="notices")
    recipient = models.CharField("who holds it", max_length=610)
    text = models.TextField()
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "decision", "recipient"], name="holder_told_once_of_a_withdrawal"),
            models.CheckConstraint(condition=~Q(text=""), name="withdrawal_notice_says_something"),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_by__isnull=True, sent_how="")
                | Q(sent_on__isnull=False, sent_by__isnull=False) & ~Q(sent_how=""),
                name="withdrawal_notice_sent_says_who_when_how",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="kept_as_it_was_sent",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.sent_on IS NOT NULL AND (NEW.sent_on IS NULL OR OLD.text IS DISTINCT FROM NEW.text)"
                ),
                func="RAISE EXCEPTION 'A notice that was sent is kept as it was sent';",
            )
        ]

    def __str__(self) -> str:
        return f"Notice about {self.decision}"
