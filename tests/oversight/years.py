"""Years of an organisation by chance, told as the product tells them: each quarter, and then the year beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from decisions import words
from decisions.models.register_terms import SHARED
from decisions.oversight.quarters import Year
from decisions.oversight.suppression import Place, Release, Sums, Told
from decisions.summary.figures.catalogue import TOLD_OF_ALL
from decisions.summary.figures.organisation import SUMS, WHOLE
from decisions.summary.figures.year_tables import (
    AGE,
    ALL,
    ETHNICITY,
    HOW,
    LIKE,
    PLACES_WITH,
    REASON,
    SITUATION,
    SUMS_WITH,
    WITH,
    WITHOUT,
    places_of,
    sums_of,
)
from tests.oversight.attacker import World, some_teams, told_of

YEAR = Year(2024)
TEAMS = [f"team {n}" for n in range(6)]
TEAM = replace(AGE, slug="team", columns=("team_id",), rows={(team,): team for team in TEAMS})
TABLES = [REASON, SITUATION, AGE, ETHNICITY, TEAM]
PLACES = [*places_of(TABLES)]


def some_year(chance: Random) -> tuple[Sums, World, Release]:
    pick = _pick(chance)
    teams: World = {
        team: [[*each, *(TEAM.place((team,), way) for way in HOW if (ALL, way) in each)] for each in of]
        for team, of in some_teams(chance, lambda: list(_decision(pick))).items()
    }
    told: dict[Place, Told] = {}
    for quarter in YEAR.quarters:
        places = [(quarter.slug, *WHOLE)] + [(quarter.slug, *part) for _, parts in SUMS for part in parts]
        theirs: Sums = [((quarter.slug, *total), [(quarter.slug, *part) for part in parts]) for total, parts in SUMS]
        told |= told_of(places, theirs, teams, chance)
    sums = list(sums_of(YEAR, TABLES))
    for places, also in ((PLACES, []), (PLACES_WITH, SUMS_WITH)):
        sums += also
        told |= told_of(places, sums, teams, chance, before=dict(told))
    return sums, teams, told


Pick = Callable[[str, Sequence[Any]], Any]


def _pick(chance: Random) -> Pick:
    """Some are chosen twenty times as often as others, in every choice of that name alike."""
    weights: dict[tuple[str, int], float] = {}

    def pick(name: str, among: Sequence[Any]) -> Any:
        each = [weights.setdefault((name, n), chance.choice((0.1, 1, 3, 20))) for n in range(len(among))]
        return chance.choices(among, each)[0]

    return pick


def _decision(pick: Pick) -> Iterator[Place]:
    """Every number of the year and of its quarter that a decision is counted in."""
    slug = pick("quarter", YEAR.quarters).slug
    yield (slug, *WHOLE)
    said = {figure.slug: pick(figure.slug, figure.rows) for figure in TOLD_OF_ALL}
    yield from ((slug, name, part.label) for name, part in said.items())
    way = "shared" if said["decided"].codes["decided"] in SHARED else "kept"
    yield (ALL, way)
    outcome = (said["outcome"].codes["outcome"],)
    yield REASON.place(outcome, way)
    like = pick("like", [row for row in LIKE.rows if row[:1] == outcome])
    yield LIKE.place(like, way)
    if way == "shared":
        sectors = {pick("sector", [*words.SECTORS, ""]) for _ in range(2)}
        yield from (WITH.place((*like, each), "shared" if each in sectors else WITHOUT) for each in words.SECTORS)
    for table in (SITUATION, AGE, ETHNICITY):
        yield table.place(pick(table.slug, list(table.rows)), way)
