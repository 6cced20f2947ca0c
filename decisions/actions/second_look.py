"""A second look at a record of an older edition: what it came to."""

from uuid import UUID

from django.db import transaction

from decisions.actions.locking import locked
from decisions.models import Decision, SecondLook
from decisions.policies import second_look as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before


@transaction.atomic
def look_at_it_again(*, decision: Decision, request_key: UUID, came_to: str, why: str, by: User) -> SecondLook:
    """Said once for each newer edition. The record itself stays as it is."""
    draft = locked(decision)
    if before := made_before(decision.second_looks.all(), request_key=request_key, came_to=came_to, why=why):
        return before
    pack = policies.check_can_say(draft, by, came_to)
    said = SecondLook.objects.create(
        decision=decision, request_key=request_key, pack_id=pack.id, came_to=came_to, why=why, looked_by=by
    )
    facts: dict[str, log.Fact] = {"guidance": pack.id, "look": said.pk, "came_to": came_to}
    log.record("guidance.looked-again", by=by, about=decision, facts=facts)
    return said
