"""Closing a team: nobody may be left in it, and nothing that is still being written or decided may belong to it."""

from django.db import transaction
from django.utils import timezone

from decisions import policies
from infoshare.accounts.models import Team, User
from infoshare.administration.actions.turns import take_turn
from infoshare.audit import log


@transaction.atomic
def close_team(*, team: Team, by: User) -> None:
    """Closed, it takes nobody in; what was recorded in it keeps its name. A closed team stays closed."""
    take_turn(by, "teams.manage")
    row = Team.objects.select_for_update().get(pk=team.pk)
    if row.closed_at:
        return
    policies.check_can_close(row)
    row.closed_at, row.closed_by, row._history_user = timezone.now(), by, by
    row.save()
    log.record("team.closed", by=by, about=row)
