"""Everybody who might open a page, as they stand towards the decisions of North's practitioner (tests/seeding)."""

from collections.abc import Callable, Mapping

from django.test import Client

from infoshare.accounts.models import User
from tests.seeding.people import PEOPLE, STANDING
from tests.seeding.world import World

SignedIn = Callable[[User], Client]
ANONYMOUS = "anonymous"
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


def clients(world: World, signed_in: SignedIn) -> Mapping[str, Client]:
    """A browser for each; those who left had theirs before they did."""
    made = {}
    for persona in PERSONAS:
        user = user_of(world, persona)
        made[persona] = signed_in(user) if user else Client()
    return made
