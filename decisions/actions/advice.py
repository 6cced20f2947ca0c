"""Advice asked elsewhere, in one go or in two; closing any discussion; saying that advice still holds after changes."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from decisions import asking, content
from decisions import policies as journey
from decisions.actions.asking import hand_to
from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.draft import Draft, load
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.policies import Refused
from decisions.policies import advice as policies
from decisions.policies.answering import check_may_reword
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import check_unchanged, values_of


@transaction.atomic
def ask_advice(
    *, decision: Decision, slug: str, request_key: UUID, values: Mapping[str, object], by: User
) -> AdviceDiscussion:
    """Write down whom one asked elsewhere, about a question or page; the same key opens the discussion once."""
    draft = locked(decision)
    policies.check_can_put(draft, slug, by)
    before = made_before(decision.advicediscussions.all(), request_key=request_key, question=slug, **values)
    if before:
        return before
    discussion = AdviceDiscussion.objects.create(
        decision=decision,
        question=slug,
        request_key=request_key,
        saved_by=by,
        asked_by=by,
        about_record=draft.record is not None,
        rested_on=asking.rests_on(draft, slug),
        **values,
    )
    facts: dict[str, log.Fact] = {
        "question": slug,
        "discussion": discussion.pk,
        "role": discussion.role,
        "rested_on": content.fingerprint(discussion.rested_on),
    }
    log.record("advice.asked", by=by, about=decision, facts=facts)
    return discussion


@transaction.atomic
def write_down(
    *,
    decision: Decision,
    slug: str,
    request_key: UUID,
    asked: Mapping[str, object],
    said: Mapping[str, object],
    adviser: User | None,
    by: User,
) -> AdviceDiscussion:
    """A discussion that happened elsewhere. `said` is empty where there is no answer yet.

    A colleague who is said to have advised is asked to confirm it, now or once it is written down.
    """
    if adviser:
        policies.check_can_be_asked(decision, adviser, by=by, named=not asked["identity_withheld"])
    asked = {**asked, "adviser": adviser}
    discussion = ask_advice(decision=decision, slug=slug, request_key=request_key, values=asked, by=by)
    if discussion.is_closed or not said:
        return discussion
    _close(locked(decision), discussion, said, by=by)
    _have_it_confirmed(discussion, by=by)
    return discussion


def _have_it_confirmed(discussion: AdviceDiscussion, *, by: User) -> None:
    """By the colleague who is said to have advised, if one is and may hear of it."""
    adviser = discussion.adviser
    if adviser is None or not policies.can_be_asked(discussion.decision, adviser):
        return
    if discussion.put == "elsewhere":
        question = asking.Question(discussion.question, discussion.dilemma, discussion.identity_withheld)
        discussion.shown = asking.talked_about(load(discussion.decision), question)
        discussion.save()
        hand_to(discussion, [adviser], why="confirm", by=by)
        return
    path = reverse("confirm-advice", args=[discussion.reference])
    notices.tell([adviser], f"You are said to have advised: {discussion.reference}. Say whether it is so.", path=path)


@transaction.atomic
def record_advice(*, discussion: AdviceDiscussion, values: Mapping[str, object], seen: str, by: User) -> None:
    """Write down what was advised by word of mouth, and whether it is followed. That closes the discussion.

    Of a question that was put to somebody here, `values` has the `adviser_id` of whoever said it.
    """
    draft = locked(discussion.decision)
    now = AdviceDiscussion.objects.select_related("saved_by", "decision").get(pk=discussion.pk)
    policies.check_can_change(draft, now, by)
    stored = values_of(now, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=now.saved_by, saved_at=now.saved_at)
    check_may_reword(draft, now, values)
    adviser = values.get("adviser_id", now.adviser_id)
    policies.check_can_write_down(now, adviser)
    is_told = now.is_closed and now.adviser_id == adviser
    _close(draft, now, values, by=by)
    if not is_told:
        _have_it_confirmed(now, by=by)


@transaction.atomic
def follow(
    *, discussion: AdviceDiscussion, answer: AdviceAnswer, values: Mapping[str, object], seen: str, by: User
) -> None:
    """Say whether the adviser's answer is followed, and why not. The discussion takes the answer over, and closes.

    `answer` is the one that was read.
    """
    draft = locked(discussion.decision)
    now = AdviceDiscussion.objects.select_related("saved_by", "decision").get(pk=discussion.pk)
    policies.check_can_change(draft, now, by)
    policies.check_can_follow(now, answer, by)
    stored = values_of(now, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=now.saved_by, saved_at=now.saved_at)
    said = {
        **values,
        "asked_whom": answer.giver,
        "advice": answer.advice,
        "advice_text": answer.rationale,
        "conditions": answer.conditions,
        "advised_on": answer.given_on,
    }
    _close(draft, now, said, by=by)


def _close(draft: Draft, row: AdviceDiscussion, values: Mapping[str, object], *, by: User) -> None:
    if row.ended_at:
        raise Refused("This question was taken back. Ask again to write down advice.")
    policies.check_no_other_is_waited_for(row)
    for name, value in values.items():
        setattr(row, name, value)
    if row.adviser:
        row.asked_whom = row.adviser.name
    row.saved_by = by
    row.save()
    facts: dict[str, log.Fact] = {
        "question": row.question,
        "discussion": row.pk,
        "advice": row.advice,
        "followed": row.followed,
    }
    log.record("advice.recorded", by=by, about=draft.decision, facts=facts)
    enter("advised", draft.decision, by=by, discussion=row)


@transaction.atomic
def say_still_holds(*, discussion: AdviceDiscussion, why: str, seen: str, by: User) -> None:
    """The advice stands after what changed since. `seen` is the fingerprint of the draft that the asker looked at."""
    draft = locked(discussion.decision)
    journey.check_can_edit(draft, by)
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    standing = content.fingerprint(asking.rests_on(draft, now.question))
    if now.still_holds_of == standing:
        return
    policies.check_still_holds(draft, now, by)
    if seen != standing:
        raise Refused("The draft changed again since you opened this page. Read what changed, then say it.")
    now.still_holds_why, now.still_holds_of, now.saved_by = why, standing, by
    now.save()
    facts: dict[str, log.Fact] = {"question": now.question, "discussion": now.pk, "rests_on": standing}
    log.record("advice.still-holds", by=by, about=draft.decision, facts=facts)
