"""How decisions of a year that is over came out, by what they were about.

Told rounded and alike to everybody; looked at beside the quarters of the year, which are told as well.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, Func, Value, When

from decisions.models import RegisterEntry
from decisions.models.register_terms import SHARED
from decisions.oversight.quarters import Quarter, Year
from decisions.oversight.suppression import Place, Release, Told, release
from decisions.summary.figures.counting import ends_of
from decisions.summary.figures.organisation import draw_of, numbers_of
from decisions.summary.figures.year_tables import (
    ALL,
    LIKE,
    PLACES_WITH,
    REASON,
    SUMS_WITH,
    WITH,
    Table,
    places_of,
    sums_of,
    tables,
)
from infoshare.accounts.models import Organisation

CACHED_FOR = 48 * 60 * 60  # seconds: longer than from one night to the next
WAY = Case(When(decided__in=SHARED, then=Value("shared")), default=Value("kept"), output_field=CharField())


def told_of_year(organisation: Organisation, year: Year) -> Release:
    """As it was counted in the night; now, where it was not."""
    cached: list[tuple[Place, int | None, bool]] | None = cache.get(_key(organisation, year, tables(organisation)))
    if cached is None:
        return count_year(organisation, year)
    return {place: Told(value, is_few) for place, value, is_few in cached}


def count_year(organisation: Organisation, year: Year) -> Release:
    """It asks for all of its decisions, and is kept until it is counted again."""
    shown = tables(organisation)
    found = _release(organisation, year, shown)
    plain = [(place, told.value, told.is_few) for place, told in found.items()]
    cache.set(_key(organisation, year, shown), plain, CACHED_FOR)
    return found


def _key(organisation: Organisation, year: Year, shown: list[Table]) -> str:
    """Another one where other numbers are told."""
    shape = sha256(repr([*places_of(shown), *PLACES_WITH]).encode()).hexdigest()[:16]
    return f"figures-{organisation.pk}-{year.slug}-{shape}"


def _release(organisation: Organisation, year: Year, shown: list[Table]) -> Release:
    of_teams = _counted(organisation, year, shown)
    before: dict[Place, Told] = {}
    for quarter in year.quarters:
        numbers = numbers_of(organisation, quarter)
        before |= _under(quarter, numbers.told)
        for team, counts in numbers.readers.items():
            of_teams.setdefault(team, {}).update(_under(quarter, counts))
    told, sums, readers = before, list(sums_of(year, shown)), list(of_teams.values())
    # One after the other: where nothing safe can be told of with whom, all the rest still is.
    for places, also in ((places_of(shown), []), (PLACES_WITH, SUMS_WITH)):
        whole = {place: sum(counts.get(place, 0) for counts in readers) for place in places}
        sums += also
        told = {**told, **release(whole, sums, readers=readers, draw=draw_of(organisation, year.slug), before=told)}
    return {place: each for place, each in told.items() if place not in before}


def _counted(organisation: Organisation, year: Year, shown: list[Table]) -> dict[int | None, dict[Place, int]]:
    """Of each team."""
    (first, _), (_, beyond) = ends_of(year.quarters[0]), ends_of(year.quarters[-1])
    rows = RegisterEntry.objects.filter(organisation=organisation, recorded_at__gte=first, recorded_at__lt=beyond)
    found: dict[int | None, dict[Place, int]] = {}
    for table in (*shown, LIKE, WITH):
        each = rows.annotate(sector=Func("sectors", function="unnest")) if table is WITH else rows
        alike = each.annotate(way=WAY).order_by().values("way", *{"team_id", *table.columns})
        for group in alike.annotate(number=Count("pk")):
            row = tuple(str(group[column] or "") for column in table.columns)
            _add(found.setdefault(group["team_id"], {}), table.place(row, group["way"]), group["number"])
            if table is REASON:
                _add(found[group["team_id"]], (ALL, group["way"]), group["number"])
    return found


def _add(counts: dict[Place, int], place: Place, number: int) -> None:
    counts[place] = counts.get(place, 0) + number


def _under(quarter: Quarter, said: Mapping[Place, Any]) -> dict[Place, Any]:
    return {(quarter.slug, *place): each for place, each in said.items()}
