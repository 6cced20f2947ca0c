"""The roles people hold. What each may do, and how far, is in policy.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Role:
    slug: str
    title: str
    of_a_team: bool = False  # held in a team, never across the organisation


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.slug: role
        for role in (
            Role("practitioner", "Practitioner"),
            Role("manager", "Manager or supervisor", of_a_team=True),
            Role("safeguarding_lead", "Safeguarding lead", of_a_team=True),
            Role("caldicott_guardian", "Caldicott Guardian"),
            Role("ig_lead", "Information governance lead"),
            Role("administrator", "Administrator"),
        )
    }
)

OF_A_TEAM = [role.slug for role in ROLES.values() if role.of_a_team]
