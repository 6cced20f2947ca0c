"""What a consent comes to on a day: worked out from the events alone, each time anew, and never stored.

Each person who answers has the last word on their own answer: a withdrawal ends what they gave, and only their giving
it again brings it back. Where answers differ the status is a conflict, whoever answered last: a professional weighs
them, a competent child's first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from consent import birthdays
from consent.status import ELEMENTS, Term, vocabulary
from consent.words import CALLS

EVENTS = vocabulary(
    Term("given", "Consent was given"),
    Term("refused", "Consent was refused"),
    Term("not_sought", "Consent was not asked for"),
    Term("could_not", "Nobody was able to give consent"),
    Term("renewed", "Consent was given for longer"),
    Term("reviewed", "Looked at again: they still agree"),
    Term("called_for_review", "Something changed, so it is to be looked at again"),
    Term("narrowed", "Consent was withdrawn in part"),
    Term("withdrawn", "Consent was withdrawn"),
    Term("found_invalid", "Consent was found not to be valid"),
)
# Whose answer it is, by what it counts as.
WEIGHTS = vocabulary(
    Term("own", "The person themselves, able to decide this"),
    Term("responsible", "Somebody with parental responsibility, or who decides for them by law"),
    Term("view", "Somebody whose view is heard, but who can't decide this"),
)
STANDINGS = vocabulary(
    Term("none", "Nobody has answered yet"),
    Term("given", "Consent stands"),
    Term("not_informed", "Consent was given, but it was not informed"),
    Term("implied", "Consent is implied"),
    Term("refused", "Consent was refused"),
    Term("withdrawn", "Consent was withdrawn"),
    Term("conflict", "The answers conflict"),
    Term("expired", "Consent has run out"),
    Term("came_of_age", "They are 18 now, and decide themselves"),
    Term("invalid", "Consent was found not to be valid"),
    Term("not_sought", "Consent was not asked for"),
    Term("could_not", "Nobody was able to give consent"),
)
# What makes somebody look at it again: a day that was set, a birthday, or something that changed.
BECAUSE = {
    "set": Term("set", "The day that was set"),
    **{f"turned_{age}": Term(f"turned_{age}", f"Their {age}th birthday") for age in birthdays.LOOK_AGAIN_AT},
    **CALLS,
}
STANDS = ("given", "implied")  # what a decision can lean on
YES = ("given", "not_informed", "implied")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `by` is the key of who answered; "" where nobody did, or where it is about everybody."""

    number: int  # the order in which events were written down
    kind: str  # of EVENTS
    on: date  # the day from which it counts, in local time
    by: str = ""
    form: str = ""  # written, spoken or implied
    explained: frozenset[str] = frozenset()  # of ELEMENTS
    until: date | None = None  # the last day that it covers
    look_again_on: date | None = None
    parts: frozenset[str] = frozenset()  # what a withdrawal in part takes away: recipients and kinds of information
    reason: str = ""  # of CALLS, where something changed


@dataclass(frozen=True, slots=True, order=True)
class Call:
    """A day from which it is to be looked at again, and what makes it so."""

    on: date
    because: str  # of BECAUSE


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person's answer has come to."""

    status: str  # of STANDINGS, but never conflict
    since: date
    form: str = ""
    explained: frozenset[str] = frozenset()
    until: date | None = None
    look_again_on: date | None = None
    looked_at_on: date | None = None
    called: tuple[Call, ...] = ()  # what has changed since, and calls for another look
    without: frozenset[str] = frozenset()  # parts withdrawn since it was given


@dataclass(frozen=True, slots=True)
class Standing:
    status: str  # of STANDINGS
    since: date | None = None
    until: date | None = None  # the last day on which it stands
    look_again_on: date | None = None
    due_on: date | None = None  # the day that calls for another look: a date set, a birthday, or something that changed
    is_due: bool = False  # that day is today or before
    calls: tuple[Call, ...] = ()  # all that calls for another look, past and to come, the first first
    without: frozenset[str] = frozenset()  # parts that somebody took back
    missing: tuple[str, ...] = ()  # of ELEMENTS: what somebody who agreed was not told
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # key -> their own status
    weighed_first: str = ""  # in a conflict: whose answer is weighed first

    @property
    def stands(self) -> bool:
        return self.status in STANDS


def standing(events: Iterable[Event], on: date, *, weights: Mapping[str, str], born: date | None = None) -> Standing:
    """What it comes to on a day. `weights`: for each who may answer, what their answer counts as (WEIGHTS).

    `born` is the date of birth of the person it is about, where it is known.
    """
    past = sorted((each for each in events if each.on <= on), key=lambda each: (each.on, each.number))
    answers = {who: _aged(answer, weights[who], on, born) for who, answer in _answers(past).items()}
    deciding = {who: answer for who, answer in answers.items() if weights[who] != "view"}
    told = _combined(deciding, weights) if deciding else _unanswered(past)
    calls = _calls(deciding.values(), born) if told.status in YES else ()
    due_on = calls[0].on if calls else None
    shown = MappingProxyType({who: answer.status for who, answer in answers.items()})
    return replace(told, due_on=due_on, is_due=due_on is not None and due_on <= on, calls=calls, answers=shown)


def _answers(past: Iterable[Event]) -> dict[str, Answer]:
    """Each person's own answer, from their own events and those about everybody."""
    found: dict[str, Answer] = {}
    for event in past:
        for who in [event.by] if event.by else list(found):
            if after := _after(found.get(who), event):
                found[who] = after
    return found


def _after(before: Answer | None, event: Event) -> Answer | None:
    """What an event makes of somebody's answer."""
    holds = before is not None and before.status in YES
    if event.kind == "given":
        return _given(event)
    if event.kind == "refused":
        return Answer("refused", event.on)
    if not holds or before is None:
        return before
    if event.kind == "renewed":
        explained, form = event.explained or before.explained, event.form or before.form
        return replace(_given(replace(event, explained=explained, form=form)), without=before.without)
    if event.kind == "reviewed":
        return replace(before, look_again_on=event.look_again_on, looked_at_on=event.on, called=())
    if event.kind == "called_for_review":
        return replace(before, called=(*before.called, Call(event.on, event.reason or "other")))
    if event.kind == "narrowed":
        return replace(before, without=before.without | event.parts)
    ends = {"withdrawn": "withdrawn", "found_invalid": "invalid"}
    return Answer(ends[event.kind], event.on) if event.kind in ends else before


def _given(event: Event) -> Answer:
    informed = "given" if event.explained >= set(ELEMENTS) else "not_informed"
    status = "implied" if event.form == "implied" else informed
    return Answer(
        status, event.on, event.form, event.explained, event.until, event.look_again_on, looked_at_on=event.on
    )


def _aged(answer: Answer, weight: str, on: date, born: date | None) -> Answer:
    """What time alone has done to it."""
    of_age = birthdays.turns(born, birthdays.ADULT) if born else None
    if weight == "responsible" and of_age and of_age <= on:
        return Answer("came_of_age", of_age)
    if answer.status in YES and answer.until and answer.until < on:
        return replace(answer, status="expired", since=answer.until)
    return answer


def _combined(answers: Mapping[str, Answer], weights: Mapping[str, str]) -> Standing:
    yes = {who: answer for who, answer in answers.items() if answer.status in YES}
    no = {who: answer for who, answer in answers.items() if answer.status in {"refused", "withdrawn"}}
    if yes and no:
        own = [who for who in (*yes, *no) if weights[who] == "own"]
        since = max(answer.since for answer in (*yes.values(), *no.values()))
        return Standing("conflict", since, weighed_first=own[0] if own else "")
    if yes:
        return _agreed(list(yes.values()))
    left = list(no.values()) or list(answers.values())
    last = sorted(left, key=lambda answer: answer.since)[-1]  # of two on one day, the one written down later
    return Standing(last.status, last.since)


def _agreed(answers: list[Answer]) -> Standing:
    """Everybody whose answer counts says yes: it covers what all of them cover, and is informed where all were."""
    explicit = [answer for answer in answers if answer.status != "implied"]
    missing = tuple(element for element in ELEMENTS if any(element not in each.explained for each in explicit))
    status = "implied" if not explicit else "not_informed" if missing else "given"
    ends = [answer.until for answer in answers if answer.until]
    looks = [answer.look_again_on for answer in answers if answer.look_again_on]
    since = max(answer.since for answer in answers)
    without = frozenset[str]().union(*(answer.without for answer in answers))
    ends_on, look_on = min(ends, default=None), min(looks, default=None)
    return Standing(status, since, ends_on, look_on, missing=missing, without=without)


def _unanswered(past: list[Event]) -> Standing:
    said = [each for each in past if each.kind in {"not_sought", "could_not"}]
    return Standing(said[-1].kind, said[-1].on) if said else Standing("none")


def _calls(answers: Iterable[Answer], born: date | None) -> tuple[Call, ...]:
    """Since each was last looked at: a day that was set, what has changed, a birthday on which others may decide."""
    turned = [Call(birthdays.turns(born, age), f"turned_{age}") for age in birthdays.LOOK_AGAIN_AT] if born else []
    found: set[Call] = set()
    for answer in answers:
        if answer.status in YES:
            found.update(answer.called)
            found.update([Call(answer.look_again_on, "set")] if answer.look_again_on else [])
            found.update(call for call in turned if answer.looked_at_on and answer.looked_at_on < call.on)
    return tuple(sorted(found))
