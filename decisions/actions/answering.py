"""Answering a question for advice: the answer, messages to and fro, and the word of somebody who advised elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions import asking, content
from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.actions.naming import check_names_nobody
from decisions.actions.telling import tell_advisers, tell_carriers
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, OutsideAdviser, ToDo
from decisions.policies import Refused
from decisions.policies import advice as policies
from decisions.policies import answering as rules
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time

Values = Mapping[str, object]
TO_READ_A_CORRECTION = timedelta(days=2)


def answer(*, discussion: AdviceDiscussion, request_key: UUID, values: Values, by: User) -> AdviceAnswer:
    """What somebody advises whom it was put to. Another answer may follow; the last one counts."""
    check_names_nobody(discussion, str(values.get("lesson", "")), refused="advice.lesson-refused", by=by)
    return _answer(discussion, values, request_key=request_key, by=by)


@transaction.atomic
def _answer(discussion: AdviceDiscussion, values: Values, *, request_key: UUID, by: User) -> AdviceAnswer:
    one_press_at_a_time(request_key)
    if before := made_before(discussion.answers.all(), request_key=request_key, **values):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_answer(now, by)
    policies.check_opinion_may_change(now)
    rules.check_answers_as(now, values, by)
    return _add_answer(now, values, request_key=request_key, by=by)


@transaction.atomic
def answer_from_outside(*, adviser: OutsideAdviser, request_key: UUID, values: Values) -> AdviceAnswer:
    """The same, by somebody outside; the event is told of who let them in."""
    one_press_at_a_time(request_key)
    if before := made_before(adviser.discussion.answers.all(), request_key=request_key, **values):
        return before
    now = _as_it_stands(adviser.discussion)
    policies.check_is_open(now)
    _check_let_in(adviser)
    return _add_answer(now, values, request_key=request_key, outside=adviser, by=adviser.let_in_by)


def _check_let_in(adviser: OutsideAdviser) -> None:
    if not OutsideAdviser.objects.select_related("discussion").get(pk=adviser.pk).is_let_in:
        raise Refused("This link works no more. Ring whoever sent it.")


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
    for each in filter(None, [discussion, discussion.other]):
        if each.answers.exists():
            tell_carriers(each, f"{each.reference} is answered.")


@transaction.atomic
def say_to_the_adviser(
    *, discussion: AdviceDiscussion, text: str, seen: str, request_key: UUID, by: User, also: Sequence[str] = ()
) -> AdviceReply:
    """A message of the asker's. `seen` is the fingerprint of what the asker read that the adviser will see.

    `also` has more words to withhold, in this message and in those after it.
    """
    draft = locked(discussion.decision)
    if before := made_before(discussion.replies.all(), request_key=request_key, text=text):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_change(draft, now, by)
    policies.check_is_open(now)
    rules.check_can_be_written_to(now)
    shown = asking.withheld(draft, text, [*now.also, *also]) if now.identity_withheld else text
    if content.fingerprint({"shown": shown}) != seen:
        raise Refused(policies.SEEN_BEFORE)
    _withhold_more(now, also, by=by)
    said = AdviceReply.objects.create(discussion=now, request_key=request_key, said_by=by, text=text, shown=shown)
    _log_reply(said, by=by)
    tell_advisers(now, f"There is a message about {now.reference}.")
    return said


def _withhold_more(discussion: AdviceDiscussion, words: Sequence[str], *, by: User) -> None:
    if new := [word for word in words if word not in discussion.also]:
        discussion.also, discussion.saved_by = [*discussion.also, *new], by
        discussion.save()


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
    tell_carriers(now, f"There is a message about {now.reference}.")
    return said


@transaction.atomic
def say_from_outside(*, adviser: OutsideAdviser, text: str, request_key: UUID) -> AdviceReply:
    """A message from outside; the event is told of who let them in."""
    one_press_at_a_time(request_key)
    if before := made_before(adviser.discussion.replies.all(), request_key=request_key, text=text):
        return before
    now = _as_it_stands(adviser.discussion)
    policies.check_is_open(now)
    _check_let_in(adviser)
    said = AdviceReply.objects.create(discussion=now, request_key=request_key, outside=adviser, text=text, shown=text)
    _log_reply(said, by=adviser.let_in_by)
    tell_carriers(now, f"There is a message about {now.reference}.")
    return said


def _log_reply(said: AdviceReply, *, by: User) -> None:
    facts: dict[str, log.Fact] = {"discussion": said.discussion_id, "reply": said.pk}
    if said.outside_id:
        facts["outside"] = said.outside_id
    log.record("advice.replied", by=by, about=said.discussion.decision, facts=facts)


@transaction.atomic
def confirm(*, discussion: AdviceDiscussion, request_key: UUID, values: Values, seen: str, by: User) -> AdviceAnswer:
    """Whether what somebody wrote down that they were told is what was said; `values` has `said`.

    `seen` is the fingerprint of what was written down, as the adviser read it. What they confirm is kept word for word.
    """
    draft = locked(discussion.decision)
    one_press_at_a_time(request_key)
    if before := made_before(discussion.answers.all(), request_key=request_key, said=values["said"], given_by=by):
        return before
    now = _as_it_stands(discussion)
    policies.check_can_confirm(now, by)
    written = asking.written_down(draft, now)
    if content.fingerprint(written) != seen:
        raise Refused("What was written down changed since you opened this page. Read it again.")
    as_it_was = {"advice": written["advice"], "rationale": written["text"], "conditions": written["conditions"]}
    values = {**values, **as_it_was} if values["said"] == "confirmed" else values
    given = AdviceAnswer.objects.create(
        discussion=now, request_key=request_key, given_by=by, given_as=now.role, **values
    )
    facts: dict[str, log.Fact] = {"discussion": now.pk, "answer": given.pk, "said": given.said}
    log.record("advice.confirmed", by=by, about=now.decision, facts=facts)
    if given.said == "corrected":
        now.confirmations = [given]
        enter("corrected", draft.decision, by=by, discussion=now)
        _have_it_read(now, is_recorded=draft.record is not None)
    return given


def _have_it_read(discussion: AdviceDiscussion, *, is_recorded: bool) -> None:
    """A draft waits until it is read (Draft.corrected); what rests on a record is looked at again."""
    tell_carriers(discussion, f"What you wrote down in {discussion.reference} was corrected.")
    if is_recorded:
        title = f"{discussion.reference} was corrected by the adviser: read it, and say what follows"
        due_at = timezone.now() + TO_READ_A_CORRECTION
        slug = f"corrected-{discussion.pk}"
        ToDo.objects.create(decision=discussion.decision, slug=slug, title=title, due_at=due_at)


def _as_it_stands(discussion: AdviceDiscussion) -> AdviceDiscussion:
    """While nobody else can close it or take it back."""
    locked(discussion.decision)
    found = AdviceDiscussion.objects.select_related("decision__owner", "decision__organisation", "asked_by")
    return found.get(pk=discussion.pk)
