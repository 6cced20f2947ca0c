"""Identities to protect: a clash that somebody with approval says is none (2024, rule 5)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.models.decision import Decision
from infoshare.saving.rows import AppendOnly


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
