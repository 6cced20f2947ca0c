"""Many different records outside one's own and one's teams', by one person."""

from datetime import timedelta

import pytest

from decisions.browsing import LIMITS, Look
from tests.browsing.stories import ALICE, on, told

A_DAY, A_WEEK = LIMITS.many_named
BY_NAME = pytest.mark.parametrize("through", ["adviser", "viewer", "glass", "a right made up later"])


def records(count: int, *, through: str, day: float = 0, first: int = 1) -> list[Look]:
    """So many different records, ten minutes for each."""
    return [Look(ALICE, first + n, on(day, hour=7) + n * timedelta(minutes=10), through) for n in range(count)]


@BY_NAME
def test_many_records_in_one_day_are_found_and_one_less_is_not(through: str) -> None:
    assert not told(records(A_DAY.times - 1, through=through), "many")
    [finding] = told(records(A_DAY.times, through=through), "many")
    assert finding.by == (ALICE,)
    assert finding.decisions == tuple(range(1, A_DAY.times + 1))


@BY_NAME
def test_a_few_more_every_day_are_found_within_the_week(through: str) -> None:
    week = [look for day in range(6) for look in records(5, through=through, day=day, first=1 + 5 * day)]
    assert len(week) == A_WEEK.times
    assert not told(week[:-1], "many")
    assert told(week, "many")


def test_the_same_few_records_seen_often_are_not_many() -> None:
    assert not told([look for day in range(7) for look in records(4, through="adviser", day=day)], "many")


def test_breaking_the_glass_counts_even_where_a_look_by_another_right_came_just_before() -> None:
    behind = records(A_DAY.times, through="glass")
    before = [Look(each.by, each.decision, each.at - timedelta(minutes=1), "team") for each in behind]
    assert told(before + behind, "many")


def test_a_day_is_any_24_hours_so_that_midnight_hides_nothing() -> None:
    evening = records(A_DAY.times - 5, through="glass", day=0.6)
    night = records(5, through="glass", day=0.8, first=100)
    assert evening[0].at.date() != night[-1].at.date()
    assert told(evening + night, "many")


@pytest.mark.parametrize("through", ["own", "team"])
def test_ones_own_and_ones_teams_records_are_never_too_many(through: str) -> None:
    assert not told(records(90, through=through), "many")


def test_an_overseer_reads_many_as_their_work_up_to_a_higher_limit() -> None:
    limit = LIMITS.many_overseer.times
    assert limit > A_DAY.times
    assert not told(records(limit - 1, through="organisation"), "many")
    assert told(records(limit, through="organisation"), "many")


def test_an_overseer_who_always_reads_many_is_judged_by_their_own_habit() -> None:
    usual = [look for day in range(10) for look in records(30, through="organisation", day=day, first=1000 * day)]
    three_times = LIMITS.many_overseer_habit * 30
    assert not told(usual + records(three_times - 1, through="organisation", day=10, first=50_000), "many")
    assert told(usual + records(three_times, through="organisation", day=10, first=50_000), "many")


def test_habit_is_that_of_the_weeks_before_so_browsing_does_not_excuse_itself() -> None:
    browsing = [look for day in range(5) for look in records(70, through="organisation", day=day, first=1000 * day)]
    [finding] = told(browsing, "many")
    assert finding.reached_at.date() == on(0).date()


def test_habit_follows_a_change_of_work() -> None:
    once = [look for day in range(10) for look in records(50, through="organisation", day=day, first=1000 * day)]
    later = records(70, through="organisation", day=45, first=50_000)
    assert told(once + later, "many")
