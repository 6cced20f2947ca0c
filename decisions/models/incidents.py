"""A mistake in sharing, such as the wrong recipient: what happened, and step by step what was done about it."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from decisions import words_of_sharing as words
from decisions.models.correcting import CorrectionHeard
from decisions.models.decision import Decision
from decisions.models.sharing import Acknowledgement, SharingEvent
from infoshare.saving import references
from infoshare.saving.rows import AppendOnly, one_of


def new_reference() -> str:
    """A reference such as IN-7KQ2-M9TR."""
    return references.new_reference("IN")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def still_open(self) -> "IncidentQuerySet":
        """Those of which nobody has written down yet what was learnt."""
        return self.filter(~Exists(IncidentStep.objects.filter(incident=OuterRef("pk"), kind=words.CLOSES)))


class Incident(AppendOnly):
    """Opened by a colleague, or at once by the word of whoever got what was not meant for them.

    `heard` is that word where it is about a correction: then it is the letter that went astray, and not the sending.
    Where a colleague wrote that word down, both stand here: they opened it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="incidents")
    sharing = models.ForeignKey(SharingEvent, on_delete=models.PROTECT, related_name="incidents")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    what_happened = models.TextField()
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    acknowledgement = models.OneToOneField(
        Acknowledgement, on_delete=models.PROTECT, related_name="incident", null=True, blank=True
    )
    heard = models.OneToOneField(
        CorrectionHeard, on_delete=models.PROTECT, related_name="incident", null=True, blank=True
    )

    objects = IncidentQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what_happened=""), name="incident_says_what_happened"),
            models.CheckConstraint(
                condition=Q(opened_by__isnull=False) | Q(acknowledgement__isnull=False) | Q(heard__isnull=False),
                name="incident_opened_by_one",
            ),
            models.UniqueConstraint(fields=["decision", "request_key"], name="incident_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.reference


class IncidentStep(AppendOnly):
    """One thing that was done or decided about it. The last is what was learnt: it closes the incident."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    request_key = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("kind", words.INCIDENT_STEPS, blank=False),
            models.CheckConstraint(condition=~Q(text=""), name="incident_step_says_something"),
            models.UniqueConstraint(fields=["incident", "request_key"], name="incident_step_once_a_key"),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="closed_is_closed",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM decisions_incidentstep s
                                WHERE s.incident_id = NEW.incident_id AND s.kind = 'learnt') THEN
                        RAISE EXCEPTION 'This incident is closed';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.incident}"
