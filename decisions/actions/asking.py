"""Putting a question to an adviser, by when it is to be answered, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions import asking, content
from decisions.actions.locking import locked
from decisions.actions.telling import tell_advisers
from decisions.advising import clock
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, Decision, PutTo
from decisions.models.log_entries import GUARDIAN
from decisions.policies import Refused
from decisions.policies import advice as policies
from infoshare.accounts import duty, notices
from infoshare.accounts.calendar import bank_holidays
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.people import colleagues
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time

SECOND = UUID("0b9f6c0a-52d0-4a83-9f0c-3a4c1f0b6a55")  # the key of a second opinion is worked out from the first's


@dataclass(frozen=True)
class Whom:
    """Somebody to ask: a role (whoever is on duty for it), a colleague by name in one, or an outside adviser (neither).

    `outside` is what to call somebody outside; letting them in is an action of its own (actions/outside.py).
    """

    role: str
    colleague: User | None = None
    outside: str = ""


@dataclass(frozen=True)
class Put:
    """What is asked, how soon an answer is needed, of whom; `second` is asked too, and neither sees the other early."""

    question: asking.Question
    urgency: str
    whom: Whom
    named_why: str = ""
    second: Whom | None = None


@transaction.atomic
def put_question(*, decision: Decision, put: Put, request_key: UUID, seen: str, by: User) -> AdviceDiscussion:
    """Send it. `seen` is the fingerprint of what the asker was shown that the adviser will see."""
    draft = locked(decision)
    policies.check_can_put(draft, put.question.place, by)
    one_press_at_a_time(request_key)
    wanted = {"question": put.question.place, "dilemma": put.question.text}
    if before := made_before(decision.advicediscussions.all(), request_key=request_key, **wanted):
        return before
    shown = asking.shown(draft, put.question)
    if content.fingerprint(shown) != seen:
        raise Refused(policies.SEEN_BEFORE)
    routed = _route(draft.decision, put, put.whom, by=by, but=())
    first = routed if put.second is None else replace(routed, people=routed.people[:1])
    discussion = _put(draft, put, first, shown, request_key=request_key, by=by)
    if put.second:
        taken = [user.pk for user in first.people]
        second = _route(draft.decision, put, put.second, by=by, but=taken)
        _put(draft, put, second, shown, request_key=uuid5(SECOND, str(request_key)), by=by, second_of=discussion)
    return discussion


@dataclass(frozen=True)
class _Routed:
    """Whom it goes to, why them, and what the record calls them."""

    whom: Whom
    people: tuple[User, ...]
    why: str

    @property
    def called(self) -> str:
        return self.whom.outside or ", ".join(user.name for user in self.people)


def _route(decision: Decision, put: Put, whom: Whom, *, by: User, but: Iterable[int]) -> _Routed:
    """A colleague who is away is not asked: somebody who is there is. Raises Refused where nobody can be."""
    named = not put.question.names_withheld
    if whom.outside:
        policies.check_nobody_outside_is_told(decision, named=named)
        return _Routed(whom, (), "asked")
    out = policies.never_asked(decision, by) | set(but)
    if whom.colleague:
        return _to_colleague(decision, whom, whom.colleague, named=named, out=out, by=by)
    found = in_line(decision, whom.role, named=named, on=timezone.localdate(), but=out)
    if not found.people:
        raise Refused(policies.NOBODY_IS_TOLD if named else policies.NOBODY_THERE)
    return _Routed(whom, found.people, found.because)


def _to_colleague(decision: Decision, whom: Whom, colleague: User, *, named: bool, out: set[int], by: User) -> _Routed:
    policies.check_can_be_asked(decision, colleague, by=by, named=named)
    if colleague.pk in out:
        raise Refused("Two opinions come from two people. Choose somebody else for the second.")
    away = duty.absences([colleague], on=timezone.localdate())
    if not away:
        return _Routed(whom, (colleague,), "asked")
    stand_ins = duty.stand_ins([colleague], away, _there(decision.organisation, out))
    if told := policies.who_is_told(decision, stand_ins, named=named):
        return _Routed(whom, tuple(told), "deputy")
    if stand_ins:
        raise Refused(f"{colleague.name} is away. {policies.NOBODY_IS_TOLD}")
    raise Refused(f"{colleague.name} is away, and nobody stands in for them. Ask somebody else.")


def in_line(decision: Decision, role: str, *, named: bool, on: date, but: set[int]) -> duty.Duty:
    """Who answers for the role that day; with names, the first in line who may open the decision anyway."""
    found = duty.on_duty(decision.organisation, role, team=decision.team, on=on, but=but)
    told = policies.who_is_told(decision, found.people, named=named)
    if told or not found.people:
        return replace(found, people=tuple(told))
    return in_line(decision, role, named=named, on=on, but=but | {user.pk for user in found.people})


def _there(organisation: Organisation, out: set[int]) -> list[User]:
    """Who holds a role there: whoever holds none can answer nothing."""
    return [user for user in colleagues(organisation) if user.held and user.pk not in out]


def _put(
    draft: Draft,
    put: Put,
    routed: _Routed,
    shown: dict[str, object],
    *,
    request_key: UUID,
    by: User,
    second_of: AdviceDiscussion | None = None,
) -> AdviceDiscussion:
    now, question = timezone.now(), put.question
    discussion = AdviceDiscussion.objects.create(
        decision=draft.decision,
        request_key=request_key,
        saved_by=by,
        asked_by=by,
        put="outside" if routed.whom.outside else "here",
        about_record=draft.record is not None,
        question=question.place,
        dilemma=question.text,
        identity_withheld=question.names_withheld,
        named_why="" if question.names_withheld else put.named_why,
        also=list(question.also),
        asked_whom=routed.called,
        role=routed.whom.role,
        asked_at=now,
        urgency=put.urgency,
        due_at=clock.due(now, put.urgency, holidays=bank_holidays(draft.decision.organisation.nation)),
        shown=shown,
        rested_on=asking.rests_on(draft, question.place),
        second_of=second_of,
    )
    facts: dict[str, log.Fact] = {
        "question": question.place,
        "discussion": discussion.pk,
        "role": discussion.role,
        "urgency": put.urgency,
        "names_withheld": question.names_withheld,
        "rested_on": content.fingerprint(discussion.rested_on),
        "shown": content.fingerprint(shown),
    }
    log.record("advice.put", by=by, about=draft.decision, facts=facts)
    hand_to(discussion, routed.people, why=routed.why, by=by)
    return discussion


def hand_to(discussion: AdviceDiscussion, people: Iterable[User], *, why: str, by: User | None) -> None:
    """From now on they may open it, and are told so: by its own reference, which tells nothing of whom it is about."""
    asked_already = set(discussion.put_to_whom.values_list("user_id", flat=True))
    new = [user for user in people if user.pk not in asked_already]
    PutTo.objects.bulk_create(
        PutTo(discussion=discussion, user=user, why=why, as_guardian=GUARDIAN in user.roles, put_by=by) for user in new
    )
    path = reverse("put-question", args=[discussion.reference])
    notices.tell(new, f"You are asked for advice: {discussion.reference}.", path=path)


@transaction.atomic
def take_back(*, discussion: AdviceDiscussion, why: str, by: User) -> None:
    """It needs no answer any more. A question that somebody is not sure about still waits for advice."""
    draft = locked(discussion.decision)
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    policies.check_can_change(draft, now, by)
    if now.ended_at:
        return
    policies.check_can_take_back(now, by)
    end(now, why=why, by=by)


def end(discussion: AdviceDiscussion, *, why: str, by: User) -> None:
    """Only inside a transaction that has locked the decision and checked that it may be."""
    discussion.ended_by, discussion.ended_why, discussion.ended_at = by, why, timezone.now()
    discussion.saved_by = by
    discussion.save()
    facts: dict[str, log.Fact] = {"question": discussion.question, "discussion": discussion.pk}
    log.record("advice.taken-back", by=by, about=discussion.decision, facts=facts)
    tell_advisers(discussion, f"{discussion.reference} was taken back: it needs no answer.")
