"""The decision, from its first page on, and the answers to the guidance's questions."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from decisions import words
from decisions.models.base import frozen_once_recorded, owner_is_here
from infoshare.accounts.models import Organisation, Team, User
from infoshare.saving import references
from infoshare.saving.rows import Saved, one_of


def new_reference() -> str:
    """A reference such as IS-7KQ2-M9TR."""
    return references.new_reference("IS")


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Every page asks one of these before it shows anything. The rules are in scope.py."""

    def visible_to(self, user: User) -> "DecisionQuerySet":
        """The decisions this person may open: by role, by name, or behind broken glass; none with a conflict."""
        from decisions.models import scope

        return scope.visible(self, user)

    def with_right(self, user: User) -> "DecisionQuerySet":
        """Adds `through`: by which right this person opens each."""
        from decisions.models import scope

        return scope.with_right(self, user)

    def reached_by(self, user: User, action: str) -> "DecisionQuerySet":
        """What an action reaches by role, restricted or not: for looking after access, never for showing content."""
        from decisions.models import scope

        return scope.reached(self, user, action)


class Decision(Saved):
    """One question of sharing or not, about one person or family, on one edition of the guidance."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    pack_id = models.CharField(max_length=50)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="started")
    owner = models.ForeignKey(  # who carries it on: who started it, until it is handed over
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )

    deciding = models.CharField(max_length=200)
    about = models.CharField(max_length=100)
    between = models.CharField(max_length=10)
    purpose = models.TextField(blank=True)

    through: str  # by which right it was found; see DecisionQuerySet.with_right

    objects = DecisionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions: ClassVar = [
            ("advise", "Is asked to advise on this decision"),
            ("view_restricted", "May open this restricted decision"),
        ]
        constraints: ClassVar = [
            one_of("between", words.BETWEEN, blank=False),
            models.UniqueConstraint(fields=["created_by", "request_key"], name="decision_once_a_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="decision_by_organisation"),
            models.Index(fields=["organisation", "team", "-id"], name="decision_by_team"),
            models.Index(fields=["owner", "-id"], name="decision_by_owner"),
            models.Index(fields=["organisation", "pack_id", "-id"], name="decision_by_edition"),
        ]
        triggers: ClassVar = [
            *frozen_once_recorded("id", but=("owner_id", "saved_at", "saved_by_id")),
            owner_is_here("decision"),
        ]

    def __str__(self) -> str:
        return self.reference


class Answer(Saved):
    """One answer to one question of the pack. Answers off the path stay here, and count for nothing."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    slug = models.CharField(max_length=50)
    value = models.CharField(max_length=50)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["decision", "slug"], name="answered_once")]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"{self.slug}: {self.value}"
