"""The campaigns would notice: defects planted one at a time are found, and without any nothing is."""

from contextlib import nullcontext
from unittest import mock

import pytest

from decisions.models import seen
from tests.campaigns.conftest import Judge
from tests.campaigns.defects import DEFECTS, HELD
from tests.campaigns.foreign import furnish
from tests.campaigns.personas import SignedIn
from tests.campaigns.planting import Planted
from tests.campaigns.watch import Detector
from tests.decisions.builders import undone
from tests.seeding.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ENOUGH = 24


def found(detector: Detector, planted: Planted, world: World, signed_in: SignedIn) -> str | None:
    """The first that the detector finds with this planted, where no rule is remembered as it was before."""
    with undone(), planted, mock.patch.object(seen, "in_sql", seen.in_sql.__wrapped__):
        return next(detector(world, signed_in), None)


def test_a_planted_defect_is_found_and_without_it_nothing_is(seeded: World, signed_in: SignedIn, judge: Judge) -> None:
    furnish(seeded)
    detectors = {each.found_by for each in DEFECTS}
    false_alarms = [alarm for each in detectors if (alarm := found(each, nullcontext(), seeded, signed_in))]
    assert not false_alarms, false_alarms
    missed = [each.what for each in DEFECTS if not found(each.found_by, each.plant(), seeded, signed_in)]
    judge("Planted defects", tried=len(DEFECTS), failed=missed, at_least=ENOUGH)


def test_a_forgotten_filter_by_organisation_leaks_nothing_because_the_database_holds(
    seeded: World, signed_in: SignedIn, judge: Judge
) -> None:
    """With the site as owner of the tables, whom row-level security does not bind, the same defect is found."""
    furnish(seeded)
    leaking = [leak for each in HELD if (leak := found(each.found_by, each.plant(), seeded, signed_in))]
    judge("Planted defects held by the database", tried=len(HELD), failed=leaking)
    with mock.patch("tests.row_security.the_site", nullcontext):
        assert all(found(each.found_by, each.plant(), seeded, signed_in) for each in HELD)
