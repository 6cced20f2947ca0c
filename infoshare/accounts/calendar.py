"""When a day begins, and the bank holidays of each nation of the UK, as the kept library `holidays` has them."""

from collections.abc import Container, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count, islice
from types import MappingProxyType

from django.utils import timezone
from holidays import country_holidays

NATIONS: Mapping[str, str] = MappingProxyType(
    {"england": "England", "wales": "Wales", "scotland": "Scotland", "northern_ireland": "Northern Ireland"}
)
SATURDAY = 5
_CODES = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}


def midnight(day: date) -> datetime:
    """The first moment of a day, in London."""
    return timezone.make_aware(datetime.combine(day, time()))


@cache
def bank_holidays(nation: str) -> Container[date]:
    """Whether a day is one; each year is worked out when it is first asked for."""
    return country_holidays("GB", subdiv=_CODES[nation])


def next_bank_holidays(nation: str, *, after: date, how_many: int = 3) -> list[date]:
    """The next days of the week from Monday to Friday on which an office there is closed."""
    kept = bank_holidays(nation)
    days = (after + timedelta(days=number) for number in count(1))
    return list(islice((day for day in days if day.weekday() < SATURDAY and day in kept), how_many))
