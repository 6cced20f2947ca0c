"""Databases of this run: it migrates one, and the workers' own and those of the sites in browsers are copies of it."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "infoshare_copied_"
COPYING = 7_001  # the lock of whoever makes or copies a database


def server() -> dict[str, str]:
    """The PostgreSQL the tests use: the host is a folder where it is the embedded one."""
    told = settings.DATABASES["default"]
    return {name: str(told[name.upper()]) for name in ("user", "password", "host", "port")}


def address(name: str) -> str:
    """As psycopg.connect takes it, password and all."""
    return make_conninfo(dbname=name, **server())


@contextmanager
def of_its_own(worker: str, *, filled: bool = True) -> Iterator[str]:
    """The name of a database that holds the demonstration, or nothing. It carries this process's number, to tell who
    left it.
    """
    name = f"{PREFIX}{worker}_{os.getpid()}"
    with _copying() as opened:
        _copy(opened, _made(opened, "filled", _fill) if filled else _made(opened, "migrated", _migrate), name)
    try:
        yield name
    finally:
        with psycopg.connect(address("postgres"), autocommit=True) as opened:
            _drop(opened, name)


@contextmanager
def moved_to(name: str) -> Iterator[None]:
    """Inside, Django's own connections of this process lead to this database, and what they do there is done."""
    connection.close()
    was, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = was


def migrated() -> str:
    """The name of one that has every table and nothing in them."""
    with _copying() as opened:
        return _made(opened, "migrated", _migrate)


def is_there(name: str) -> bool:
    with psycopg.connect(address("postgres")) as opened:
        return bool(opened.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())


@contextmanager
def _copying() -> Iterator[psycopg.Connection]:
    """One worker at a time; the lock ends with the connection."""
    with psycopg.connect(address("postgres"), autocommit=True) as opened:
        opened.execute("SELECT pg_advisory_lock(%s)", [COPYING])
        for (name,) in opened.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]):
            if not Path("/proc", name.rpartition("_")[2]).exists():  # of a run that was killed, or has ended
                _drop(opened, name)
        yield opened


def _made(opened: psycopg.Connection, kind: str, make: Callable[[psycopg.Connection, str], None]) -> str:
    """The name of the database that the workers of this run copy, made by the first of them."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    name = f"{PREFIX}{kind}_{run}"
    if not is_there(name):
        begun = f"{PREFIX}begun_{os.getpid()}"
        make(opened, begun)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        opened.execute(rename.format(sql.Identifier(begun), sql.Identifier(name)))
    return name


def _migrate(opened: psycopg.Connection, name: str) -> None:
    _copy(opened, "template1", name)
    _ordered("migrate", "--noinput", "--verbosity", "0", "--settings", "tests.settings", name=name)


def _fill(opened: psycopg.Connection, name: str) -> None:
    _copy(opened, _made(opened, "migrated", _migrate), name)
    _ordered("demo", name=name)


def _ordered(*order: str, name: str) -> None:
    done = manage(*order, env=environment(name))
    assert done.returncode == 0, done.stderr


def _copy(opened: psycopg.Connection, source: str, name: str) -> None:
    order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    opened.execute(order.format(sql.Identifier(name), sql.Identifier(source)))


def _drop(opened: psycopg.Connection, name: str) -> None:
    opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def environment(name: str, **more: str) -> dict[str, str]:
    """What a process on this database is told: nothing of this process's own settings."""
    owner = server()
    site = owner | {"user": settings.DATABASE_SITE_ROLE, "password": settings.DATABASE_SITE_PASSWORD}
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": _url(site if settings.DATABASE_SITE_PASSWORD else owner, name),
        "DATABASE_OWNER_URL": _url(owner, name),
        "INFOSHARE_SECRET_KEY": secrets.token_urlsafe(64),
        "INFOSHARE_SIGNING_KEY": settings.SIGNING_KEY,
        "INFOSHARE_DEMO": "1",
        **more,
    }


def _url(to: dict[str, str], name: str) -> str:
    quoted = {key: quote(value, safe="") for key, value in to.items()}
    return f"postgresql://{quoted['user']}:{quoted['password']}@{quoted['host']}:{quoted['port']}/{name}"


def manage(*order: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *order]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
