"""What becomes of a request that somebody sent us: how the answer went, and new facts that open it again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions.models.decision import Decision
from infoshare.saving.rows import AppendOnly


class RequestAnswer(AppendOnly):
    """That the answer went to whoever asked: when, and how."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="request_answers")
    request_key = models.UUIDField(editable=False)
    on = models.DateField()
    how = models.CharField(max_length=200)
    answered_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(how=""), name="request_answer_says_how"),
            models.UniqueConstraint(fields=["decision", "request_key"], name="request_answer_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Answer to the request of {self.decision}"


class Reopening(AppendOnly):
    """That a decision looks again at a recorded one, because whoever asked sent new facts. The first stays as it is."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="reopening")
    reopens = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reopenings")
    facts = models.TextField("what is new")
    received_on = models.DateField()
    reopened_at = models.DateTimeField(auto_now_add=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(facts=""), name="reopening_says_what_is_new"),
            models.CheckConstraint(condition=~Q(decision=F("reopens")), name="reopening_is_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} looks again at {self.reopens}"
