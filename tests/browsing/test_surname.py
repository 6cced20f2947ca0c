"""A surname like one in the record."""

import pytest

from decisions.browsing import LIMITS, Look
from tests.browsing.stories import ALICE, BOB, on, told, visits

GRANTED = pytest.mark.parametrize("through", ["team", "organisation", "adviser", "viewer"])


def alike(decision: int, day: float, *, through: str = "team", by: int = ALICE) -> Look:
    return Look(by, decision, on(day), through, surname_like=True)


@pytest.mark.parametrize("through", ["team", "organisation", "adviser", "viewer", "glass"])
def test_one_look_at_a_record_with_a_surname_like_ones_own_is_told(through: str) -> None:
    [finding] = told([alike(7, 0, through=through)], "surname")
    assert (finding.by, finding.decisions, finding.times) == ((ALICE,), (7,), 1)


def test_a_record_with_no_such_name_and_a_record_of_ones_own_are_not_told() -> None:
    assert not told([Look(ALICE, 7, on(0), "team"), alike(8, 0, through="own")], "surname")


def test_each_person_and_record_is_told_once_for_ever() -> None:
    keys = {told([alike(7, day)], "surname")[0].key for day in (0, 50, 400)}
    assert len(keys) == 1
    [finding] = told([alike(7, 0), alike(7, 20)], "surname", until=on(21))
    assert finding.reached_at == on(0)


def test_two_people_are_two_findings() -> None:
    assert len(told([alike(7, 0), alike(7, 0, by=BOB)], "surname")) == 2


@GRANTED
def test_whoever_meets_a_common_surname_every_week_is_told_of_the_first_in_four_weeks_only(through: str) -> None:
    weekly = [alike(week, 7 * week, through=through) for week in range(4)]
    assert [finding.decisions for finding in told(weekly, "surname")] == [(0,)]


@GRANTED
def test_after_four_weeks_without_such_a_name_the_next_is_told(through: str) -> None:
    back = LIMITS.surname_quiet.days + 1
    assert [f.decisions for f in told([alike(1, 0, through=through), alike(2, back, through=through)], "surname")] == [
        (2,)
    ]


def test_breaking_the_glass_is_told_each_time_however_common_the_surname() -> None:
    weekly = [alike(week, 7 * week, through="glass") for week in range(4)]
    assert [finding.decisions for finding in told(weekly, "surname")] == [(0,), (1,), (2,), (3,)]


def test_whoever_has_a_common_surname_and_keeps_coming_back_to_one_family_is_told() -> None:
    often = LIMITS.surname_again.times
    back = [
        Look(each.by, 2, each.at, "team", surname_like=True) for each in visits(often, a_day=3, start=on(1, hour=0))
    ]
    assert [finding.decisions for finding in told([alike(1, 0), *back[:-1]], "surname")] == [(1,)]
    assert [finding.decisions for finding in told([alike(1, 0), *back], "surname")] == [(1,), (2,)]
