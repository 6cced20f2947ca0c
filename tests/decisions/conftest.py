"""A consent of the register, and a decision that leans on it."""

import pytest

from tests.conftest import Walked
from tests.decisions.leaning import Leant
from tests.seeding.people import People


@pytest.fixture
def leant(north: People, walked: Walked) -> Leant:
    return Leant(walked, north["practitioner"])
