"""When an answer is due, across nights, weekends, bank holidays and both changes of the clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advising.clock import CLOSES, LONDON, OPENS, SATURDAY, URGENCIES, due, working_time

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}  # Boxing Day is a Saturday, so Monday is free


@pytest.mark.parametrize(
    ("asked", "urgency", "wanted"),
    [
        ("2026-11-26 10:00", "at_once", "2026-11-26 11:00"),
        ("2026-11-28 23:30", "at_once", "2026-11-29 00:30"),
        ("2026-11-26 10:00", "today", "2026-11-26 14:00"),
        ("2026-11-26 13:00", "today", "2026-11-26 17:00"),
        ("2026-11-26 15:00", "today", "2026-11-27 11:00"),
        ("2026-11-27 15:00", "today", "2026-11-30 11:00"),
        ("2026-11-27 20:00", "today", "2026-11-30 13:00"),
        ("2026-11-28 12:00", "today", "2026-11-30 13:00"),
        ("2026-11-26 07:00", "today", "2026-11-26 13:00"),
        ("2026-11-26 17:00", "today", "2026-11-27 13:00"),
        ("2026-12-24 16:00", "today", "2026-12-29 12:00"),
        ("2026-11-26 10:00", "days", "2026-11-30 10:00"),
        ("2026-12-23 10:00", "days", "2026-12-29 10:00"),
        ("2026-12-25 10:00", "days", "2026-12-31 09:00"),
        ("2026-11-26 10:00", "weeks", "2026-12-10 10:00"),
        ("2026-03-27 16:00", "today", "2026-03-30 12:00"),  # the clocks go forward on Sunday
        ("2026-10-23 16:00", "today", "2026-10-26 12:00"),  # and back
        ("2026-03-29 00:30", "at_once", "2026-03-29 02:30"),
    ],
)
def test_an_answer_is_due_in_working_time(asked: str, urgency: str, wanted: str) -> None:
    asked_at = datetime.fromisoformat(asked).replace(tzinfo=LONDON).astimezone(UTC)
    found = due(asked_at, urgency, holidays=CHRISTMAS).astimezone(LONDON)
    assert found.strftime("%Y-%m-%d %H:%M") == wanted


@settings(max_examples=300)
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(sorted(URGENCIES)),
    st.sets(st.dates(date(2026, 1, 1), date(2028, 2, 1)), max_size=20),
)
def test_it_is_never_due_before_it_was_asked_nor_when_nobody_works(
    asked_at: datetime, urgency: str, holidays: set[date]
) -> None:
    found = due(asked_at, urgency, holidays=holidays)
    assert found > asked_at
    if urgency == "at_once":
        assert found - asked_at == timedelta(hours=1)
        return
    local = found.astimezone(LONDON)
    assert OPENS <= local.time() <= CLOSES
    assert local.weekday() < SATURDAY
    assert local.date() not in holidays


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001
HOLIDAYS = st.sets(st.dates(date(2026, 1, 1), date(2027, 7, 1)), max_size=20)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-26 10:00", "2026-11-26 11:30", 1.5),
        ("2026-11-26 16:00", "2026-11-27 10:00", 2),
        ("2026-11-27 16:00", "2026-11-30 10:00", 2),  # a weekend between
        ("2026-11-26 18:00", "2026-11-27 08:00", 0),
        ("2026-12-24 16:00", "2026-12-29 10:00", 2),  # Christmas between
        ("2026-03-27 09:00", "2026-03-30 17:00", 16),  # the clocks go forward on Sunday
        ("2026-10-23 09:00", "2026-10-26 17:00", 16),  # and back
        ("2026-06-01 09:00", "2026-06-05 17:00", 40),
        ("2026-11-26 11:00", "2026-11-26 10:00", 0),
    ],
)
def test_working_time_is_what_lies_within_working_days(start: str, end: str, hours: float) -> None:
    first, last = (datetime.fromisoformat(each).replace(tzinfo=LONDON).astimezone(UTC) for each in (start, end))
    assert working_time(first, last, holidays=CHRISTMAS) == timedelta(hours=hours)


@settings(max_examples=200)
@given(st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted), HOLIDAYS)
def test_working_time_of_two_stretches_is_that_of_the_whole(moments: list[datetime], holidays: set[date]) -> None:
    first, middle, last = moments
    whole = working_time(first, last, holidays=holidays)
    halves = working_time(first, middle, holidays=holidays) + working_time(middle, last, holidays=holidays)
    assert whole == halves
    assert timedelta() <= whole <= last - first


@settings(max_examples=200)
@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), HOLIDAYS)
def test_a_day_has_eight_working_hours_or_none(day: date, holidays: set[date]) -> None:
    """From midnight to midnight, which on two days a year are 23 or 25 hours apart."""
    midnight, next_one = (datetime.combine(each, time(), LONDON) for each in (day, day + timedelta(days=1)))
    works = day.weekday() < SATURDAY and day not in holidays
    assert working_time(midnight, next_one, holidays=holidays) == timedelta(hours=8 * works)


@given(MOMENTS, HOLIDAYS)
def test_within_four_working_hours_leaves_four_of_them(asked_at: datetime, holidays: set[date]) -> None:
    until = due(asked_at, "today", holidays=holidays)
    assert working_time(asked_at, until, holidays=holidays) == timedelta(hours=4)
