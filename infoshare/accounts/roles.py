"""The roles people hold. What each may do, and how far, is in policy.py."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Role:
    slug: str
    title: str
    of_a_team: bool = False  # held in a team, never across the organisation
    has_deputies: bool = False  # others ask whoever holds it, so somebody answers while they are away


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.slug: role
        for role in (
            Role("practitioner", "Practitioner"),
            Role("manager", "Manager or supervisor", of_a_team=True, has_deputies=True),
            Role("safeguarding_lead", "Safeguarding lead", of_a_team=True, has_deputies=True),
            Role("caldicott_guardian", "Caldicott Guardian", has_deputies=True),
            Role("ig_lead", "Information governance lead", has_deputies=True),
            Role("administrator", "Administrator"),
        )
    }
)

OF_A_TEAM = [role.slug for role in ROLES.values() if role.of_a_team]
WITH_DEPUTIES = [role.slug for role in ROLES.values() if role.has_deputies]


def titled(role: str, *, deputy: bool) -> str:
    """What somebody is called who holds the role, or holds it as deputy."""
    return ROLES[role].title + (" (deputy)" if deputy else "")
