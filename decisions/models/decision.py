"""The decision, from its first page on, and the answers to the guidance's questions."""

import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions import words
from decisions.models.base import Saved, frozen_once_recorded, one_of
from infoshare.accounts import roles
from infoshare.accounts.models import Organisation, Team, User

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread over a telephone


def new_reference() -> str:
    """A reference such as IS-7KQ2-M9TR: random, so that it tells nothing and cannot be guessed."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"IS-{letters[:4]}-{letters[4:]}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        """The decisions this person's roles let them see: their own, their teams', or their whole organisation's."""
        own_organisation = self.filter(organisation_id=user.organisation_id)
        if user.holds(*roles.slugs(sees=roles.Scope.ORGANISATION)):
            return own_organisation
        overseen = roles.slugs(sees=roles.Scope.TEAM)
        teams = [membership.team_id for membership in user.held if membership.role in overseen]
        seen = Q(created_by=user) if user.holds(*recording_roles()) else Q(pk__in=[])
        return own_organisation.filter(seen | Q(team_id__in=[team for team in teams if team]))


def recording_roles() -> list[str]:
    """The roles that may make decisions, and so see their own."""
    return [role.slug for role in roles.ROLES.values() if role.records_decisions]


class Decision(Saved):
    """One question of sharing or not, about one person or family, on one edition of the guidance."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(unique=True, editable=False)
    pack_id = models.CharField(max_length=50)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")

    deciding = models.CharField(max_length=200)
    about = models.CharField(max_length=100)
    between = models.CharField(max_length=10)
    purpose = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [one_of("between", words.BETWEEN, blank=False)]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="decision_by_organisation"),
            models.Index(fields=["organisation", "team", "-id"], name="decision_by_team"),
            models.Index(fields=["created_by", "-id"], name="decision_by_owner"),
        ]
        triggers: ClassVar = frozen_once_recorded("id")

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
