"""One record, opened by one person again and again."""

from datetime import timedelta

import pytest

from decisions.browsing import LIMITS, Look
from tests.browsing.stories import ALICE, BOB, MONDAY, on, told, visits

WEEKLY, FOUR_WEEKLY = LIMITS.again
OWN_WEEKLY, _ = LIMITS.again_own


def test_somebody_who_comes_back_past_the_limit_of_a_week_is_found_and_one_visit_less_is_not() -> None:
    assert not told(visits(WEEKLY.times - 1), "again")
    [finding] = told(visits(WEEKLY.times), "again")
    assert (finding.by, finding.decisions, finding.times) == ((ALICE,), (1,), WEEKLY.times)
    assert finding.first_at == visits(1)[0].at
    assert finding.reached_at == finding.last_at == visits(WEEKLY.times)[-1].at


def test_somebody_who_comes_back_twice_a_day_is_found_within_four_weeks() -> None:
    slow = visits(FOUR_WEEKLY.times, a_day=2)
    assert not told(slow[:-1], "again")
    assert told(slow, "again")


def test_the_same_number_of_visits_spread_thinner_is_not_found() -> None:
    assert not told(visits(FOUR_WEEKLY.times, a_day=1), "again")


def test_pages_turned_within_one_visit_are_one_visit() -> None:
    hour = [Look(ALICE, 1, on(0) + n * timedelta(minutes=1), "team") for n in range(50)]
    assert not told(hour, "again")


def test_somebody_who_comes_once_a_day_and_turns_many_pages_is_found_by_the_pages() -> None:
    pages = [Look(ALICE, 1, on(day) + n * timedelta(minutes=1), "team") for day in range(15) for n in range(10)]
    assert len(pages) == LIMITS.again_pages.times
    assert not told(pages[:-1], "again")
    [finding] = told(pages, "again")
    assert finding.times == 15, "what is told is visits, not pages"


def test_a_click_every_ten_minutes_is_not_one_endless_visit() -> None:
    clicks = [Look(ALICE, 1, on(day) + n * timedelta(minutes=10), "own") for day in range(7) for n in range(6 * 12)]
    [finding] = told(clicks, "again")
    assert finding.times == 7 * 12, "a visit is an hour at most"


def test_a_pause_shorter_than_the_limit_is_no_new_visit_and_one_as_long_is() -> None:
    def every(minutes: float) -> list[Look]:
        """Two looks so far apart, every hour and a half."""
        apart = timedelta(minutes=minutes)
        return [Look(each.by, 1, each.at + later, "team") for each in visits(18) for later in (timedelta(), apart)]

    assert not told(every(14.9), "again")
    assert told(every(15), "again")


def test_an_owner_may_come_back_as_often_as_writing_takes() -> None:
    assert not told(visits(OWN_WEEKLY.times - 1, through="own", a_day=11), "again")
    assert told(visits(OWN_WEEKLY.times, through="own", a_day=11), "again")


def test_an_owner_who_writes_all_day_turns_as_many_pages_as_they_like() -> None:
    writing = [Look(ALICE, 1, on(day) + n * timedelta(minutes=2), "own") for day in range(5) for n in range(200)]
    assert not told(writing, "again")


@pytest.mark.parametrize("through", ["team", "organisation", "adviser", "viewer", "glass"])
def test_no_right_but_that_of_the_owner_excuses_it(through: str) -> None:
    assert told(visits(WEEKLY.times, through=through), "again")


def test_two_people_who_share_the_work_are_not_added_up() -> None:
    half = WEEKLY.times // 2 + 1
    assert not told(visits(half) + visits(half, by=BOB), "again")


def test_two_records_are_not_added_up() -> None:
    half = WEEKLY.times // 2 + 1
    assert not told(visits(half) + visits(half, decision=2), "again")


def test_looks_after_the_moment_it_is_run_are_not_counted() -> None:
    assert not told(visits(WEEKLY.times), "again", until=visits(WEEKLY.times)[-1].at)
    assert not told(visits(WEEKLY.times), "again", until=MONDAY)
