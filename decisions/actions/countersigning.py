"""The second signature: needed by what the organisation chose when it was recorded; given, or refused with reasons."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.actions.reviewing import add_todo, tell_whom_it_concerns
from decisions.models import Countersignature, CountersignNeeded, Decision, Record, ReviewEntry
from decisions.models.countersigning import standing_of
from decisions.models.scope import is_restricted
from decisions.policies import Refused
from decisions.policies import reviewing as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

DAYS_TO_ADD = 7
TO_ADD = "Add what the countersignature waits for"


def ask_where_chosen(record: Record, *, by: User) -> None:
    """When a decision is recorded: what is chosen later changes nothing of it."""
    how = ["emergency"] if record.entered_afterwards else []
    _need(record, {record.decided, *how, *(["restricted"] if is_restricted(record.decision) else [])}, by=by)


def ask_for_restricted(decision: Decision, *, by: User) -> None:
    """When a recorded decision is restricted, for the first time."""
    record = Record.objects.filter(decision=decision).select_related("decision__organisation").first()
    if record and not record.countersign_needed.filter(because__contains=["restricted"]).exists():
        _need(record, {"restricted"}, by=by)


def _need(record: Record, is_so: Iterable[str], *, by: User) -> None:
    because = [each for each in record.decision.organisation.countersign if each in set(is_so)]
    if because:
        CountersignNeeded.objects.create(record=record, because=because, needed_by=by)
        log.record("countersignature.needed", by=by, about=record.decision, personal={"because": because})


def last_entry(record: Record) -> int:
    """The number of the newest thing there is to read about a record and the advice on it; a page carries it."""
    newest = ReviewEntry.objects.filter(decision=record.decision_id).order_by("-pk")
    return newest.values_list("pk", flat=True).first() or 0


@transaction.atomic
def countersign(
    *, record: Record, agreed: bool, reasons: str, seen: int, request_key: UUID, by: User
) -> Countersignature:
    """`seen` is the newest entry that its page showed. Of two at once, the second is told who signed."""
    draft = locked(record.decision)
    signed = Countersignature.objects.filter(needed__record=record, signed_by=by)
    if before := made_before(signed, request_key=request_key, agreed=agreed, reasons=reasons):
        return before
    now = standing_of(record)
    policies.check_can_countersign(draft, now, by)
    assert now.needed  # or it would not wait
    if seen != last_entry(record):
        raise Refused("Something was added since you opened this page. Read it, then say whether you agree.")
    todo = None
    if not agreed:
        slug = f"signing-{request_key.hex[:20]}"
        todo = add_todo(draft.decision, slug=slug, what=TO_ADD, days=DAYS_TO_ADD, by=by)
    given = Countersignature.objects.create(
        needed=now.needed, request_key=request_key, agreed=agreed, reasons=reasons, todo=todo, signed_by=by
    )
    enter("signed" if agreed else "refused", draft.decision, by=by)
    facts: dict[str, log.Fact] = {"countersignature": given.pk, "agreed": agreed, "content": record.content_hash}
    log.record("record.countersigned", by=by, about=draft.decision, facts=facts)
    sentence = f"{record.decision.reference} is countersigned."
    if not agreed:
        sentence = f"{record.decision.reference} is not countersigned yet. See what is to be added."
    tell_whom_it_concerns(draft.decision, sentence, by=by)
    return given
