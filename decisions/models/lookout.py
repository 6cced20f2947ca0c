"""What the look-out for browsing found, and what somebody found out about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions import words
from decisions.models.decision import Decision
from infoshare.accounts.models import Organisation
from infoshare.saving.rows import AppendOnly, one_of


class Finding(models.Model):
    """One run of looks that somebody should ask about. While it goes on, its numbers grow; it is told once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    rule = models.CharField(max_length=20)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    decisions = models.ManyToManyField(Decision, related_name="+")
    times = models.PositiveIntegerField("visits")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar = [
            one_of("rule", words.LOOKOUT_RULES, blank=False),
            models.UniqueConstraint(fields=["organisation", "key"], name="finding_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.pk}"


class FindingReview(AppendOnly):
    """What came of asking. One closes it."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=20)
    text = models.TextField()
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [
            one_of("outcome", words.LOOKOUT_OUTCOMES, blank=False),
            models.CheckConstraint(condition=~Q(text=""), name="finding_review_says_what"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.finding}"
