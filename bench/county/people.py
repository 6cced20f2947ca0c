"""The county's organisation: 40 teams of 47 practitioners, a manager and a safeguarding lead; and those over them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from bench.county.vocabulary import FIRST, LAST
from infoshare.accounts.models import Membership, Organisation, Team, User
from tests.seeding.people import APP_SECRET, PASSWORD

TEAMS, PRACTITIONERS = 40, 47
OVER_ALL = (*["caldicott_guardian"] * 3, *["ig_lead"] * 5, *["administrator"] * 2)


@dataclass
class Staff:
    """The numbers of a team's people, by their role."""

    team: int
    practitioners: list[int] = field(default_factory=list)
    managers: list[int] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)


@dataclass
class County:
    organisation: Organisation
    staff: list[Staff]
    guardians: list[int]
    ig_leads: list[int]


def settle(name: str, chance: Random) -> County:
    """Its people, all with the same password and authenticator app as those of the campaigns."""
    organisation = Organisation.objects.create(name=name)
    teams = Team.objects.bulk_create(Team(organisation=organisation, name=f"Team {n + 1}") for n in range(TEAMS))
    posts: list[tuple[str, Team | None]] = [(role, team) for team in teams for role in _of_a_team()]
    posts += [(role, None) for role in OVER_ALL]
    password, called = make_password(PASSWORD), cycle(_names(chance))
    people = User.objects.bulk_create(
        User(
            email=f"{role}.{n}@{name}.example".lower(), password=password, name=next(called), organisation=organisation
        )
        for n, (role, _) in enumerate(posts)
    )
    held = list(zip(people, posts, strict=True))
    Membership.objects.bulk_create(Membership(user=user, team=team, role=role) for user, (role, team) in held)
    Authenticator.objects.bulk_create(Authenticator(user=u, type="totp", data={"secret": APP_SECRET}) for u in people)
    by = {role: [user.pk for user, post in held if post[0] == role] for role in OVER_ALL}
    staff = [_staff(team, [(user.pk, post[0]) for user, post in held if post[1] == team]) for team in teams]
    return County(organisation, staff, by["caldicott_guardian"], by["ig_lead"])


def _of_a_team() -> list[str]:
    return ["manager", "safeguarding_lead", *["practitioner"] * PRACTITIONERS]


def _names(chance: Random) -> Iterator[str]:
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(names)
    yield from names


def _staff(team: Team, people: list[tuple[int, str]]) -> Staff:
    of = {role: [number for number, theirs in people if theirs == role] for role in _of_a_team()}
    return Staff(team.pk, of["practitioner"], of["manager"], of["safeguarding_lead"])
