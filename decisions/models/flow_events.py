"""What happens to a flow: papers kept with it, submitted, decided, reviewed, ended. Added once, never changed."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent import status
from decisions import words
from decisions.models.flow import Flow, frozen_once_submitted
from decisions.models.flow_authors import AUTHORS
from infoshare.saving.rows import AppendOnly, one_of

APPROVED = ("approve", "approve_conditions")
DECIDES = """
    -- Only somebody of the organisation who holds that role; never who had a hand in the flow (S9).
    IF NOT EXISTS (
        SELECT 1 FROM decisions_flowsubmission s
          JOIN decisions_flow f ON f.id = s.flow_id
          JOIN accounts_user u ON u.organisation_id = f.organisation_id
          JOIN accounts_membership m ON m.user_id = u.id
         WHERE s.id = NEW.submission_id AND u.id = NEW.decided_by_id AND m.role = NEW.role
    ) OR NEW.decided_by_id IN (SELECT a.author FROM ({authors}) a) THEN
        RAISE EXCEPTION 'A flow is decided by the IG lead or the Caldicott Guardian, never by its author';
    END IF;
    RETURN NEW;
"""
SUBMITTED = "ARRAY(SELECT s.flow_id FROM decisions_flowsubmission s WHERE s.id = NEW.submission_id)"


class FlowPaper(AppendOnly):
    """A paper of the flow: its agreement, its impact assessment, or another. The last one of a kind counts."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="papers")
    request_key = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20)
    what = models.CharField("what it is", max_length=200)
    done_on = models.DateField("when it was signed or done")
    review_on = models.DateField("when it is to be looked at again", null=True, blank=True)
    content_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("in bytes")
    data = models.BinaryField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("kind", words.FLOW_PAPERS, blank=False),
            one_of("content_type", status.PAPERS, blank=False),
            models.UniqueConstraint(fields=["flow", "request_key"], name="flow_paper_once_a_key"),
            models.CheckConstraint(condition=~Q(what=""), name="flow_paper_says_what_it_is"),
            models.CheckConstraint(
                condition=Q(kind="other") | Q(review_on__isnull=False), name="flow_paper_is_looked_at_again"
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gt=F("done_on")), name="flow_paper_reviewed_later"
            ),
        ]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, *frozen_once_submitted()]

    def __str__(self) -> str:
        return f"{self.kind} of {self.flow}"


class FlowSubmission(AppendOnly):
    """The flow as it was submitted, whole; and by when a decision on it is due."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="submissions")
    content = models.JSONField()
    content_hash = models.CharField("SHA-256 of the canonical JSON of content", max_length=64)
    to_role = models.CharField(max_length=30)
    submitted_at = models.DateTimeField(auto_now_add=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField()

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [one_of("to_role", words.FLOW_DECIDERS, blank=False)]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, *frozen_once_submitted()]

    def __str__(self) -> str:
        return f"Submission of {self.flow}"


class FlowDecision(AppendOnly):
    """What was decided on one submission, once, by somebody whose role it is and who did not write the flow."""

    submission = models.OneToOneField(FlowSubmission, on_delete=models.PROTECT, related_name="decision")
    decided = models.CharField(max_length=20)
    conditions = models.TextField(blank=True)
    reasons = models.TextField()
    review_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [
            one_of("decided", words.FLOW_DECISIONS, blank=False),
            one_of("role", words.FLOW_DECIDERS, blank=False),
            models.CheckConstraint(condition=~Q(reasons=""), name="flow_decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(decided="approve_conditions") & ~Q(conditions="")
                | ~Q(decided="approve_conditions") & Q(conditions=""),
                name="flow_conditions_where_approved_with",
            ),
            models.CheckConstraint(
                condition=Q(decided__in=APPROVED, review_on__isnull=False)
                | ~Q(decided__in=APPROVED) & Q(review_on__isnull=True),
                name="flow_approved_until_a_review",
            ),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="decided_by_those_whose_it_is",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=DECIDES.replace("{authors}", AUTHORS.replace("{flows}", SUBMITTED)),
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on {self.submission}"


class FlowReview(AppendOnly):
    """Somebody whose role it is looked at an approved flow again: it goes on until the next date."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="reviews")
    request_key = models.UUIDField(editable=False)
    found = models.TextField()
    review_on = models.DateField()
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flow", "request_key"], name="flow_review_once_a_key"),
            models.CheckConstraint(condition=~Q(found=""), name="flow_review_says_what"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.flow}"


class FlowEnd(AppendOnly):
    """Nothing flows any more, from now on."""

    flow = models.OneToOneField(Flow, on_delete=models.PROTECT, related_name="end")
    why = models.TextField()
    ended_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="flow_end_says_why")]

    def __str__(self) -> str:
        return f"End of {self.flow}"
