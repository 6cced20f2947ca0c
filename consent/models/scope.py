"""Which people somebody may open: by role, or because a decision of their own is about them."""

from typing import TYPE_CHECKING

from django.db.models import Q

from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Scope

if TYPE_CHECKING:
    from consent.models.person import PersonQuerySet


def visible(people: "PersonQuerySet", user: User) -> "PersonQuerySet":
    """None of another organisation; none with whom the reader has a conflict of interest, whatever their role.

    Conflicts and decisions belong to a layer above: they are reached by the names of their relations.
    """
    ours = people.filter(organisation_id=user.organisation_id)
    barred = Q(conflicts__user=user, conflicts__ended_at__isnull=True)
    mine = Q(decisions__decision__owner=user) if policy.may(user, "person.read") else Q(pk__in=[])
    return ours.filter(Q(pk__in=ours.filter(_within(user) | mine).values("pk"))).exclude(
        pk__in=ours.filter(barred).values("pk")
    )


def _within(user: User) -> Q:
    scopes = policy.scopes(user, "person.read")
    if Scope.ORGANISATION in scopes:
        return Q(organisation_id=user.organisation_id)
    own = Q(owner=user) if scopes else Q(pk__in=[])
    return own | Q(team_id__in=policy.teams(user, "person.read"))
