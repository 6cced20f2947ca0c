"""The roles people hold, as one table: who each is, how far they see, and what they may take on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Scope(StrEnum):
    """How far a role sees: records it made, those of its team, of its whole organisation, or none."""

    OWN = "own"
    TEAM = "team"
    ORGANISATION = "organisation"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Role:
    slug: str
    title: str
    sees: Scope
    records_decisions: bool = True
    completes_bulk: bool = False
    chooses_settings: bool = False


ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.slug: role
        for role in (
            Role("practitioner", "Practitioner", Scope.OWN),
            Role("manager", "Manager or supervisor", Scope.TEAM),
            Role("safeguarding_lead", "Safeguarding lead", Scope.TEAM),
            Role(
                "caldicott_guardian",
                "Caldicott Guardian",
                Scope.ORGANISATION,
                completes_bulk=True,
                chooses_settings=True,
            ),
            Role(
                "ig_lead", "Information governance lead", Scope.ORGANISATION, completes_bulk=True, chooses_settings=True
            ),
            Role("administrator", "Administrator", Scope.NONE, records_decisions=False, chooses_settings=True),
        )
    }
)


def slugs(*, sees: Scope | None = None, completes_bulk: bool | None = None) -> list[str]:
    """The slugs of the roles that see that far, or that may complete a bulk flow."""
    return [
        role.slug
        for role in ROLES.values()
        if (sees is None or role.sees == sees) and (completes_bulk is None or role.completes_bulk == completes_bulk)
    ]


def choosing() -> list[str]:
    """The slugs of the roles that look after the organisation's settings."""
    return [role.slug for role in ROLES.values() if role.chooses_settings]
