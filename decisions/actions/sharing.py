"""That something went to somebody: written down each time; once every sheet went, the record's to-do is done."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from decisions import wording
from decisions import words_of_sharing as words
from decisions.actions.adding import add
from decisions.actions.correcting import owe_corrections
from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.draft import Draft
from decisions.models import Decision, SharingEvent, Sheet
from decisions.models.receipts import to_send
from decisions.policies import sharing as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before


@transaction.atomic
def note_sent(
    *, decision: Decision, sheet: Sheet | None, request_key: UUID, values: Mapping[str, object], by: User
) -> SharingEvent:
    draft = locked(decision)
    if before := made_before(decision.sharings.all(), request_key=request_key, sheet=sheet, **values):
        return before
    policies.check_can_note_sent(draft, sheet, by)
    event = SharingEvent(decision=decision, sheet=sheet, request_key=request_key, written_by=by, **values)
    policies.check_moment(draft, event.happened_at)
    event.save()
    facts: dict[str, log.Fact] = {
        "sharing": event.pk,
        "sheet": sheet.reference if sheet else "",
        "channel": event.channel,
        "verified": event.verified_how,
    }
    log.record("sharing.noted", by=by, about=decision, facts=facts)
    enter("shared", draft.decision, by=by)
    owe_corrections(event, by=by)
    finish_sharing(draft, request_key=event.request_key, by=by)
    return event


def finish_sharing(draft: Draft, *, request_key: UUID, by: User) -> None:
    """Once each sheet is on its way or never goes, that answers the to-do, unless somebody answered it already."""
    decision = draft.decision
    todo = decision.todos.filter(slug=policies.SHARED, done_by__isnull=True).first()
    if not todo or to_send(decision.sheets.all()).exists():
        return
    events = decision.sharings.select_related("sheet__recipient", "written_by")
    never = decision.sheets.exclude(ended=None).select_related("recipient", "ended").defer("content")
    text = "\n".join((*map(went, events), *map(stays, never)))
    add(decision, request_key=request_key, title=todo.title, text=text, todo=todo, by=by)


def stays(sheet: Sheet) -> str:
    return f"{sheet.reference} to {sheet.recipient} never goes. {sheet.ended.why}"


def went(event: SharingEvent) -> str:
    """One line: what went to whom, when, by whom and how."""
    what = event.sheet.reference if event.sheet else event.what
    who = event.shared_by or event.written_by.name
    how = words.CHANNELS[event.channel].label
    return f"{what} to {event.whom}: {wording.moment(event.happened_at)}, by {who}. {how}."
