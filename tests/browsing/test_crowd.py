"""Many different people at one record: a child in the news."""

from datetime import timedelta

import pytest

from decisions.browsing import LIMITS, Look
from tests.browsing.stories import on, told, visits

ENOUGH = LIMITS.crowd.times


def people(count: int, *, through: str = "team", every: timedelta = timedelta(hours=12)) -> list[Look]:
    return [Look(100 + n, 1, on(0) + n * every, through) for n in range(count)]


@pytest.mark.parametrize("through", ["team", "organisation", "adviser", "viewer", "glass"])
def test_a_crowd_is_found_whatever_right_it_came_by_and_one_person_less_is_not(through: str) -> None:
    assert not told(people(ENOUGH - 1, through=through), "crowd")
    [finding] = told(people(ENOUGH, through=through), "crowd")
    assert finding.by == tuple(range(100, 100 + ENOUGH))
    assert finding.decisions == (1,)


def test_a_week_is_seven_days_and_not_a_second_more() -> None:
    first = people(ENOUGH - 1, every=timedelta(hours=1))
    assert told([*first, Look(1, 1, on(7) - timedelta(seconds=1), "team")], "crowd")
    assert not told([*first, Look(1, 1, on(7), "team")], "crowd")


def test_its_owner_is_not_one_of_the_crowd() -> None:
    assert not told([*people(ENOUGH - 1), Look(1, 1, on(1), "own")], "crowd")


def test_a_few_people_who_come_often_are_no_crowd() -> None:
    assert not told([look for who in range(5) for look in visits(30, by=who)], "crowd")


def test_people_who_come_one_by_one_over_months_are_no_crowd() -> None:
    assert not told(people(40, every=timedelta(days=1)), "crowd")


def test_a_crowd_over_many_records_is_no_crowd() -> None:
    assert not told([Look(100 + n, n, on(0), "team") for n in range(40)], "crowd")
