"""The bank holidays of each nation of the United Kingdom, as the kept library `holidays` has them."""

from collections.abc import Container, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from holidays import country_holidays

NATIONS: Mapping[str, str] = MappingProxyType(
    {"england": "England", "wales": "Wales", "scotland": "Scotland", "northern_ireland": "Northern Ireland"}
)
_CODES = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


@cache
def bank_holidays(nation: str) -> Container[date]:
    """Whether a day is one; each year is worked out when it is first asked for."""
    return country_holidays("GB", subdiv=_CODES[nation])
