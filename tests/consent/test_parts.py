"""Parts of a consent that are taken back, and changes that call for another look: from the events alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.standing import YES, Event, standing
from consent.status import ELEMENTS
from tests.consent.histories import WEIGHTS, day

PARTS = ("recipient:1", "recipient:2", "category:health")


def event(number: int, kind: str, on: str, by: str = "", *parts: str, look: str = "") -> Event:
    told = frozenset(ELEMENTS) if kind == "given" else frozenset()
    look_on = day(look) if look else None
    return Event(number, kind, day(on), by, "spoken", told, look_again_on=look_on, parts=frozenset(parts))


GIVEN = event(1, "given", "01-10", "mother", look="06-10")
GIVEN_TOO = event(2, "given", "01-10", "father", look="06-10")


@pytest.mark.parametrize(
    ("later", "left_out"),
    [
        ([event(3, "narrowed", "02-01", "mother", PARTS[0])], {PARTS[0]}),
        (
            [event(3, "narrowed", "02-01", "mother", PARTS[0]), event(4, "narrowed", "02-02", "father", PARTS[1])],
            {*PARTS[:2]},
        ),
        ([event(3, "narrowed", "02-01", "mother", PARTS[0]), event(4, "renewed", "02-02", "mother")], {PARTS[0]}),
        ([event(3, "narrowed", "02-01", "mother", PARTS[0]), event(4, "reviewed", "02-02")], {PARTS[0]}),
        ([event(3, "narrowed", "02-01", "mother", PARTS[0]), event(4, "given", "02-02", "father")], {PARTS[0]}),
        ([event(3, "narrowed", "02-01", "mother", PARTS[0]), event(4, "given", "02-02", "mother")], set()),
        ([event(3, "narrowed", "02-01", "aunt", PARTS[0])], set()),
        ([event(3, "narrowed", "03-02", "mother", PARTS[0])], set()),
    ],
)
def test_a_part_that_one_of_them_took_back_is_out_until_they_give_it_anew(
    later: list[Event], left_out: set[str]
) -> None:
    told = standing([GIVEN, GIVEN_TOO, *later], day("03-01"), weights=WEIGHTS)
    assert told.status == "given"
    assert told.without == left_out


@pytest.mark.parametrize(
    ("later", "due_on"),
    [
        ([], "06-10"),
        ([event(3, "called_for_review", "02-01")], "02-01"),
        ([event(3, "called_for_review", "02-01"), event(4, "called_for_review", "02-20")], "02-01"),
        ([event(3, "called_for_review", "02-01"), event(4, "reviewed", "02-03", look="08-03")], "08-03"),
        ([event(3, "reviewed", "02-03", look="08-03"), event(4, "called_for_review", "02-03")], "02-03"),
        ([event(3, "called_for_review", "02-01"), event(4, "given", "02-03", "mother", look="08-03")], "08-03"),
        ([event(3, "withdrawn", "02-01", "mother"), event(4, "called_for_review", "02-02")], None),
    ],
)
def test_what_changed_calls_for_a_look_until_somebody_looks(later: list[Event], due_on: str | None) -> None:
    told = standing([GIVEN, *later], day("03-01"), weights=WEIGHTS)
    assert told.due_on == (day(due_on) if due_on else None)
    assert told.is_due == bool(due_on and day(due_on) <= day("03-01"))


def test_something_that_changed_before_anybody_agreed_calls_for_nothing() -> None:
    told = standing(
        [event(1, "called_for_review", "01-05"), event(2, "given", "01-10", "mother")], day("03-01"), weights=WEIGHTS
    )
    assert told.due_on is None


EVENTS = st.builds(
    event,
    st.just(0),
    st.sampled_from(
        ["given", "narrowed", "narrowed", "renewed", "reviewed", "refused", "withdrawn", "called_for_review"]
    ),
    st.integers(0, 300).map(lambda days: (date(2026, 1, 1) + timedelta(days=days)).isoformat()),
    st.sampled_from(["mother", "father", "child"]),
    st.sampled_from(PARTS),
)


@settings(max_examples=300)
@given(st.lists(EVENTS, max_size=12))
def test_no_order_of_events_brings_a_part_back_without_a_new_giving(events: list[Event]) -> None:
    in_order = sorted(events, key=lambda each: each.on)
    numbered = [
        Event(number, each.kind, each.on, each.by, each.form, each.explained, parts=each.parts)
        for number, each in enumerate(in_order)
    ]
    told = standing(numbered, date(2026, 12, 31), weights=WEIGHTS)
    for who, status in told.answers.items():
        own = [each for each in numbered if each.by == who]
        last = max((at for at, each in enumerate(own) if each.kind == "given"), default=0)
        gone = frozenset[str]().union(*(each.parts for each in own[last:] if each.kind == "narrowed"))
        if status in YES and told.status in YES:
            assert gone <= told.without
