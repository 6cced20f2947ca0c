"""The quarters of a financial year."""

from datetime import date, timedelta

import pytest

from decisions.oversight.quarters import Quarter, latest, quarter_of, read


@pytest.mark.parametrize(
    ("day", "slug", "title"),
    [
        (date(2026, 4, 1), "2026-1", "April to June 2026"),
        (date(2026, 6, 30), "2026-1", "April to June 2026"),
        (date(2026, 11, 27), "2026-3", "October to December 2026"),
        (date(2027, 1, 1), "2026-4", "January to March 2027"),
        (date(2027, 3, 31), "2026-4", "January to March 2027"),
    ],
)
def test_a_day_is_in_a_quarter_of_the_year_that_begins_in_april(day: date, slug: str, title: str) -> None:
    found = quarter_of(day)
    assert (found.slug, found.title) == (slug, title)
    assert found.first <= day <= found.last
    assert read(slug) == found


def test_each_day_is_in_one_quarter() -> None:
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        found = quarter_of(day)
        assert found.first <= day <= found.last < found.next.first
        assert found.next.before == found
        day += timedelta(days=1)


def test_the_latest_are_told_newest_first() -> None:
    assert latest(date(2026, 5, 1), 3) == [Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 3)]


@pytest.mark.parametrize("slug", ["", "2026", "2026-5", "2026-0", "1999-1", "2026-1 ", "x"])
def test_what_is_no_quarter_is_none(slug: str) -> None:
    assert read(slug) is None
