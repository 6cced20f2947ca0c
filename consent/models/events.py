"""What happened to a consent: events, assessments of who can decide, and papers. Rows are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from consent import deciding, standing, status, words
from consent.models.consent import Consent
from consent.models.person import Relationship
from infoshare.saving.rows import AppendOnly, one_of

BY_SOMEBODY = ("given", "refused", "renewed", "narrowed", "withdrawn")
SAYS_WHY = ("could_not", "narrowed", "withdrawn", "found_invalid")
SOMEBODY = Q(by_themselves=True, relationship__isnull=True) | Q(by_themselves=False, relationship__isnull=False)
NOBODY = Q(by_themselves=False, relationship__isnull=True)


class ConsentEvent(AppendOnly):
    """One thing that happened. Whoever answered is the person themselves or one of their relationships.

    What their answer rested on (parental responsibility and its basis) is kept as it was known that day.
    """

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="events")
    request_key = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20)
    on = models.DateField()
    by_themselves = models.BooleanField(default=False)
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="answers", null=True, blank=True
    )
    responsibility = models.CharField(max_length=10, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    form = models.CharField(max_length=10, blank=True)
    explained = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    until = models.DateField(null=True, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    parts = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    why = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("kind", standing.EVENTS, blank=False),
            one_of("form", status.WAYS),
            one_of("reason", [*status.REASONS_NOT_SOUGHT, *words.CALLS]),
            one_of("responsibility", words.RESPONSIBILITY),
            one_of("basis", words.BASES),
            models.UniqueConstraint(fields=["consent", "request_key"], name="consent_event_once_a_key"),
            models.CheckConstraint(
                condition=Q(explained__contained_by=list(status.ELEMENTS)), name="consent_event_explained_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BY_SOMEBODY) & SOMEBODY
                | Q(kind="found_invalid") & (SOMEBODY | NOBODY)
                | ~Q(kind__in=[*BY_SOMEBODY, "found_invalid"]) & NOBODY,
                name="consent_event_says_who",
            ),
            models.CheckConstraint(condition=~Q(kind="given") | ~Q(form=""), name="consent_given_says_how"),
            models.CheckConstraint(
                condition=~Q(kind="not_sought") | Q(reason__in=list(status.REASONS_NOT_SOUGHT)),
                name="consent_not_sought_for_a_recognised_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="called_for_review") | Q(reason__in=list(words.CALLS)),
                name="consent_review_called_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(kind__in=SAYS_WHY) | ~Q(why=""), name="consent_event_says_why"),
            models.CheckConstraint(
                condition=Q(kind="narrowed") & ~Q(parts=[]) | ~Q(kind="narrowed") & Q(parts=[]),
                name="consent_narrowed_says_what",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="consent_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(look_again_on__isnull=True) | Q(look_again_on__gte=F("on")),
                name="consent_looked_at_again_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.consent}"


class Assessment(AppendOnly):
    """Whether the person can decide this themselves: a Gillick assessment, or one of capacity from 16 on."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="assessments")
    request_key = models.UUIDField(editable=False)
    kind = models.CharField(max_length=10)
    on = models.DateField()
    assessed_at = models.DateTimeField(auto_now_add=True)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("kind", deciding.ASSESSMENTS, blank=False),
            models.UniqueConstraint(fields=["consent", "request_key"], name="assessment_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.consent}"


class AssessmentItem(AppendOnly):
    """One item of an assessment, met or not, with what it rests on."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="items")
    item = models.CharField(max_length=20)
    met = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("item", [*deciding.GILLICK, *deciding.CAPACITY], blank=False),
            models.UniqueConstraint(fields=["assessment", "item"], name="assessment_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item} of {self.assessment}"


class Evidence(AppendOnly):
    """A paper that shows the consent: a signed form, a letter, a photograph of one. Handed out only as a download."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="evidence")
    request_key = models.UUIDField(editable=False)
    what = models.CharField("what it is", max_length=200)
    content_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("in bytes")
    data = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("content_type", status.PAPERS, blank=False),
            models.UniqueConstraint(fields=["consent", "request_key"], name="evidence_once_a_key"),
            models.CheckConstraint(condition=~Q(what=""), name="evidence_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return f"Evidence of {self.consent}"
