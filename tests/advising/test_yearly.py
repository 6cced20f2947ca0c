"""The yearly report tells what happened, and of no small number what it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advising import yearly
from decisions.advising.clock import URGENCIES
from decisions.advising.disclosure import SMALLEST, is_small
from decisions.advising.yearly import (
    ANSWERED,
    CLOSED,
    ELSEWHERE,
    HERE,
    IN_TIME,
    LATE,
    TAKEN_BACK,
    WAITING,
    Asked,
    Labels,
    Report,
)
from tests.advising.attacker import DIVIDED, TOTAL, Attacker, Place

ENQUIRERS = ("practitioner", "manager", "ig_lead")
ADVICE = ("share", "share_part", "do_not_share")
THEMES = ("harm", "health", "bulk")
PRINCIPLES = ("purpose", "minimum", "law")
LABELS = Labels(
    **{
        name: {each: each for each in values}
        for name, values in (
            ("enquirers", ENQUIRERS),
            ("advice", ADVICE),
            ("followed", ("yes", "partly", "no")),
            ("themes", THEMES),
            ("principles", PRINCIPLES),
        )
    }
)
pytestmark = pytest.mark.slow
FEW_OR_MANY = st.one_of(st.integers(0, 6), st.integers(0, 40))


def made(rows: list[Asked]) -> Report:
    return yearly.report(rows, year=2026, until=date(2026, 12, 31), labels=LABELS)


def one(**instead: object) -> Asked:
    usual: dict[str, object] = {
        "received": date(2026, 3, 2),
        "enquirer": "practitioner",
        "here": True,
        "urgency": "days",
        "state": CLOSED,
        "worked": timedelta(hours=3),
        "advice": "share",
        "followed": "yes",
        "theme": "harm",
        "principles": ("purpose",),
    }
    return Asked(**{**usual, **instead})  # type: ignore[arg-type]


@st.composite
def questions(draw: st.DrawFn) -> list[Asked]:
    """A few kinds of question, each so many times, so that small numbers and large ones stand side by side."""
    kinds = draw(st.lists(st.tuples(one_kind(), FEW_OR_MANY), max_size=7))
    return [kind for kind, times in kinds for _ in range(times)]


@st.composite
def one_kind(draw: st.DrawFn) -> Asked:
    here = draw(st.booleans())
    state = draw(
        st.sampled_from((CLOSED, CLOSED, ANSWERED, TAKEN_BACK, WAITING) if here else (CLOSED, TAKEN_BACK, WAITING))
    )
    closed = state == CLOSED
    urgency = draw(st.sampled_from(sorted(URGENCIES))) if here else ""
    worked = timedelta(minutes=draw(st.sampled_from((5, 100, 300, 1000, 5000)) | st.integers(0, 5000)))
    return Asked(
        received=date(2026, draw(st.integers(1, 12)), 1),
        enquirer=draw(st.sampled_from(ENQUIRERS)),
        here=here,
        urgency=urgency,
        state=state,
        late=here and (worked > URGENCIES[urgency].longest or (urgency == "at_once" and draw(st.booleans()))),
        worked=worked,
        advice=draw(st.sampled_from(ADVICE)) if closed else "",
        followed=draw(st.sampled_from(("yes", "partly", "no"))) if closed else "",
        theme=draw(st.sampled_from(("", *THEMES))) if closed and here else "",
        principles=tuple(draw(st.sets(st.sampled_from(PRINCIPLES)))) if closed and here else (),
        confirmed=draw(st.sampled_from(("", "confirmed", "corrected"))) if closed and not here else "",
    )


def true_numbers(rows: list[Asked], monkeypatch: pytest.MonkeyPatch) -> dict[Place, int]:
    """The same tables with nothing kept back."""
    with monkeypatch.context() as patch:
        patch.setattr("decisions.advising.disclosure.SMALLEST", 0)
        whole = made(rows)
    found = {(slug, cell.label): cell.value or 0 for slug, table in whole.tables.items() for cell in table.cells}
    for each in URGENCIES.values():
        mine = [row for row in rows if row.here and row.urgency == each.value]
        found["late of", each.label] = sum(row.late for row in mine)
        found["in time of", each.label] = sum(not row.late for row in mine)
    return {**found, TOTAL: len(rows)}


@pytest.fixture(scope="module")
def patching() -> pytest.MonkeyPatch:
    return pytest.MonkeyPatch()


@settings(max_examples=250, deadline=None)
@given(rows=questions())
def test_nobody_can_work_out_a_small_number_from_the_whole_report(
    patching: pytest.MonkeyPatch, rows: list[Asked]
) -> None:
    attacker, numbers = Attacker(made(rows)), true_numbers(rows, patching)
    small = {place for place, number in numbers.items() if is_small(number)}
    solved = attacker.solved()
    known = {each for each in small if each in solved or attacker.ranges[each][0] == attacker.ranges[each][1]}
    assert known == set()
    for place, number in numbers.items():
        low, high = attacker.ranges[place]
        assert low <= number <= high, f"the report says what is not so of {place}"


@settings(max_examples=150, deadline=None)
@given(rows=questions())
def test_no_share_and_no_middle_rests_on_fewer_than_five(rows: list[Asked]) -> None:
    found = made(rows)
    for wait in found.waits:
        mine = [row for row in rows if row.here and wait.label in {"All", URGENCIES[row.urgency].label}]
        if wait.within or wait.median or wait.nine_in_ten:
            assert len(mine) >= SMALLEST
        if wait.nine_in_ten:
            assert len(mine) >= yearly.ENOUGH_FOR_NINE_IN_TEN
        if wait.within:
            late = sum(row.late for row in mine)
            assert not is_small(late)
            assert not is_small(len(mine) - late)
    for table in found.tables.values():
        assert not any(cell.value is not None and is_small(cell.value) for cell in table.cells)


def test_the_attacker_finds_what_is_left_standing_alone() -> None:
    """So that the test above means something: told all but one, it knows the last."""
    rows = [one()] * 9 + [one(followed="no")] * 2
    attacker = Attacker(made(rows))
    place = ("followed", "no")
    assert not attacker.knows(place)
    attacker.ranges["followed", "yes"] = (9, 9)
    attacker.narrow()
    assert attacker.knows(place)


def test_how_long_people_waited_does_not_tell_that_one_was_late() -> None:
    rows = [one()] * 10 + [one(late=True, worked=timedelta(hours=20))]
    [everybody, *urgencies] = made(rows).waits
    assert {(wait.within, wait.median, wait.nine_in_ten) for wait in (everybody, urgencies[2])} == {("", "", "")}
    hidden = [one(urgency="today", late=True, worked=timedelta(hours=12))] * 6 + [
        one(urgency="weeks", late=True, worked=timedelta(hours=81))
    ]
    [everybody, *_] = made([one()] * 3 + hidden + [one(urgency="weeks")] * 7).waits
    assert (everybody.median, everybody.nine_in_ten) == ("3.0", "")


def test_the_attacker_knows_what_a_time_that_is_told_says_of_who_was_late() -> None:
    found = made([one()] * 10 + [one(late=True, worked=timedelta(hours=20))])
    days, late = found.waits[3], ("late of", "Within two working days")
    assert days.label == late[1]
    assert Attacker(found).ranges[late][1] == 11
    told = replace(found, waits=[*found.waits[:3], replace(days, nine_in_ten="3.0"), *found.waits[4:]])
    assert Attacker(told).ranges[late] == (0, 1)


def test_every_table_that_adds_up_is_one_that_the_attacker_adds_up() -> None:
    tables = made([one()] * 9).tables
    assert {slug for slug, table in tables.items() if table.adds_up} == set(DIVIDED)


def test_a_year_is_told_in_numbers() -> None:
    rows = [
        *[one(worked=timedelta(hours=hour)) for hour in range(1, 13)],
        *[one(received=date(2026, 7, 1), followed="partly", theme="", late=True, worked=timedelta(hours=20))] * 6,
        *[one(here=False, urgency="", confirmed="confirmed", principles=(), theme="")] * 7,
    ]
    found = made(rows)
    assert found.total.value == 25
    assert (found.tables["ways"][HERE].value, found.tables["ways"][ELSEWHERE].value) == (18, 7)
    assert (found.tables["months"]["March"].value, found.tables["months"]["July"].value) == (19, 6)
    assert found.tables["followed"]["partly"].value == 6
    assert found.tables["elsewhere-followed"]["yes"].value == 7
    assert (found.tables["late"][IN_TIME].value, found.tables["late"][LATE].value) == (12, 6)
    assert found.tables["principles"]["purpose"].value == 18
    everybody = found.waits[0]
    assert (everybody.within, everybody.median, everybody.nine_in_ten) == ("67", "9.5", "20.0")


def test_of_fewer_than_five_questions_nothing_more_is_told() -> None:
    found = made([one()] * 4)
    assert found.total.text == "Fewer than 5"
    assert {cell.value for table in found.tables.values() for cell in table.cells} == {None}
    assert {(wait.within, wait.median, wait.nine_in_ten) for wait in found.waits} == {("", "", "")}


def test_nothing_is_told_as_nothing() -> None:
    found = made([])
    assert found.total.value == 0
    assert {cell.value for table in found.tables.values() for cell in table.cells} == {0}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((10, 3, 3), ["10", "Fewer than 5", "Fewer than 5"]),
        ((10, 8, 0), ["10", "8", "0"]),
        ((10, 7, 2), ["10", "Not shown", "Not shown"]),  # one alone would be what is left
        ((10, 1, 1), ["Not shown", "Not shown", "Not shown"]),  # two that make two are one each
        ((10, 4, 4), ["10", "Not shown", "Not shown"]),  # and so are two that make eight, of numbers below five
        ((8, 0, 1), ["Not shown", "0", "Not shown"]),
    ],
)
def test_what_would_give_a_small_number_away_is_kept_back_too(numbers: tuple[int, ...], told: list[str]) -> None:
    rows = [
        one(followed=how) for how, times in zip(("yes", "partly", "no"), numbers, strict=True) for _ in range(times)
    ]
    assert [cell.text for cell in made(rows).tables["followed"].cells] == told
