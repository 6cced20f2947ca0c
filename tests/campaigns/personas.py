"""Everybody who might open a page, as they stand towards the decisions of North's practitioner (tests/seeding)."""

import time
from collections.abc import Callable

from django.test import Client

from infoshare.accounts.models import User
from tests.seeding.people import PEOPLE, STANDING
from tests.seeding.world import World

SignedIn = Callable[[User], Client]
ANONYMOUS = "anonymous"
LATELY = 120  # seconds
OUTSIDE = {"other practitioner": "practitioner", "other guardian": "caldicott_guardian", "other admin": "administrator"}
PERSONAS = (ANONYMOUS, *(who for who, _, _ in PEOPLE + STANDING), *OUTSIDE)


def user_of(world: World, persona: str) -> User | None:
    """Nobody where the persona is not signed in; people of South are the other organisation's."""
    if persona == ANONYMOUS:
        return None
    if persona in OUTSIDE:
        return world.organisations["South"].people[OUTSIDE[persona]]
    return world.organisations["North"].people[persona]


def organisation_of(persona: str) -> str:
    return {ANONYMOUS: ""}.get(persona, "South" if persona in OUTSIDE else "North")


class Browsers:
    """One for each persona, signed in so lately that nothing asks who they are again."""

    def __init__(self, world: World, signed_in: SignedIn) -> None:
        self.world, self.signed_in = world, signed_in
        self.open: dict[str, tuple[float, Client]] = {}

    def of(self, who: str) -> Client:
        user = user_of(self.world, who)
        if who not in self.open or time.monotonic() - self.open[who][0] > LATELY:
            self.open[who] = time.monotonic(), self.signed_in(user) if user else Client()
        return self.open[who][1]
