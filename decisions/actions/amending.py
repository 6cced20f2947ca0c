"""Amending a passage of a record: what was recorded stays, and what it reads instead stands beside it."""

from uuid import UUID

from django.db import transaction

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.models import Amendment, Decision
from decisions.policies import amending as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import check_unchanged


@transaction.atomic
def amend_passage(
    *, decision: Decision, place: str, text: str, why: str, seen: str, request_key: UUID, by: User
) -> Amendment:
    """`seen` is the mark of what its page showed. Raises Conflict where somebody amended the passage meanwhile."""
    draft = locked(decision)
    if before := made_before(decision.amendments.all(), request_key=request_key, place=place, text=text, why=why):
        return before
    now = policies.check_can_amend(draft, place, by)
    _check_is_as_seen(decision, place, now.text, seen, text)
    policies.check_reads_otherwise(now, text)
    made = Amendment.objects.create(
        decision=decision,
        request_key=request_key,
        title=now.title,
        place=place,
        stood=now.text,
        text=text,
        why=why,
        added_by=by,
    )
    log.record("passage.amended", by=by, about=decision, facts={"amendment": made.pk, "place": place})
    enter("added", draft.decision, by=by)
    return made


def _check_is_as_seen(decision: Decision, place: str, stands: str, seen: str, text: str) -> None:
    last = decision.amendments.filter(place=place).select_related("added_by").order_by("pk").last()
    check_unchanged(
        {"text": stands},
        seen=seen,
        wanted={"text": text},
        saved_by=last.added_by if last else None,
        saved_at=last.added_at if last else None,
    )
