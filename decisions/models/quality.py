"""Samples of records that are looked at again, what was found in each, and that its author has read it."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from decisions.models.decision import Decision
from decisions.quality.drawing import RANDOM, RISK
from decisions.quality.questions import ANSWERS, QUESTIONS, YES
from decisions.quality.risks import RISKS
from infoshare.accounts.models import Organisation, Team
from infoshare.saving.rows import AppendOnly, one_of

MOST = 50


class QualitySample(AppendOnly):
    """Records that somebody asked for, and how they were drawn: `frame` is how many there were to draw from."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(editable=False)
    since = models.DateField()
    until = models.DateField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    chosen = models.CharField("how they were chosen", max_length=10)
    wanted = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    frame = models.PositiveIntegerField()
    frame_mark = models.CharField("SHA-256 of the references drawn from", max_length=64)
    drawn = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quality_samples")

    class Meta(AppendOnly.Meta):
        ordering = ("-id",)
        constraints: ClassVar = [
            one_of("chosen", [RANDOM, RISK], blank=False),
            models.UniqueConstraint(fields=["made_by", "request_key"], name="qualitysample_once_a_key"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="qualitysample_period_goes_on"),
            models.CheckConstraint(condition=Q(wanted__gte=1, wanted__lte=MOST), name="qualitysample_of_a_few"),
            models.CheckConstraint(
                condition=Q(drawn__gte=1, drawn__lte=F("wanted")) & Q(drawn__lte=F("frame")),
                name="qualitysample_drawn_of_its_frame",
            ),
            models.CheckConstraint(condition=Q(seed__regex="^[0-9a-f]{32}$"), name="qualitysample_has_a_seed"),
            models.CheckConstraint(condition=Q(frame_mark__regex="^[0-9a-f]{64}$"), name="qualitysample_has_a_mark"),
        ]

    def __str__(self) -> str:
        return f"Sample {self.pk}"


class QualityPick(AppendOnly):
    """One record of a sample, in the order in which it was drawn, and the rules by which it was; none at random.

    It goes with its decision when that is disposed of.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="quality_picks")
    sample = models.ForeignKey(QualitySample, on_delete=models.PROTECT, related_name="picks")
    place = models.PositiveSmallIntegerField()
    why = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta(AppendOnly.Meta):
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "decision"], name="qualitypick_once_a_sample"),
            models.UniqueConstraint(fields=["sample", "place"], name="qualitypick_one_a_place"),
            models.CheckConstraint(condition=Q(why__contained_by=list(RISKS)), name="qualitypick_why_known"),
        ]

    def __str__(self) -> str:
        return f"{self.sample}: {self.decision}"


class QualityReview(AppendOnly):
    """What somebody found who looked at it again. It is no part of the record, and stands beside it."""

    pick = models.OneToOneField(QualityPick, on_delete=models.PROTECT, related_name="review")
    request_key = models.UUIDField(editable=False)
    good = models.TextField("what was good")
    to_do = models.TextField("what to do", blank=True)
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(good=""), name="qualityreview_says_what_was_good"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.pick}"


class QualityAnswer(AppendOnly):
    """One answer of it; why, wherever it is not yes."""

    review = models.ForeignKey(QualityReview, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    why = models.TextField(blank=True)

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("question", QUESTIONS, blank=False),
            one_of("answer", ANSWERS, blank=False),
            models.UniqueConstraint(fields=["review", "question"], name="qualityanswer_once_a_question"),
            models.CheckConstraint(condition=Q(answer=YES) | ~Q(why=""), name="qualityanswer_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class FeedbackRead(AppendOnly):
    """That whoever carries the record has read it, and what they say to it. Once."""

    review = models.OneToOneField(QualityReview, on_delete=models.PROTECT, related_name="read")
    request_key = models.UUIDField(editable=False)
    comment = models.TextField(blank=True)
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "feedback read"

    def __str__(self) -> str:
        return f"Feedback read: {self.review}"
