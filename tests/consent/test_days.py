"""Days begin at midnight in local time: expiry, birthdays, the clock changes and 29 February."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from consent import birthdays
from consent.standing import standing
from tests.consent.histories import WEIGHTS, history

LONDON = ZoneInfo("Europe/London")
A_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("last", ["2026-01-31", "2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25", "2028-02-29"])
def test_consent_stands_until_the_last_second_of_its_last_day_and_no_longer(last: str) -> None:
    """28 to 29 March and 24 to 25 October 2026 are the nights around the clock changes."""
    events = history(f"2026-01-01 given mother until={last}")
    after = date.fromisoformat(last) + timedelta(days=1)
    midnight = datetime(after.year, after.month, after.day, tzinfo=LONDON)
    for moment, status in ((midnight - A_SECOND, "given"), (midnight, "expired")):
        at = moment.astimezone(ZoneInfo("UTC"))  # as the database keeps it
        assert standing(events, timezone.localdate(at), weights=WEIGHTS).status == status


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        ("2012-06-15", 18, "2030-06-15"),
        ("2012-02-29", 16, "2028-02-29"),
        ("2012-02-29", 18, "2030-03-01"),
        ("2012-02-28", 18, "2030-02-28"),
        ("2013-03-01", 12, "2025-03-01"),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: str, age: int, day: str) -> None:
    reached = date.fromisoformat(day)
    assert birthdays.turns(date.fromisoformat(born), age) == reached
    assert birthdays.age(date.fromisoformat(born), reached) == age
    assert birthdays.age(date.fromisoformat(born), reached - timedelta(days=1)) == age - 1


@pytest.mark.parametrize("born", ["2012-02-29", "2012-03-25", "2012-10-28"])
def test_at_midnight_before_the_eighteenth_birthday_a_parents_answer_ends(born: str) -> None:
    events = history("2029-12-01 given mother")
    adult = birthdays.turns(date.fromisoformat(born), 18)
    midnight = datetime(adult.year, adult.month, adult.day, tzinfo=LONDON)
    for moment, status in ((midnight - A_SECOND, "given"), (midnight, "came_of_age")):
        on = timezone.localdate(moment.astimezone(ZoneInfo("UTC")))
        told = standing(events, on, weights=WEIGHTS, born=date.fromisoformat(born))
        assert told.status == status
