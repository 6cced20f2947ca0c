"""Writing down that the child or the family was told, and that somebody looked again at telling them."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from decisions import protecting
from decisions.actions.adding import add
from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.draft import Draft
from decisions.models import Decision, LookedAgain, ToDo, Told
from decisions.policies import telling as policies
from decisions.telling import ASKS_TO_TELL
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

TOLD_WRONGLY = "Somebody was told who must not be: keep people safe, and write down what was done"
DAYS_TO_ACT = 1
SAID_THERE = "This is written down with who was told, and with each look at telling them."


@transaction.atomic
def write_told(*, decision: Decision, request_key: UUID, values: Mapping[str, object], by: User) -> Told:
    """It happened, so it is written down, even where it should not have: then there is something to do at once."""
    draft = locked(decision)
    policies.check_can_tell(draft, by)
    if before := made_before(decision.told_rows.all(), request_key=request_key, **values):
        return before
    told = Told(decision=decision, request_key=request_key, written_by=by, **values)
    told.wrongly = protecting.is_told_wrongly(draft, told)
    told.save()
    log.record("family.told", by=by, about=decision, facts={"told": told.pk}, personal={"whom": told.whom})
    _enter("told", draft, by=by)
    if draft.record:
        ask_what_was_done(draft.decision)
    if not (told.wrongly or told.others_wait):
        _finish(draft, request_key, by=by)
    return told


def ask_what_was_done(decision: Decision) -> None:
    """Of each who was told and must not be. Only a record can be added to: so a draft is asked once it is one."""
    asked = set(decision.todos.values_list("slug", flat=True))
    for told in decision.told_rows.filter(wrongly=True):
        due_at = told.written_at + timedelta(days=DAYS_TO_ACT)
        if f"told-{told.pk}" not in asked:
            ToDo.objects.create(decision=decision, slug=f"told-{told.pk}", title=TOLD_WRONGLY, due_at=due_at)


@transaction.atomic
def look_again(*, decision: Decision, request_key: UUID, values: Mapping[str, object], by: User) -> LookedAgain:
    draft = locked(decision)
    policies.check_can_look_again(draft, by)
    if before := made_before(decision.looked_again.all(), request_key=request_key, **values):
        return before
    looked = LookedAgain.objects.create(decision=decision, request_key=request_key, looked_by=by, **values)
    log.record(
        "telling.looked-again", by=by, about=decision, facts={"looked": looked.pk}, personal={"found": looked.found}
    )
    _enter("looked", draft, by=by)
    _finish(draft, request_key, by=by)
    return looked


def _finish(draft: Draft, request_key: UUID, *, by: User) -> None:
    """The to-do of an emergency is answered by it: from now on its day is kept like that of any other."""
    if todo := draft.decision.todos.filter(slug=ASKS_TO_TELL, done_by__isnull=True).first():
        add(draft.decision, request_key=request_key, title=todo.title, text=SAID_THERE, todo=todo, by=by)


def _enter(kind: str, draft: Draft, *, by: User) -> None:
    """Of a draft there is nothing yet to review."""
    if draft.record:
        enter(kind, draft.decision, by=by)
