"""Checkouts with a PostgreSQL of their own, stopped and removed after each test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from infoshare import embedded_postgres, postgres_programs

PROGRAMS = [*postgres_programs.from_wheel(), *postgres_programs.from_debian()]
Ask = Callable[[embedded_postgres.Server, str], str]


@pytest.fixture(params=PROGRAMS, ids=lambda folder: folder.parent.name)
def programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each PostgreSQL of this machine in turn: the wheel's, and Debian's where there is one."""
    folder = Path(request.param)
    monkeypatch.setenv("PG_BIN", str(folder))
    return folder


@pytest.fixture
def new_checkout(programs: Path) -> Iterator[Callable[[str], Path]]:
    """Makes folders that every account can reach, under a name of your choice."""
    parent = Path(tempfile.mkdtemp(prefix="infoshare-test-"))
    parent.chmod(0o755)
    made: list[Path] = []

    def make(name: str) -> Path:
        made.append(parent / name)
        made[-1].mkdir(parents=True)
        return made[-1]

    yield make
    for folder in made:
        embedded_postgres.stop(folder)
        with embedded_postgres.alone(folder) as server:
            shutil.rmtree(server.home)
    shutil.rmtree(parent)


@pytest.fixture
def checkout(new_checkout: Callable[[str], Path]) -> Path:
    return new_checkout("checkout")


@pytest.fixture
def ask() -> Ask:
    """Puts one question to a server, as the site does, and returns the first value of the answer."""

    def put(server: embedded_postgres.Server, question: str) -> str:
        with psycopg.connect(connection(server)) as opened:
            row = opened.execute(question.encode()).fetchone()
        assert row
        return str(row[0])

    return put


def connection(server: embedded_postgres.Server, **instead: str) -> str:
    given = {key.lower(): value for key, value in server.as_django().items()}
    return make_conninfo(dbname=given.pop("name"), **{**given, **instead})
