"""Answering a question for advice: the answer, messages to and fro, and the word of somebody who advised elsewhere."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from decisions import asking
from decisions.actions.locking import locked
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, OutsideAdviser
from decisions.policies import Refused
from decisions.policies import advice as policies
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time

Values = Mapping[str, object]


@transaction.atomic
def answer(*, discussion: AdviceDiscussion, request_key: UUID, values: Values, by: User) -> AdviceAnswer:
    """What somebody advises whom it was put to. Another answer may follow; the last one counts."""
    one_press_at_a_time(request_key)
    if before := made_before(discussion.answers.all(), request_key=request_key, **values):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_answer(now, by)
    return _add_answer(now, values, request_key=request_key, by=by)


@transaction.atomic
def answer_from_outside(*, adviser: OutsideAdviser, request_key: UUID, values: Values) -> AdviceAnswer:
    """The same, by somebody outside; the event is told of who let them in."""
    one_press_at_a_time(request_key)
    if before := made_before(adviser.discussion.answers.all(), request_key=request_key, **values):
        return before
    now = _as_it_stands(adviser.discussion)
    policies.check_is_open(now)
    return _add_answer(now, values, request_key=request_key, outside=adviser, by=adviser.let_in_by)


def _add_answer(
    discussion: AdviceDiscussion, values: Values, *, request_key: UUID, by: User, outside: OutsideAdviser | None = None
) -> AdviceAnswer:
    given = AdviceAnswer.objects.create(
        discussion=discussion,
        request_key=request_key,
        given_by=None if outside else by,
        outside=outside,
        **values,
    )
    # What was advised stays out of the event: the other adviser of two may read the history.
    facts: dict[str, log.Fact] = {"discussion": discussion.pk, "answer": given.pk, "as": given.given_as}
    log.record(
        "advice.given", by=by, about=discussion.decision, facts=facts | ({"outside": outside.pk} if outside else {})
    )
    _tell_the_asker(discussion)
    return given


def _tell_the_asker(discussion: AdviceDiscussion) -> None:
    """Of two blind opinions they hear when both are in."""
    if not AdviceAnswer.objects.open_to(None).filter(discussion=discussion).exists():
        return
    both = [discussion, discussion.second_of, getattr(discussion, "second", None)]
    for each in filter(None, both):
        if each.answers.exists():
            _tell_whoever_carries(each, f"{each.reference} is answered.")


def _tell_whoever_carries(discussion: AdviceDiscussion, sentence: str) -> None:
    page = reverse("advice", args=[discussion.decision.reference, discussion.pk])
    people = {user for user in (discussion.asked_by, discussion.decision.owner) if user.is_active}
    notices.tell(people, sentence, path=page)


@transaction.atomic
def say_to_the_adviser(
    *, discussion: AdviceDiscussion, text: str, seen: str, request_key: UUID, by: User
) -> AdviceReply:
    """A message of the asker's. `seen` is the text as the adviser will see it, which the asker has read."""
    draft = locked(discussion.decision)
    if before := made_before(discussion.replies.all(), request_key=request_key, text=text):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_change(draft, now, by)
    policies.check_is_open(now)
    shown = asking.withheld(draft, text, now.also) if now.identity_withheld else text
    if shown != seen:
        raise Refused(policies.SEEN_BEFORE)
    said = AdviceReply.objects.create(discussion=now, request_key=request_key, said_by=by, text=text, shown=shown)
    _log_reply(said, by=by)
    asked = [row.user for row in now.put_to_whom.select_related("user") if row.user.is_active]
    path = reverse("put-question", args=[now.reference])
    notices.tell(asked, f"There is a message about {now.reference}.", path=path)
    return said


@transaction.atomic
def say_to_the_asker(*, discussion: AdviceDiscussion, text: str, request_key: UUID, by: User) -> AdviceReply:
    """A message of an adviser's, such as what they would need to know."""
    one_press_at_a_time(request_key)
    if before := made_before(discussion.replies.all(), request_key=request_key, text=text):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_answer(now, by)
    said = AdviceReply.objects.create(discussion=now, request_key=request_key, said_by=by, text=text, shown=text)
    _log_reply(said, by=by)
    _tell_whoever_carries(now, f"There is a message about {now.reference}.")
    return said


def _log_reply(said: AdviceReply, *, by: User) -> None:
    facts: dict[str, log.Fact] = {"discussion": said.discussion_id, "reply": said.pk}
    log.record("advice.replied", by=by, about=said.discussion.decision, facts=facts)


@transaction.atomic
def confirm(*, discussion: AdviceDiscussion, request_key: UUID, values: Values, by: User) -> AdviceAnswer:
    """Whether what somebody wrote down of a discussion elsewhere is what they were told; `values` has `said`."""
    one_press_at_a_time(request_key)
    if before := made_before(discussion.answers.all(), request_key=request_key, **values):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_confirm(now, by)
    given = AdviceAnswer.objects.create(discussion=now, request_key=request_key, given_by=by, **values)
    facts: dict[str, log.Fact] = {"discussion": now.pk, "answer": given.pk, "said": given.said}
    log.record("advice.confirmed", by=by, about=now.decision, facts=facts)
    if given.said == "corrected":
        _tell_whoever_carries(now, f"What you wrote down in {now.reference} was corrected.")
    return given


def _as_it_stands(discussion: AdviceDiscussion) -> AdviceDiscussion:
    """While nobody else can close it or take it back."""
    locked(discussion.decision)
    found = AdviceDiscussion.objects.select_related("decision__owner", "decision__organisation", "asked_by")
    return found.get(pk=discussion.pk)
