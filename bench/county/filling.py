"""Copies of the patterns, as many as are asked for: COPY into every table, then what was laid aside is put back."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter

from django.apps import apps
from django.db import connection
from django.utils import timezone
from psycopg import sql

from bench.county import laid_aside
from bench.county.chaining import link
from bench.county.numbers import reference, uuid
from bench.county.patterns import Gap, Pattern, number_from_far, number_on, read
from bench.county.people import County, Staff, settle
from bench.county.walks import ANOTHER, KINDS, MARKS, PERSON, Kind, enter
from consent import names
from consent.models.keeping_looks import LOOKS
from decisions.models import keeping_register
from decisions.models.glass import GLASS
from decisions.models.log_entries import LOG
from decisions.models.open_sheets import SHEETS
from decisions.models.retention_entries import RETENTION
from tests.decisions.builders import undone
from tests.seeding import people as seeding

YEARS, OPEN_FOR = timedelta(days=5 * 365 + 100), timedelta(days=30)
SOON, NOT_LOOKED_AT = timedelta(days=99), timedelta(days=130)  # consents: what was due before was looked at
AT_ONCE = 2_000  # decisions
A_COPY = 1_000  # more than one has references or keys
DECISIONS_OF_A_PERSON = 3
BORN_FIRST, BORN_FOR = datetime(2006, 1, 1, tzinfo=UTC), 18 * 365


@dataclass
class Filled:
    """How many rows were written, and in how many seconds: by COPY, by the chain, by what is made anew after it."""

    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def fill(decisions: int, *, name: str = "Countyshire", seed: int = 8, thin: bool = True) -> Filled:
    """One organisation's, in the database that is connected; as the tables' owner."""
    chance = Random(seed)
    county = settle(name, chance)
    kinds, people = _patterns(thin)
    copies, done = _Copies(county, kinds, people, chance, seed), Filled()
    tables = sorted({table for pattern in (*kinds.values(), *people) for table in pattern.lines})
    try:
        with _timed(done, "copied"), laid_aside.during(tables, done.seconds, thin=thin):
            done.rows = _copy(copies, decisions)
    finally:
        number_on()
    with _timed(done, "chained"):
        done.rows["audit_chainlink"] = link(county.organisation.pk)
    with _timed(done, "worked out"):
        _work_out()
    with _timed(done, "tidied"), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return done


def _work_out() -> None:
    """What lists are read by: no trigger ran for these rows. Words to search are left out, as they take far longer."""
    keeping_register.fill(connection)
    for kept in (LOOKS, GLASS, LOG, RETENTION, SHEETS):
        kept.fill(connection)


class _timed:
    def __init__(self, done: Filled, what: str) -> None:
        self.done, self.what = done, what

    def __enter__(self) -> None:
        self.begun = perf_counter()

    def __exit__(self, *_: object) -> None:
        self.done.seconds[self.what] = perf_counter() - self.begun


def _patterns(thin: bool) -> tuple[dict[Kind, Pattern], list[Pattern]]:
    """Led through the actions in a transaction that is taken back."""
    number_from_far()
    kinds = {}
    with undone():
        here = seeding.settle("Pattern")
        known = {user.pk: Gap("person", who) for who, user in here.items()}
        organisation = here["manager"].organisation
        known[organisation.pk] = Gap("place", "organisation")
        for team in organisation.teams.all():
            known[team.pk] = Gap("place", team.name)
        began = timezone.now()
        about, asked_again = (enter(here, name, look_again=after) for name, after in ((PERSON, YEARS), (ANOTHER, SOON)))
        people = [read(each, began, known, thin=thin) for each in (about, asked_again)]
        known[about.pk] = Gap("place", "about")
        for kind in KINDS:
            began = timezone.now()
            kinds[kind] = read(kind.lead(here, about), began, known, thin=thin)
    return kinds, people


def _copy(copies: "_Copies", decisions: int) -> dict[str, int]:
    """One batch is made while the one before it is written."""
    rows: dict[str, int] = defaultdict(int)
    with ThreadPoolExecutor(1) as writer:
        before = writer.submit(_write, {}, {})
        lines: dict[str, list[str]] = defaultdict(list)
        for place, (pattern, filled) in enumerate(copies.lines(decisions), 1):
            for table, line in filled.items():
                lines[table].append(line)
                rows[table] += pattern.rows[table]
            if place % AT_ONCE == 0:
                before.result()
                before, lines = writer.submit(_write, copies.columns, lines), defaultdict(list)
        before.result()
        _write(copies.columns, lines)
    return dict(rows)


def _write(columns: Mapping[str, list[str]], lines: Mapping[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for table, some in lines.items():
            order = sql.SQL("COPY {} ({}) FROM STDIN")
            named = sql.SQL(", ").join(map(sql.Identifier, columns[table]))
            with cursor.copy(order.format(sql.Identifier(table), named)) as copy:
                copy.write("".join(some))


def _last_numbers(columns: Mapping[str, list[str]]) -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if (table := model._meta.db_table) in columns and model._meta.pk.related_model is None:
                pk = sql.Identifier(str(model._meta.pk.column))
                cursor.execute(
                    sql.SQL("SELECT coalesce(max({}), 0) FROM {}").format(pk, sql.Identifier(table)).as_string()
                )
                [found[table]] = cursor.fetchone()
    return found


class _Copies:
    """Lines for every table, decision by decision, in the order of time."""

    def __init__(
        self, county: County, kinds: Mapping[Kind, Pattern], people: list[Pattern], chance: Random, seed: int
    ) -> None:
        self.county, self.kinds, self.entered, self.chance = county, kinds, people, chance
        self.columns = {table: names for each in (*kinds.values(), *people) for table, names in each.columns.items()}
        self.numbers: dict[str, int] = defaultdict(int, _last_numbers(self.columns))
        self.counted = seed * 10**10  # for what must be there once
        self.until = timezone.now() - timedelta(hours=12)
        closed, opened = ([k for k in KINDS if k.is_open is is_open] for is_open in (False, True))
        self.closed, self.opened = (closed, [k.share for k in closed]), ([*closed, *opened], _shares(closed, opened))
        self.about = 0
        self.people: list[tuple[int, Staff]] = []

    def lines(self, decisions: int) -> Iterator[tuple[Pattern, dict[str, str]]]:
        for place in range(decisions):
            begun = self.until - YEARS * ((decisions - place) / decisions)
            if place % DECISIONS_OF_A_PERSON == 0:
                staff = self.chance.choice(self.county.staff)
                person = self.entered[self.until - begun < NOT_LOOKED_AT]
                yield person, self._filled(person, begun - timedelta(days=1), staff)
                self.people.append((self.numbers["consent_person"], staff))
                self.people = self.people[-3_000:]
            self.about, staff = self.people[int(len(self.people) * self.chance.random())]
            kinds, shares = self.opened if self.until - begun < OPEN_FOR else self.closed
            kind = self.chance.choices(kinds, shares)[0]
            pattern = self.kinds[kind]
            yield pattern, self._filled(pattern, begun, staff)

    def _filled(self, pattern: Pattern, begun: datetime, staff: Staff) -> dict[str, str]:
        who, words = self._who(staff), {mark: self.chance.choice(said) for mark, said in MARKS.items()}
        values = [self._value(gap, begun, who, words) for gap in pattern.gaps]
        lines = {table: line.filled(values) for table, line in pattern.lines.items()}
        if pattern.content:
            hashed = hashlib.sha256(pattern.content.filled(values).encode()).hexdigest()
            lines["decisions_record"] = lines["decisions_record"].replace(pattern.hashed, hashed)
        for table, rows in pattern.rows.items():
            self.numbers[table] += rows
        self.counted += A_COPY
        return lines

    def _who(self, staff: Staff) -> dict[str, str]:
        """Some are busier than others."""
        county, chance = self.county, self.chance
        owner, colleague = (staff.practitioners[int(len(staff.practitioners) * chance.random() ** e)] for e in (1.3, 1))
        while colleague == owner:
            colleague = chance.choice(staff.practitioners)
        other = chance.choice([each for each in county.staff if each is not staff])
        numbers = {
            "practitioner": owner,
            "colleague": colleague,
            "manager": staff.managers[0],
            "safeguarding_lead": staff.leads[0],
            "caldicott_guardian": chance.choice(county.guardians),
            "ig_lead": chance.choice(county.ig_leads),
            "practitioner_elsewhere": chance.choice(other.practitioners),
            "organisation": county.organisation.pk,
            "Blue team": staff.team,
            "Red team": other.team,
            "about": self.about,
        }
        return {name: str(number) for name, number in numbers.items()}

    def _value(self, gap: Gap, begun: datetime, who: Mapping[str, str], words: Mapping[str, str]) -> str:
        match gap.kind:
            case "at":
                later, between, zone = gap.of
                return str((begun + later).isoformat(between, "microseconds")[:26] + zone)
            case "number":
                table, place = gap.of
                return str(self.numbers[table] + place + 1)
            case "person" | "place":
                return who[gap.of]
            case "on":
                return str(begun.date() + gap.of)
            case "mark":
                return words[gap.of] if gap.of in words else f"P-{self.counted // A_COPY % 10**8:08}"
            case "born":
                return (BORN_FIRST + timedelta(days=int(BORN_FOR * self.chance.random()))).date().isoformat()
            case "keys":
                return "{" + ",".join(names.keys(f"{words['Zqfirst']} {words['Zqlast']}")) + "}"
            case "ref":
                prefix, place = gap.of
                return reference(prefix, self.counted + place)
            case _:
                return uuid(self.counted + gap.of)


def _shares(closed: list[Kind], opened: list[Kind]) -> list[float]:
    """Half of the last month's are open still."""
    return [each.share / sum(k.share for k in some) for some in (closed, opened) for each in some]
