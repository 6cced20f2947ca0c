"""The quarters of a financial year."""

from datetime import date, timedelta

import pytest

from decisions.oversight.quarters import Quarter, Year, chosen, latest, quarter_of, years_over


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
    assert chosen(slug, latest(day)) == found


def test_each_day_is_in_one_quarter() -> None:
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        found = quarter_of(day)
        assert found.first <= day <= found.last < found.next.first
        assert found.next.before == found
        day += timedelta(days=1)


def test_the_latest_are_told_newest_first() -> None:
    assert latest(date(2026, 5, 1), 3) == [Quarter(2026, 1), Quarter(2025, 4), Quarter(2025, 3)]


@pytest.mark.parametrize("slug", ["2026", "2026-5", "2026-0", "1999-1", "2026-1 ", "x"])
def test_what_is_not_offered_is_none(slug: str) -> None:
    assert chosen(slug, latest(date(2026, 5, 1))) is None


def test_the_first_that_is_offered_is_shown_unless_another_is_asked_for() -> None:
    assert chosen("", latest(date(2026, 5, 1))) == Quarter(2026, 1)
    assert chosen("", years_over(date(2026, 5, 1))) == Year(2025)
    assert chosen("2024", years_over(date(2026, 5, 1))) == Year(2024)
    assert chosen("2026", years_over(date(2027, 3, 31))) is None, "it goes on"
