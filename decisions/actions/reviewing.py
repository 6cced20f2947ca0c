"""What those who oversee do afterwards: mark as read, comment, ask for an addition."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.models import (
    AdditionAsked,
    AdviceDiscussion,
    Decision,
    ReadMark,
    ReviewComment,
    ReviewEntry,
    ToDo,
)
from decisions.policies import reviewing as policies
from infoshare.accounts import notices, policy
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before


@transaction.atomic
def mark_read(*, entries: Iterable[int], by: User) -> int:
    """Up to these entries, as the page showed them; what came since stays unread. How many were marked now."""
    policy.check_may(by, "advice.review")
    shown = ReviewEntry.objects.for_review_by(by).unread_by(by).filter(pk__in=list(entries))
    found = list(shown.select_related("decision"))
    ReadMark.objects.bulk_create(_marks(found, by=by), ignore_conflicts=True)
    log.record_each("review.read", by=by, about={each.decision_id: each.decision for each in found}.values())
    return len(found)


def _marks(found: Iterable[ReviewEntry], *, by: User) -> list[ReadMark]:
    """Of each thing, with what came before: so that what has no mark is few rows, however much was read."""
    upto = {each.thing: each.pk for each in found}
    rows = ReviewEntry.objects.unread_by(by).filter(thing__in=upto, organisation=by.organisation_id)
    earlier = [row for row in rows if row.pk <= upto[row.thing]]
    return [ReadMark(organisation_id=by.organisation_id, entry=row, read_by=by) for row in earlier]


@transaction.atomic
def comment(
    *, decision: Decision, discussion: AdviceDiscussion | None, text: str, request_key: UUID, by: User
) -> ReviewComment:
    """Said by somebody who oversees, or answered by whoever carries it; the others are told."""
    draft = locked(decision)
    if before := made_before(decision.comments.all(), request_key=request_key, discussion=discussion, text=text):
        return before
    now = next((row for row in draft.discussions if discussion and row.pk == discussion.pk), None)
    policies.check_can_comment(draft, by, now)
    said = ReviewComment.objects.create(
        decision=decision, discussion=now, text=text, request_key=request_key, said_by=by
    )
    enter("commented", draft.decision, by=by, discussion=now)
    facts: dict[str, log.Fact] = {"comment": said.pk, "discussion": now.pk if now else None}
    log.record("review.commented", by=by, about=decision, facts=facts)
    _tell_of(said, draft.decision, by=by)
    return said


def _tell_of(said: ReviewComment, decision: Decision, *, by: User) -> None:
    """Whoever carries it, and whoever commented before."""
    before = {row.said_by for row in decision.comments.select_related("said_by")}
    people = policies.who_may_hear(decision, (policies.whom_it_concerns(decision) | before) - {by})
    thing = said.discussion.reference if said.discussion else decision.reference
    notices.tell(people, f"There is a comment on {thing}.", path=page_of(decision, said.discussion))


def page_of(decision: Decision, discussion: AdviceDiscussion | None) -> str:
    """Where it is read: the record, or the page of one discussion."""
    if discussion:
        return reverse("review-advice", args=[decision.reference, discussion.pk])
    return reverse("decision", args=[decision.reference])


@transaction.atomic
def ask_for_addition(*, decision: Decision, what: str, days: int, request_key: UUID, by: User) -> ToDo:
    """A to-do for whoever carries it, which an addition closes. The record itself stays as it is."""
    draft = locked(decision)
    slug = f"asked-{request_key.hex[:20]}"
    if before := decision.todos.filter(slug=slug, title=what).first():
        return before
    policies.check_can_ask_for_addition(draft, by)
    todo = add_todo(draft.decision, slug=slug, what=what, days=days, by=by)
    sentence = f"An addition to {decision.reference} is asked for."
    tell_whom_it_concerns(draft.decision, sentence, by=by)
    return todo


def add_todo(decision: Decision, *, slug: str, what: str, days: int, by: User) -> ToDo:
    """Only inside a transaction that has locked the decision."""
    todo = ToDo.objects.create(decision=decision, slug=slug, title=what, due_at=timezone.now() + timedelta(days=days))
    asked = AdditionAsked.objects.create(todo=todo, asked_by=by)
    enter("asked", decision, by=by)
    log.record("addition.asked", by=by, about=decision, facts={"todo": todo.slug, "asked": asked.pk})
    return todo


def tell_whom_it_concerns(decision: Decision, sentence: str, *, by: User) -> None:
    people = policies.who_may_hear(decision, policies.whom_it_concerns(decision) - {by})
    notices.tell(people, sentence, path=page_of(decision, None))
