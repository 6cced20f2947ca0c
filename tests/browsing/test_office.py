"""Fifty honest people at work for a month, and somebody who browses among them. docs/look-out.md states the figures."""

from collections import Counter
from functools import cache

import pytest

from bench.browsing import Month, false_alarms
from bench.intruders import STRANGER, Story, crowd, found_on, people_when_found, replay
from bench.office import ADVISERS, DAY, GUARDIAN, IG_LEAD, NAMESAKES, PEOPLE, START, honest
from decisions.browsing import find

pytestmark = pytest.mark.slow
SEEDS = pytest.mark.parametrize("seed", [1, 2, 3])
RIGHTS = ("team", "organisation", "adviser", "viewer", "glass")


@cache
def month(seed: int, emergencies: int = 1) -> Month:
    return false_alarms(seed, emergencies=emergencies)


@SEEDS
@pytest.mark.parametrize("emergencies", [1, 5])
def test_there_is_at_most_one_false_alarm_per_user_and_month(seed: int, emergencies: int) -> None:
    assert month(seed, emergencies).per_user <= 1


@SEEDS
def test_no_rule_is_wrong_more_often_than_the_documents_say(seed: int) -> None:
    wrong = month(seed)
    assert {rule: wrong.of(rule) for rule in ("many", "again", "crowd") if wrong.of(rule) > 1} == {}
    assert wrong.of("surname") <= 15
    assert max(wrong.named.values()) <= 3


def test_the_honest_office_is_a_busy_one() -> None:
    looks = honest(1)
    assert len(looks) > 80_000
    assert {look.by for look in looks} == set(PEOPLE)
    assert {look.through for look in looks} == {"own", *RIGHTS}
    assert {look.by for look in looks if look.surname_like} >= set(NAMESAKES)
    furthest = Counter(look.by for look in looks if look.through == "organisation")
    assert set(furthest) == {GUARDIAN, IG_LEAD}
    assert len({look.decision for look in looks if look.by == IG_LEAD and look.at < START + DAY}) >= 5
    assert len({look.decision for look in looks if look.by in ADVISERS and look.through == "adviser"}) > 100
    crowds = Counter(decision for decision, _ in {(look.decision, look.by) for look in looks if look.through != "own"})
    assert max(crowds.values()) >= 10


def test_a_seed_makes_the_same_month_each_time() -> None:
    assert honest(4, days=10) == honest(4, days=10) != honest(5, days=10)


def test_to_run_twice_in_a_month_tells_what_it_tells_on_thirty_nights() -> None:
    nightly = {finding.key for finding in false_alarms(1, run_on=range(1, 31)).findings}
    assert {finding.key for finding in month(1).findings} == nightly


@SEEDS
@pytest.mark.parametrize("through", RIGHTS)
def test_one_person_at_one_record_279_times_in_three_weeks_is_found_in_the_first_week(seed: int, through: str) -> None:
    assert len(list(replay(seed, through=through))) == 279
    assert (found_on(replay(seed, through=through), "again") or 99) <= 5


@SEEDS
@pytest.mark.parametrize("sittings", [1, 2, 3])
def test_the_same_in_a_few_sittings_a_day_is_found_in_the_second_week(seed: int, sittings: int) -> None:
    assert len(list(replay(seed, sittings=sittings))) == 279
    assert found_on(replay(seed, sittings=sittings), "again") == 12


@SEEDS
@pytest.mark.parametrize("through", RIGHTS)
def test_25_staff_at_the_record_of_a_child_in_the_news_are_found_when_12_have_opened_it(
    seed: int, through: str
) -> None:
    assert people_when_found(crowd(seed, 25, through=through)) == 12
    assert (found_on(crowd(seed, 25, through=through), "crowd") or 99) <= 4


@SEEDS
@pytest.mark.parametrize(("rule", "story"), [("again", replay), ("crowd", crowd)])
def test_they_are_found_among_honest_people_too(seed: int, rule: str, story: Story) -> None:
    told = find([*honest(seed), *story(seed)], until=START + 25 * DAY)
    assert [finding.rule for finding in told if max(finding.by) >= STRANGER] == [rule]
