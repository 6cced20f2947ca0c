"""Nobody learns from an answer whether something is there that is not theirs to see, nor sees any of it."""

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest
from django.test import Client

from tests.campaigns.conftest import Judge
from tests.campaigns.detectors import Group, told_apart
from tests.campaigns.foreign import WHO, furnish
from tests.campaigns.personas import ANONYMOUS, Browsers, SignedIn, organisation_of
from tests.campaigns.swaps import Swap, every_id, swaps
from tests.campaigns.typed import typed
from tests.seeding.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Size = Callable[[int, int], int]
ENOUGH = 4  # foreign ids for each
CHANCE = random.Random(4)
WAYS = ("get", "post")
MOST_ASKED = ("decision", "get")


class Asked(NamedTuple):
    who: str
    swap: Swap
    method: str


def test_a_foreign_id_in_an_address_is_answered_like_one_that_nobody_has(
    seeded: World, signed_in: SignedIn, size: Size, judge: Judge
) -> None:
    furnish(seeded)
    found = [Asked(who, swap, way) for who in (*WHO, ANONYMOUS) for swap in swaps(seeded, who) for way in WAYS]
    assert {(each.swap.name, each.swap.part) for each in found} >= every_id(), "an id that nobody swaps"
    led, failed, browsers = [], [], Browsers(seeded, signed_in)
    for who, swap, method in found if size(0, 1) else _one_of_each(found):
        group = swap.group(who, method)
        _check_enough(group)
        most = len(group.foreign) if (swap.name, method) == MOST_ASKED else 1
        led.append(group.thinned(size(most, len(group.foreign)), size(1, 3), CHANCE))
        failed += _led(led[-1], seeded, browsers.of(who))
    judge("Existence: ids in addresses", tried=_tried(led), failed=failed, at_least=size(180, 8000))


def test_a_foreign_id_in_a_form_is_refused_like_one_that_nobody_has(
    seeded: World, signed_in: SignedIn, size: Size, judge: Judge
) -> None:
    furnish(seeded)
    led, failed, browsers = [], [], Browsers(seeded, signed_in)
    for each in typed(seeded):
        group = each.group(browsers.of(each.who))
        _check_enough(group)
        led.append(group.thinned(size(1, len(group.foreign)), size(1, len(group.malformed)), CHANCE))
        failed += _led(led[-1], seeded, browsers.of(each.who))
    judge("Existence: ids in forms", tried=_tried(led), failed=failed, at_least=size(70, 400))


def _led(group: Group, world: World, client: Client) -> list[str]:
    return list(told_apart(group, client, world.canaries, organisation_of(group.who)))


def _check_enough(group: Group) -> None:
    assert len(group.foreign) >= ENOUGH, (group.who, group.what, len(group.foreign))


def _tried(led: Iterable[Group]) -> int:
    return sum(group.size for group in led)


def _one_of_each(found: list[Asked]) -> Iterable[Asked]:
    """Each id of an address once, asked for by somebody; a decision by everybody. The same at every run."""
    by_everybody = [each for each in found if (each.swap.name, each.method) == MOST_ASKED]
    CHANCE.shuffle(found)
    return [*by_everybody, *{(each.swap.name, each.swap.part): each for each in found}.values()]
