"""What goes on is told once, on whichever days the look-out runs and however far back it is handed looks."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.browsing import LIMITS, Limit, Look, find
from tests.browsing.stories import DAY, MONDAY, told_day_by_day, visits

# Limits so small that a handful of looks reaches them.
TINY = replace(
    LIMITS,
    many_named=(Limit(2, DAY), Limit(3, 3 * DAY)),
    many_overseer=Limit(2, DAY),
    many_overseer_habit=2,
    habit=4 * DAY,
    again=(Limit(2, DAY), Limit(3, 4 * DAY)),
    again_pages=Limit(4, 3 * DAY),
    again_own=(Limit(3, 2 * DAY),),
    crowd=Limit(2, 2 * DAY),
    surname_quiet=3 * DAY,
    surname_again=Limit(2, 2 * DAY),
    quiet=2 * DAY,
    told=2 * DAY,
)
DAYS = 30
looks = st.lists(
    st.builds(
        Look,
        by=st.integers(1, 3),
        decision=st.integers(1, 3),
        at=st.integers(0, DAYS * 24 * 4).map(lambda quarters: MONDAY + quarters * timedelta(minutes=15)),
        through=st.sampled_from(["own", "team", "organisation", "adviser", "glass"]),
        surname_like=st.booleans(),
    ),
    max_size=60,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(looks)
def test_nightly_runs_over_a_moving_window_tell_what_one_look_at_the_whole_history_tells(seen: list[Look]) -> None:
    nightly = told_day_by_day(seen, days=DAYS + 1, limits=TINY)
    whole = find(seen, until=MONDAY + (DAYS + 1) * DAY, limits=replace(TINY, told=1000 * DAY))
    assert set(nightly) == {finding.key for finding in whole}


def test_somebody_who_goes_on_for_months_is_told_once() -> None:
    stored = told_day_by_day(visits(8 * 120), days=130)
    assert [finding.rule for finding in stored.values()] == ["again"]


def test_somebody_who_stops_and_begins_again_is_told_again() -> None:
    stored = told_day_by_day(visits(80) + visits(80, start=MONDAY + 70 * DAY), days=100)
    assert len(stored) == 2


def test_a_crowd_that_grows_for_a_week_is_told_once() -> None:
    growing = [Look(100 + n, 1, MONDAY + n * timedelta(hours=6), "team") for n in range(28)]
    stored = told_day_by_day(growing, days=30)
    assert len(stored) == 1


@pytest.mark.parametrize(("after", "times"), [(LIMITS.quiet - DAY, 1), (LIMITS.quiet + DAY, 2)])
def test_a_second_crowd_is_told_anew_only_after_a_quiet_time(after: timedelta, times: int) -> None:
    enough = range(LIMITS.crowd.times)
    crowds = [Look(100 + n, 1, MONDAY + when, "team") for when in (timedelta(), after) for n in enough]
    assert len(told_day_by_day(crowds, days=30)) == times


def test_a_finding_told_later_names_everybody_who_came_since_under_the_same_key() -> None:
    growing = [Look(100 + n, 1, MONDAY + n * timedelta(hours=6), "team") for n in range(24)]
    [early] = find(growing, until=MONDAY + 3 * DAY + timedelta(hours=1))
    [later] = find(growing, until=MONDAY + 8 * DAY)
    assert early.key == later.key
    assert len(early.by) < len(later.by) == 24
    assert early.reached_at == later.reached_at


def test_a_look_out_that_stood_still_for_three_weeks_loses_nothing() -> None:
    assert find(visits(80), until=MONDAY + 25 * DAY)


def test_what_began_long_ago_is_not_told_anew() -> None:
    assert not find(visits(80), until=MONDAY + 60 * DAY)


def test_the_order_of_the_looks_does_not_matter() -> None:
    seen = visits(80)
    until = MONDAY + 20 * DAY
    assert find(reversed(seen), until=until) == find(seen, until=until)


def test_a_look_without_a_time_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        find([Look(1, 1, datetime(2026, 3, 2), "team")], until=datetime(2026, 3, 3, tzinfo=UTC))  # noqa: DTZ001


def test_each_key_is_told_once_in_one_run() -> None:
    named = [Look(1, n, MONDAY + n * timedelta(minutes=5), "glass") for n in range(20)]
    overseen = [Look(1, n, MONDAY + n * timedelta(minutes=5), "organisation") for n in range(70)]
    keys = [finding.key for finding in find(named + overseen, until=MONDAY + DAY)]
    assert len(keys) == len(set(keys)) == 1
