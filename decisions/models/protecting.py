"""Identities to protect: a clash that is asked about, one found to be none, a person taken off (2024, rule 5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models import Person
from decisions.models.decision import Decision
from infoshare.saving.rows import AppendOnly, Ending


class ClashSettled(AppendOnly):
    """Why what looks like a clash is none. `mark` is the clash as it stood: changed, it is another (clashes.py)."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="clashes_settled")
    mark = models.CharField(max_length=32)
    why = models.TextField()
    settled_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "mark"], name="clash_settled_once"),
            models.CheckConstraint(condition=~Q(why="") & ~Q(mark=""), name="clash_settled_says_why"),
        ]

    def __str__(self) -> str:
        return f"Clash settled in {self.decision}"


class ClashAsked(Ending):
    """That whoever carries a draft asks somebody with approval to look at its clashes. It ends once none is left."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="clashes_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Ending.Meta):
        ordering = ("id",)
        verbose_name_plural = "clashes asked"
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ended_at__isnull=True), name="clashes_asked_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Clashes of {self.decision} asked about"


class PersonUnlinked(AppendOnly):
    """Why a decision is said to be about a person no more. That it once was stays in the history of the link."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="unlinked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    unlinked_at = models.DateTimeField(auto_now_add=True)
    unlinked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "people unlinked"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="person_unlinked_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} no more about {self.person}"
