"""Figures: each number is as long as its list, and no number told of all gives a few away."""

from collections.abc import Callable
from random import Random

import pytest
from django.utils import timezone

from decisions import summary
from decisions.oversight.suppression import HIDDEN
from decisions.summary.figures.year_tables import ALL
from tests.campaigns.conftest import Judge
from tests.decisions.builders import undone
from tests.oversight.attacker import WHOLE, attacks, some_world, sums_of, told_of
from tests.oversight.registers import ROLES, length, named_and_barred, some_entries, this_quarter, told
from tests.oversight.years import some_year
from tests.seeding.people import People

LINKS = 25  # that are tried of one page


@pytest.mark.django_db
@pytest.mark.slow
def test_each_number_is_as_long_as_its_list(north: People, size: Callable[[int, int], int], judge: Judge) -> None:
    tried, failed = 0, []
    for seed in range(size(3, 100)):
        chance = Random(seed)
        with undone():
            some_entries(north, chance, chance.choice((0, 3, 40, 200)))
            named_and_barred(north, chance)
            quarter = chance.choice((this_quarter(), this_quarter().before))
            for role in ROLES:
                page = summary.figures_page(north[role], quarter, timezone.localdate())
                every = list(told(page))
                for told_number, url in chance.sample(every, LINKS):
                    tried += 1
                    if length(north[role], url) != told_number:
                        failed.append((seed, role, told_number, url))
    judge("Numbers that are not as long as their list", tried=tried, failed=failed, at_least=size(450, 15_000))


def test_an_attacker_with_every_page_recovers_no_number_under_five(
    size: Callable[[int, int], int], judge: Judge
) -> None:
    wanted, failed = size(100, 1000), []
    for seed in range(wanted):
        chance = Random(seed)
        shape, teams = some_world(chance)
        sums = sums_of(shape)
        told = told_of([WHOLE, *(part for _, parts in sums for part in parts)], sums, teams, chance)
        failed += [(seed, each) for each in attacks(sums, teams, told, chance)]
    judge("Tables from which a number under five is recovered", tried=wanted, failed=failed, at_least=wanted)


def test_nor_with_a_year_beside_its_quarters(size: Callable[[int, int], int], judge: Judge) -> None:
    wanted, failed, hidden = size(20, 1000), [], 0
    for seed in range(wanted):
        chance = Random(seed)
        sums, teams, told = some_year(chance)
        hidden += all(each.text == HIDDEN for place, each in told.items() if place[0] == ALL)
        failed += [(seed, each) for each in attacks(sums, teams, told, chance)]
    assert hidden < wanted / 10, "it tells nothing"
    judge("Years from which a number under five is recovered", tried=wanted, failed=failed, at_least=wanted)
