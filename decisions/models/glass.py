"""Whose decision a glass was broken to, and whether anybody has looked at why: by which lists of it are read."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from decisions.models.access import BrokenGlass
from decisions.models.decision import Decision
from decisions.models.register_scope import barred
from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, Team, User
from infoshare.saving.keeping import Kept, Watched


class GlassEntry(models.Model):
    """The database writes it whenever the glass, its review or its decision changes, and nobody else may."""

    broken_glass = models.OneToOneField(
        BrokenGlass, on_delete=models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    broken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    reviewed = models.BooleanField()

    class Meta:
        verbose_name_plural = "glass entries"
        indexes: ClassVar = [
            models.Index(fields=[whose, "reviewed", "-broken_glass"], name=f"glass_by_{whose}")
            for whose in ("organisation", "team", "owner")
        ]

    def __str__(self) -> str:
        return f"Entry of broken glass {self.pk}"


GLASS = Kept(
    GlassEntry,
    of="broken_glass_id",
    parent="decisions_brokenglass",
    rows="""
        SELECT g.id AS broken_glass_id, d.id AS decision_id, d.organisation_id, d.team_id, d.owner_id, g.broken_by_id,
               EXISTS (SELECT FROM decisions_glassreview r WHERE r.broken_glass_id = g.id) AS reviewed
          FROM decisions_brokenglass g JOIN decisions_decision d ON d.id = g.decision_id
    """,
    watched=(
        Watched("decisions_brokenglass", "id", ("decision_id", "broken_by_id")),
        Watched("decisions_glassreview", "broken_glass_id", ("broken_glass_id",)),
        Watched(
            "decisions_decision",
            "id",
            ("organisation_id", "team_id", "owner_id"),
            leads="ARRAY(SELECT g.id FROM decisions_brokenglass g WHERE g.decision_id = ANY (changed))",
            events=("UPDATE",),
        ),
    ),
)


def to_look_at(user: User, *, reviewed: bool, most: int) -> list[int]:
    """The numbers of the glass that others broke, and this person may review or see reviewed; the newest first."""
    found = GlassEntry.objects.filter(organisation_id=user.organisation_id, reviewed=reviewed)
    found = found.exclude(broken_by=user).exclude(decision__in=barred(user))
    reached = policy.parts_within(user, "glass.review")
    parts = [found.filter(part).order_by("-pk").values_list("pk")[:most] for part in reached]
    if not parts:
        return []
    numbers = parts[0].union(*parts[1:]) if parts[1:] else parts[0]
    return sorted((number for (number,) in numbers), reverse=True)[:most]
