"""Words the stories are told in: days counted from a Monday, one person or many, one decision or many."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from decisions.browsing import LIMITS, Finding, Limits, Look, find

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
ALICE, BOB = 1, 2


def on(day: float, *, hour: float = 9) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def visits(
    count: int, *, by: int = ALICE, decision: int = 1, through: str = "team", start: datetime = MONDAY, a_day: int = 8
) -> list[Look]:
    """So many visits, so many a day, an hour and a half apart."""
    days = (divmod(n, a_day) for n in range(count))
    return [Look(by, decision, start + timedelta(days=day, hours=8 + 1.5 * n), through) for day, n in days]


def told(looks: Iterable[Look], rule: str, *, until: datetime | None = None, limits: Limits = LIMITS) -> list[Finding]:
    seen = list(looks)
    after = until or max(look.at for look in seen) + DAY
    return [finding for finding in find(seen, until=after, limits=limits) if finding.rule == rule]


def told_day_by_day(looks: Iterable[Look], *, days: int, limits: Limits = LIMITS) -> dict[str, Finding]:
    """What is stored when the look-out runs every night and keeps each key once."""
    stored: dict[str, Finding] = {}
    seen = list(looks)
    for day in range(1, days + 1):
        for finding in find(seen, until=MONDAY + day * DAY, limits=limits):
            stored.setdefault(finding.key, finding)
    return stored
