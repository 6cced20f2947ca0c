"""The teams of an organisation: added, renamed. Closing one looks at its drafts too (decisions/actions/teams.py)."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet

from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Refused
from infoshare.administration.actions.turns import take_turn
from infoshare.audit import log
from infoshare.saving.versions import check_unchanged, values_of

MANAGE = "teams.manage"


@transaction.atomic
def add_team(*, name: str, by: User) -> Team:
    """A team of that very name that is there already is the answer: pressed twice, it is added once."""
    take_turn(by, MANAGE)
    teams = Team.objects.filter(organisation=by.organisation_id)
    if before := teams.filter(name=name, closed_at=None).first():
        return before
    _check_free(name, teams)
    team = Team(organisation=by.organisation, name=name)
    _save(team, by=by)
    log.record("team.added", by=by, about=team)
    return team


@transaction.atomic
def rename_team(*, team: Team, values: Mapping[str, object], seen: str, by: User) -> None:
    take_turn(by, MANAGE)
    row = Team.objects.get(pk=team.pk)
    check_unchanged(values_of(row, values), seen=seen, wanted=values, saved_by=None, saved_at=None)
    if row.name == values["name"]:
        return
    others = Team.objects.filter(organisation=by.organisation_id).exclude(pk=row.pk)
    _check_free(str(values["name"]), others)
    row.name = str(values["name"])
    _save(row, by=by)
    log.record("team.renamed", by=by, about=row)


def _check_free(name: str, others: QuerySet[Team]) -> None:
    if others.filter(name__iexact=name).exists():
        raise Refused("There is a team of that name, open or closed. Give this one another name.")


def _save(team: Team, *, by: User) -> None:
    team._history_user = by
    team.save()
