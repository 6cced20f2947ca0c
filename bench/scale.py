"""One county with ten thousand, a hundred thousand and a million decisions: each question asked of the three in turn.

The databases stay in the checkout's private PostgreSQL, as the last takes half an hour to make; `make stop` and
`rm -rf var/postgres` take them away. `BENCH_SIZES=10000,100000` leaves the last out.
"""

import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import perf_counter
from typing import Any

import psycopg
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from guardian.shortcuts import get_objects_for_user
from psycopg import sql

from bench.questions import DASHBOARDS, FIRST, GUARDIAN, LAST, QUESTIONS, Question
from bench.results import Figure
from bench.searching import MOST, TERMS, WITHIN, search
from decisions.models import Decision
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy
from tests import databases
from tests.row_security import the_site

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(","))
NAME = "infoshare_county_{}"
TURNS, PAGE = 9, 25
EACH = """
    INSERT INTO decisions_decisiongrant
        (user_id, permission_id, content_object_id, why, until, granted_at, granted_by_id)
    SELECT %s, (SELECT id FROM auth_permission WHERE codename = 'view_restricted'), id, 'All', now() + interval '1 day',
        now(), %s FROM decisions_decision
"""
Asked = Callable[[], object]


def figures() -> Iterator[Figure]:
    counties = {size: opened(size) for size in SIZES}
    try:
        for question in QUESTIONS:
            for place in question.places:
                yield from _beside(question, place, counties)
        yield from _searches(counties)
        yield from _dashboards(counties[SIZES[-1]])
        yield from _beside_guardian(counties[SIZES[-1]])
    finally:
        for connection in counties.values():
            connection.close()


def opened(size: int) -> BaseDatabaseWrapper:
    """Made where it is not there yet, and brought up to date."""
    name = NAME.format(size)
    if not databases.is_there(name):
        empty = databases.migrated()
        with psycopg.connect(databases.address("postgres"), autocommit=True) as opened:
            opened.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, empty))))
        sys.stdout.write(f"Making {size:,} decisions\n")
        _manage(name, "make_county", "--decisions", str(size))
    _manage(name, "migrate", "--noinput", "--verbosity", "0")
    connection = connections.create_connection("default")
    connection.settings_dict = {**connection.settings_dict, "NAME": name}
    return connection


def _manage(name: str, *order: str) -> None:
    done = databases.manage(*order, "--settings", "tests.settings", env=databases.environment(name))
    assert done.returncode == 0, done.stderr
    sys.stdout.write(done.stdout)


@contextmanager
def asked_as(connection: BaseDatabaseWrapper, role: str) -> Iterator[User]:
    """Somebody of that role, as the site's own role and bound by its policies."""
    connections["default"] = connection
    user = User.objects.filter(memberships__role=role).select_related("organisation").earliest("pk")
    with tenancy.organisation(user.organisation_id), the_site():
        yield user


def _beside(question: Question, place: str, counties: dict[int, BaseDatabaseWrapper]) -> Iterator[Figure]:
    took: dict[int, list[float]] = {size: [] for size in counties}
    for _ in range(TURNS + 1):
        for size, connection in counties.items():
            with asked_as(connection, question.role) as user:
                user.memberships.all()
                took[size].append(_database_time(connection, lambda: question.ask(user, place)))
    middle = {size: statistics.median(times[1:]) * 1000 for size, times in took.items()}
    smaller = next((each for each in SIZES if each >= question.full), SIZES[-1])
    least, most = middle[smaller], middle[SIZES[-1]]
    where = f", {place} page" if len(question.places) > 1 else ""
    told = ", ".join(f"{size:,}: {milliseconds:.1f} ms" for size, milliseconds in middle.items())
    yield Figure(
        f"{question.name}{where} ({told})", most / least, "times", f"{smaller:,} decisions", question.most, most=True
    )


def _database_time(connection: BaseDatabaseWrapper, ask: Asked) -> float:
    """Seconds that its statements took, and nothing of what Python makes of them."""
    spent = 0.0

    def watch(execute: Callable[..., Any], *told: Any) -> Any:
        nonlocal spent
        begun = perf_counter()
        try:
            return execute(*told)
        finally:
            spent += perf_counter() - begun

    with connection.execute_wrapper(watch):
        ask()
    return spent


def _searches(counties: dict[int, BaseDatabaseWrapper]) -> Iterator[Figure]:
    took: dict[int, list[float]] = {size: [] for size in counties}
    for term in TERMS:
        for size, connection in counties.items():
            with asked_as(connection, GUARDIAN) as user:
                search(user, term)
                took[size].append(_median(connection, partial(search, user, term), turns=3) * 1000)
    middle = {size: statistics.median(each) for size, each in took.items()}
    told = ", ".join(f"{size:,}: {milliseconds:.1f} ms" for size, milliseconds in middle.items())
    name, least, most = f"Search over {len(TERMS)} terms", SIZES[0], SIZES[-1]
    ratio = middle[most] / middle[least]
    yield Figure(f"{name}, the middle one ({told})", ratio, "times", f"{least:,} decisions", MOST, most=True)
    worst = max(took[most])
    slowest = TERMS[took[most].index(worst)]
    yield Figure(f"{name}, the worst: {slowest}", worst, "ms", f"{most:,} decisions", WITHIN, most=True)


def _dashboards(connection: BaseDatabaseWrapper) -> Iterator[Figure]:
    for each in DASHBOARDS:
        with asked_as(connection, each.role) as user:
            each.ask(user)
            took = _median(connection, partial(each.ask, user)) * 1000
        yield Figure(each.name, took, "ms", f"{SIZES[-1]:,} decisions", each.most, most=True)


def _beside_guardian(connection: BaseDatabaseWrapper) -> Iterator[Figure]:
    """A list as django-guardian has it: a permission for each decision, counted, and a page cut out at its number."""
    with asked_as(connection, GUARDIAN) as user:
        ours = {place: _median(connection, partial(QUESTIONS[0].ask, user, place)) for place in (FIRST, LAST)}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(EACH, [user.pk, user.pk])
            cursor.execute("ANALYZE decisions_decisiongrant")
        count = Decision.objects.count()
        for place, at in ((FIRST, 0), (LAST, count - PAGE)):
            theirs = _median(connection, partial(_cut_out, user, at), turns=3)
            took = f"{ours[place] * 1000:.1f} ms, {theirs * 1000:.0f} ms"
            told = f"The list of decisions, {place} page, of {count:,} ({took})"
            yield Figure(told, theirs / ours[place], "times", "guardian's get_objects_for_user, COUNT and OFFSET", 50)
        transaction.set_rollback(True)


def _cut_out(user: User, at: int) -> list[Model]:
    found = get_objects_for_user(
        user, "decisions.view_restricted", klass=Decision, use_groups=False, with_superuser=False
    ).order_by("-pk")
    found.count()
    return list(found[at : at + PAGE])


def _median(connection: BaseDatabaseWrapper, ask: Asked, turns: int = TURNS) -> float:
    return statistics.median(_database_time(connection, ask) for _ in range(turns))
