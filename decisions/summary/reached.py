"""The teams and the people that somebody can narrow a list to: those that an action of theirs reaches."""

from django.db.models import QuerySet

from infoshare.accounts import policy
from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Scope


def teams_reached(user: User, action: str) -> QuerySet[Team]:
    ours = Team.objects.filter(organisation=user.organisation_id).order_by("name")
    if Scope.ORGANISATION in policy.scopes(user, action):
        return ours
    return ours.filter(pk__in=policy.teams(user, action))


def people_reached(user: User, action: str) -> QuerySet[User]:
    """Those others who can carry what is reached, whether they are still here or not."""
    ours = User.objects.filter(
        organisation=user.organisation_id, memberships__role__in=policy.roles_that("decision.start")
    )
    if Scope.ORGANISATION not in policy.scopes(user, action):
        ours = ours.filter(memberships__team__in=policy.teams(user, action))
    return ours.exclude(pk=user.pk).distinct().order_by("name", "pk")
