"""Pages of the database's buffer that a question reads: `python -m bench.buffers` asks each county in turn.

Each statement of a question is run again by EXPLAIN (ANALYZE, BUFFERS), as the site's own role and bound by its
policies. Buffers are exact, whatever else the machine does; milliseconds compare, and promise nothing.
"""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

import django
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench.questions import QUESTIONS, Question  # noqa: E402 the settings come first
from bench.scale import SIZES, asked_as, opened  # noqa: E402

Asked = Callable[[], object]


class Read(NamedTuple):
    buffers: int
    milliseconds: float


def read_by(ask: Asked) -> Read:
    """By all of its statements that read, the second time that they are asked."""
    statements: list[tuple[str, Any]] = []

    def noting(execute: Callable[..., Any], statement: str, values: Any, *rest: Any) -> Any:
        statements.append((statement, values))
        return execute(statement, values, *rest)

    ask()
    with connection.execute_wrapper(noting):
        ask()
    plans = [_explained(*each) for each in statements if each[0].lstrip("( ").startswith(("SELECT", "WITH"))]
    return Read(sum(map(_buffers, plans)), sum(plan["Execution Time"] for plan in plans))


def _explained(statement: str, values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", values)
        [[[plan]]] = cursor.fetchall()
    return plan


def _buffers(plan: Any) -> int:
    """Of the whole plan: each part counts what the parts below it read."""
    return int(plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"])


def figures(wanted: list[str]) -> Iterator[str]:
    for size in SIZES:
        county = opened(size)
        for question in QUESTIONS:
            if not wanted or any(word in question.name for word in wanted):
                yield from (f"{said}, of {size:,}" for said in _said(question, county))
        county.close()


def _said(question: Question, county: BaseDatabaseWrapper) -> Iterator[str]:
    for place in question.places:
        with asked_as(county, question.role) as user:
            user.memberships.all()
            read = read_by(partial(question.ask, user, place))
        yield f"{question.name}, {question.role}, {place}: {read.buffers:,} buffers, {read.milliseconds:.1f} ms"


if __name__ == "__main__":
    for line in figures(sys.argv[1:]):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
