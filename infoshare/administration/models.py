"""An invitation: how somebody comes to belong to an organisation."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from infoshare.accounts import roles
from infoshare.accounts.models import Organisation, Team

GOOD_FOR = timedelta(days=7)


def _both_or_neither(at: str, by: str) -> Q:
    return Q(**{f"{at}__isnull": True, f"{by}__isnull": True}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False})


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor withdrawn; too old perhaps, which sending it again mends."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """One address asked to join, in one role. Whoever opens the link sent there makes the account; once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=50)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invitations", null=True, blank=True)
    deputy = models.BooleanField("will hold the role as deputy", default=False, db_default=False)

    request_key = models.UUIDField(editable=False)
    token_hash = models.CharField("SHA-256 of what the link carries", max_length=64, unique=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(  # nobody: whoever runs the installation made the organisation
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_at = models.DateTimeField("when the link that works now was made")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitation", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "request_key"], name="invitation_once_a_key"),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once_an_address",
            ),
            models.CheckConstraint(condition=Q(role__in=list(roles.ROLES)), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=~Q(role__in=roles.OF_A_TEAM) | Q(team__isnull=False),
                name="invitation_to_a_team_role_names_its_team",
            ),
            models.CheckConstraint(
                condition=Q(deputy=False) | Q(role__in=roles.WITH_DEPUTIES),
                name="invitation_as_deputy_to_a_role_others_ask",
            ),
            models.CheckConstraint(
                condition=_both_or_neither("accepted_at", "accepted_by"), name="invitation_accepted_by_somebody"
            ),
            models.CheckConstraint(
                condition=_both_or_neither("withdrawn_at", "withdrawn_by"), name="invitation_withdrawn_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_ends_once"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="team_is_of_own_organisation",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NEW.team_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM accounts_team t
                         WHERE t.id = NEW.team_id AND t.organisation_id = NEW.organisation_id
                    ) THEN
                        RAISE EXCEPTION 'Somebody can only be invited to a team of the organisation itself';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def ends_at(self) -> datetime:
        return self.sent_at + GOOD_FOR

    @property
    def is_too_old(self) -> bool:
        return timezone.now() > self.ends_at

    @property
    def title(self) -> str:
        """The role, whether as deputy, and, where it is held in one, its team."""
        return roles.titled(self.role, deputy=self.deputy) + (f", {self.team.name}" if self.team else "")
