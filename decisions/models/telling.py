"""Telling the child or the family: whom, how, what they said; and each time that somebody looked again at telling."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.models import Relationship
from decisions import words
from decisions.models.decision import Decision
from infoshare.saving.rows import AppendOnly, one_of

DAYS_AFTER = 7  # to tell them once it is shared


class Told(AppendOnly):
    """That the child, or one carer, was told. `relationship` is the carer, where the register knows them.

    `wrongly`: they must not be told. `others_wait`: whoever was to be told, or one of them, still is to be.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="told_rows")
    request_key = models.UUIDField(editable=False)
    whom = models.CharField(max_length=10)
    relationship = models.ForeignKey(
        Relationship, on_delete=models.PROTECT, related_name="told_rows", null=True, blank=True
    )
    carer = models.CharField("which carer, where the register does not know them", max_length=200, blank=True)
    on = models.DateField()
    how = models.CharField(max_length=200)
    teller = models.CharField("who told them", max_length=200)
    said = models.TextField("what they said", blank=True)
    wrongly = models.BooleanField(default=False, db_default=False)
    others_wait = models.BooleanField(default=False, db_default=False)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("whom", words.TOLD_WHOM, blank=False),
            models.UniqueConstraint(fields=["decision", "request_key"], name="told_once_a_key"),
            models.CheckConstraint(condition=~Q(how="") & ~Q(teller=""), name="told_says_how_and_by_whom"),
            models.CheckConstraint(
                condition=Q(whom="child", relationship__isnull=True, carer="")
                | Q(whom="carer", relationship__isnull=False, carer="")
                | Q(whom="carer", relationship__isnull=True) & ~Q(carer=""),
                name="told_says_which_carer",
            ),
        ]

    def __str__(self) -> str:
        return f"Told about {self.decision}"


class LookedAgain(AppendOnly):
    """Somebody looked again at telling. `next_on`: the day to tell them by, or to look again on."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="looked_again")
    request_key = models.UUIDField(editable=False)
    found = models.CharField(max_length=10)
    why = models.TextField()
    next_on = models.DateField()
    looked_at = models.DateTimeField(auto_now_add=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("found", words.LOOKED_AGAIN, blank=False),
            models.UniqueConstraint(fields=["decision", "request_key"], name="looked_again_once_a_key"),
            models.CheckConstraint(condition=~Q(why=""), name="looked_again_says_why"),
        ]

    def __str__(self) -> str:
        return f"Looked again at telling: {self.decision}"
