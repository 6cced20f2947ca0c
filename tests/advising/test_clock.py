"""When an answer is due, across nights, weekends, bank holidays and both changes of the clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advising.clock import CLOSES, LONDON, OPENS, SATURDAY, URGENCIES, due

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
