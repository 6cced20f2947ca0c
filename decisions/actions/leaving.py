"""Somebody leaves: what they carry is handed over, then nothing lets them in any more. All of it, or nothing."""

from collections.abc import Mapping

from django.db import transaction

from decisions import policies
from decisions.actions.flows import pass_flow_on
from decisions.actions.handing_over import LEAVER, pass_on
from decisions.models.carrying import carried_by, flows_carried_by
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.administration.actions.people import MANAGE, see_out
from infoshare.administration.actions.turns import take_turn
from infoshare.administration.policies import check_can_leave

CHANGED = "What they carry has changed since you opened this page. Look at it again."


@transaction.atomic
def leave(*, person: User, to: Mapping[int | None, User], by: User) -> None:
    """`to` is who takes over what belongs to each team, by its number; None is for what belongs to no team."""
    take_turn(by, MANAGE)
    row = User.objects.select_for_update(no_key=True).get(pk=person.pk)  # who can start nothing meanwhile
    check_can_leave(row)
    _check_takers(row, to)
    for decision in carried_by(row).select_for_update(of=("self",), no_key=True):
        if decision.team_id not in to:
            raise Refused(CHANGED)
        policies.check_can_take(to[decision.team_id], decision)
        pass_on(decision, to=to[decision.team_id], why=LEAVER, by=by)
    for flow in flows_carried_by(row).select_for_update(of=("self",)):
        if flow.team_id not in to:
            raise Refused(CHANGED)
        pass_flow_on(flow, to=to[flow.team_id], by=by)
    see_out(row, by=by)


def _check_takers(person: User, to: Mapping[int | None, User]) -> None:
    for taker in set(to.values()):
        if taker == person:
            raise Refused("Choose somebody else. They are leaving.")
        policies.check_can_take(taker)
