"""An advice discussion: asked, then answered. What was asked and what was said both stay."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from decisions import words
from decisions.models.base import frozen_once_recorded
from decisions.models.steps import ListRow
from infoshare.saving.rows import one_of


class AdviceDiscussion(ListRow):
    """Advice sought at one question of the guidance (S8). Open until its outcome is written down."""

    question = models.CharField(max_length=50)
    asked_whom = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    asked_at = models.DateTimeField()
    dilemma = models.TextField()
    identity_withheld = models.BooleanField()
    named_why = models.TextField(blank=True)
    advised_on = models.DateField(null=True, blank=True)
    advice = models.CharField(max_length=20, blank=True)
    advice_text = models.TextField(blank=True)
    followed = models.CharField(max_length=10, blank=True)
    not_followed_why = models.TextField(blank=True)

    class Meta(ListRow.Meta):
        constraints: ClassVar = [
            one_of("role", words.ADVISERS, blank=False),
            one_of("advice", words.ADVICE),
            one_of("followed", words.FOLLOWED),
            models.CheckConstraint(
                condition=Q(advice="") | (~Q(advice_text="") & ~Q(followed="") & Q(advised_on__isnull=False)),
                name="advice_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(followed__in=["partly", "no"]) | ~Q(not_followed_why=""),
                name="advice_not_followed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(identity_withheld=True) | ~Q(named_why=""), name="advice_with_names_says_why"
            ),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Advice {self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.advice
