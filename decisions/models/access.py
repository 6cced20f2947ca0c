"""Access to one decision beyond roles: people named, a restriction, conflicts of interest, and the glass broken."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from consent.models import Person
from decisions import words
from decisions.models.decision import Decision
from infoshare.accounts.models import User
from infoshare.saving.rows import AppendOnly, Lasting, one_of


class GrantQuerySet(models.QuerySet["DecisionGrant"]):
    def live(self) -> "GrantQuerySet":
        return self.filter(until__gt=Now())


class DecisionGrant(UserObjectPermissionBase):
    """That one person may open one decision, as an adviser asked or a named viewer, until a moment.

    django-guardian's table of permissions on objects, with a foreign key to the decision. Ending one takes the row
    away; its history stays.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    content_object = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="grants")
    why = models.TextField()
    until = models.DateTimeField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = UserObjectPermissionManager.from_queryset(GrantQuerySet)()  # type: ignore[misc]
    history = HistoricalRecords()
    _history_user: User | None = None  # who changed it; the action that changes it says so

    class Meta(UserObjectPermissionBase.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="grant_says_why"),
            models.CheckConstraint(condition=Q(until__gt=F("granted_at")), name="grant_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.permission.codename} of {self.content_object}"


class Restriction(Lasting):
    """Only people named may open the decision, whatever anybody's role."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="restrictions")

    class Meta(Lasting.Meta):
        constraints: ClassVar = [
            *Lasting.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ended_at__isnull=True), name="one_restriction_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Restriction of {self.decision}"


class ConflictOfInterest(Lasting):
    """That somebody finds nothing: of one decision, or of everything about one person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="conflicts", null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts", null=True, blank=True)
    kind = models.CharField(max_length=20)

    class Meta(Lasting.Meta):
        constraints: ClassVar = [
            *Lasting.Meta.constraints,
            one_of("kind", words.CONFLICTS, blank=False),
            models.CheckConstraint(
                condition=Q(decision__isnull=False, person__isnull=True)
                | Q(decision__isnull=True, person__isnull=False),
                name="conflict_with_a_decision_or_a_person",
            ),
            models.UniqueConstraint(
                fields=["user", "decision", "person"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_conflict_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Conflict of {self.user}"


class PersonConcerned(models.Model):
    """That a decision is about a person of the organisation's; can be said at any time, also of a record."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    linked_at = models.DateTimeField(auto_now_add=True)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "person"], name="person_concerned_once")]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="held_with_the_person",
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("person_id", "decision_id"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                func="""
                    -- A hold on a person covers the decisions about them: none slips out from under it.
                    IF EXISTS (
                        SELECT FROM decisions_legalhold h WHERE h.person_id = OLD.person_id AND h.ended_at IS NULL
                    ) THEN
                        RAISE EXCEPTION 'This person is held: decisions about them stay so';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} about {self.person}"

    @property
    def _history_user(self) -> User:
        return self.linked_by

    @_history_user.setter
    def _history_user(self, user: User) -> None:
        self.linked_by = user


class BrokenGlass(AppendOnly):
    """Somebody opened a decision in an emergency that their role does not let them open."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="broken_glass")
    request_key = models.UUIDField(editable=False)
    reason = models.TextField()
    broken_at = models.DateTimeField(default=timezone.now)
    broken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="broken_glass")
    until = models.DateTimeField()

    class Meta(AppendOnly.Meta):
        ordering = ("-id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["broken_by", "request_key"], name="glass_broken_once_a_key"),
            models.CheckConstraint(condition=~Q(reason=""), name="broken_glass_says_why"),
        ]

    def __str__(self) -> str:
        return f"Glass broken to {self.decision}"


class GlassReview(AppendOnly):
    """What somebody else found when they looked at why the glass was broken. One closes it."""

    broken_glass = models.OneToOneField(BrokenGlass, on_delete=models.PROTECT, related_name="review")
    found = models.CharField(max_length=20)
    text = models.TextField()
    reviewed_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [
            one_of("found", words.GLASS_FINDINGS, blank=False),
            models.CheckConstraint(condition=~Q(text=""), name="glass_review_says_what"),
        ]

    def __str__(self) -> str:
        return f"Review of {self.broken_glass}"
