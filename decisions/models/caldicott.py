"""What a Caldicott Guardian adds to the log beside the advice: notes, precedents, a theme. Rows are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions import words
from decisions.models.advice import AdviceDiscussion
from infoshare.saving.rows import AppendOnly, one_of


class LogNote(AppendOnly):
    """A note to an entry of the log, such as what was learnt since. It names nobody."""

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="log_notes")
    request_key = models.UUIDField(editable=False)
    text = models.TextField()
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="log_note_says_something"),
            models.UniqueConstraint(fields=["discussion", "request_key"], name="log_note_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.discussion}"


class Precedent(AppendOnly):
    """That an entry may guide later ones, under a short title; or, without a title, that it does no longer."""

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="precedents")
    request_key = models.UUIDField(editable=False)
    title = models.CharField(max_length=150, blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["discussion", "request_key"], name="precedent_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.discussion} is no precedent"


class LogTheme(AppendOnly):
    """The theme of an entry whose answer gave none."""

    discussion = models.OneToOneField(AdviceDiscussion, on_delete=models.PROTECT, related_name="log_theme")
    theme = models.CharField(max_length=20)
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [one_of("theme", words.THEMES, blank=False)]

    def __str__(self) -> str:
        return f"{self.discussion}: {self.theme}"
