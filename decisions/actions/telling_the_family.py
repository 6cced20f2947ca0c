"""Writing down that the child or the family was told, and that somebody looked again at telling them."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.draft import Draft
from decisions.models import Decision, LookedAgain, ToDo, Told
from decisions.policies import telling as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

TOLD_WRONGLY = "Somebody was told who must not be: keep people safe, and write down what was done"
DAYS_TO_ACT = 1


@transaction.atomic
def write_told(*, decision: Decision, request_key: UUID, values: Mapping[str, object], by: User) -> Told:
    """It happened, so it is written down, even where it should not have: then there is something to do at once."""
    draft = locked(decision)
    policies.check_can_tell(draft, by)
    if before := made_before(decision.told_rows.all(), request_key=request_key, **values):
        return before
    told = Told.objects.create(decision=decision, request_key=request_key, written_by=by, **values)
    log.record("family.told", by=by, about=decision, facts={"told": told.pk, "whom": told.whom})
    _enter("told", draft, by=by)
    if told.relationship and told.relationship.must_not_be_told:
        due_at = timezone.now() + timedelta(days=DAYS_TO_ACT)
        ToDo.objects.create(decision=decision, slug=f"told-{told.pk}", title=TOLD_WRONGLY, due_at=due_at)
    return told


@transaction.atomic
def look_again(*, decision: Decision, request_key: UUID, values: Mapping[str, object], by: User) -> LookedAgain:
    draft = locked(decision)
    policies.check_can_look_again(draft, by)
    if before := made_before(decision.looked_again.all(), request_key=request_key, **values):
        return before
    looked = LookedAgain.objects.create(decision=decision, request_key=request_key, looked_by=by, **values)
    log.record("telling.looked-again", by=by, about=decision, facts={"looked": looked.pk, "found": looked.found})
    _enter("looked", draft, by=by)
    return looked


def _enter(kind: str, draft: Draft, *, by: User) -> None:
    """Of a draft there is nothing yet to review."""
    if draft.record:
        enter(kind, draft.decision, by=by)
