"""That somebody may be told or found after all: which mark was taken off, and why."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models.person import Person, Relationship
from infoshare.saving.rows import AppendOnly


class FlagLifted(AppendOnly):
    """`told` or `found` was unticked: of the person themselves, or of somebody who is something to them."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="flags_lifted")
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="flags_lifted", null=True, blank=True
    )
    told = models.BooleanField()
    found = models.BooleanField()
    why = models.TextField()
    lifted_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "flags lifted"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(told=True) | Q(found=True), name="flag_lifted_is_one"),
            models.CheckConstraint(condition=~Q(why=""), name="flag_lifted_says_why"),
        ]

    def __str__(self) -> str:
        return f"Flag of {self.person} lifted"
