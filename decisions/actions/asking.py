"""Putting a question to an adviser, by when it is to be answered, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from decisions import asking, content
from decisions.actions.locking import locked
from decisions.advising import clock
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, Decision, PutTo
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
    if whom.outside:
        return _Routed(whom, (), "asked")
    out = policies.never_asked(decision, by) | set(but)
    today = timezone.localdate()
    if whom.colleague:
        policies.check_can_be_asked(decision, whom.colleague, by=by, named=not put.question.names_withheld)
        if whom.colleague.pk in out:
            raise Refused("Two opinions come from two people. Choose somebody else for the second.")
        if not duty.absences([whom.colleague], on=today):
            return _Routed(whom, (whom.colleague,), "asked")
        away = duty.absences([whom.colleague], on=today)
        if stand_ins := tuple(duty.stand_ins([whom.colleague], away, _there(decision.organisation, out))):
            return _Routed(whom, stand_ins, "deputy")
        raise Refused(f"{whom.colleague.name} is away, and nobody stands in for them. Ask somebody else.")
    found = duty.on_duty(decision.organisation, whom.role, team=decision.team, on=today, but=out)
    if not found.people:
        raise Refused(policies.NOBODY_THERE)
    return _Routed(whom, found.people, found.because)


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
        asked_whom=routed.called[:200],
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
    PutTo.objects.bulk_create(PutTo(discussion=discussion, user=user, why=why, put_by=by) for user in new)
    notices.tell(new, f"You are asked for advice: {discussion.reference}.", path=f"/advice/{discussion.reference}/")


@transaction.atomic
def take_back(*, discussion: AdviceDiscussion, why: str, by: User) -> None:
    """It needs no answer any more. A question that somebody is not sure about still waits for advice."""
    draft = locked(discussion.decision)
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    policies.check_can_change(draft, now, by)
    if now.ended_at:
        return
    policies.check_can_take_back(now, by)
    now.saved_by = by
    now.ended_by, now.ended_why, now.ended_at = by, why, timezone.now()
    now.save()
    facts: dict[str, log.Fact] = {"question": now.question, "discussion": now.pk}
    log.record("advice.taken-back", by=by, about=draft.decision, facts=facts)
    told = [row.user for row in now.put_to_whom.select_related("user")]
    notices.tell(told, f"{now.reference} was taken back: it needs no answer.", path=f"/advice/{now.reference}/")
