"""Advice sought at a question: opened when somebody is asked, closed when what they said is written down."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from decisions import policies
from decisions.actions.locking import locked
from decisions.models import AdviceDiscussion, Decision
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import check_unchanged, values_of


@transaction.atomic
def ask_advice(
    *, decision: Decision, slug: str, request_key: UUID, values: Mapping[str, object], by: User
) -> AdviceDiscussion:
    """Open a discussion at a question, or about a page (its slug after "page-"); the same key opens it once."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    policies.check_can_ask(draft, slug)
    before = made_before(decision.advicediscussions.all(), request_key=request_key, question=slug, **values)
    if before:
        return before
    discussion = AdviceDiscussion.objects.create(
        decision=decision, question=slug, request_key=request_key, saved_by=by, **values
    )
    facts: dict[str, log.Fact] = {"question": slug, "discussion": discussion.pk, "role": discussion.role}
    log.record("advice.asked", by=by, about=decision, facts=facts)
    return discussion


@transaction.atomic
def record_advice(*, discussion: AdviceDiscussion, values: Mapping[str, object], seen: str, by: User) -> None:
    """Write down what was advised, and whether it is followed. That closes the discussion."""
    draft = locked(discussion.decision)
    policies.check_can_edit(draft, by)
    now = AdviceDiscussion.objects.select_related("saved_by").get(pk=discussion.pk)
    stored = values_of(now, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=now.saved_by, saved_at=now.saved_at)
    for name, value in values.items():
        setattr(now, name, value)
    now.saved_by = by
    now.save()
    facts: dict[str, log.Fact] = {
        "question": now.question,
        "discussion": now.pk,
        "advice": now.advice,
        "followed": now.followed,
    }
    log.record("advice.recorded", by=by, about=draft.decision, facts=facts)
