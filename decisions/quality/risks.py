"""What makes a record one to look at again, how much it weighs, and the sentence that says so beside it.

How each is found in the database: decisions/models/risks.py.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Risk(NamedTuple):
    weight: int
    why: str


RISKS: Mapping[str, Risk] = MappingProxyType(
    {
        "not_shared_at_risk": Risk(3, "Not shared, though a child was said to be at risk or in danger"),
        "overridden": Risk(3, "Shared although consent was refused or taken back"),
        "departs": Risk(3, "It departs from what the guidance pointed to"),
        "not_followed": Risk(3, "Advice was not followed in full"),
        "emergency": Risk(2, "Shared in an emergency, and written down afterwards"),
        "without_consent": Risk(2, "Shared without consent"),
        "found_wrong": Risk(2, "Something in it was found wrong since"),
        "late": Risk(1, "Something was added late, or is overdue"),
        "not_told": Risk(1, "The child or the family was not told"),
    }
)
