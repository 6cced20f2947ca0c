"""A site of this worker's own: a real server process on a database of its own. Both are gone at the end."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import LiteralString
from urllib.error import URLError
from urllib.parse import quote

import psycopg
from django.conf import settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "infoshare_browser_"
FILLING = 7_001  # the lock of whoever fills or copies a database
PATIENCE = 60  # seconds for the server to answer at first
Row = tuple[object, ...]


@dataclass(frozen=True)
class Site:
    """Where the site answers, the database behind it, and what its server wrote."""

    address: str  # http://127.0.0.1:PORT
    database: str = field(repr=False)  # as psycopg.connect takes it, password and all
    log: Path
    process: int  # the number of the server's first process

    @property
    def processor_time(self) -> float:
        """Seconds of work done by the processes that answer: what a wait comes to where nothing else is running."""
        children = Path("/proc", str(self.process), "task", str(self.process), "children").read_text().split()
        work = [Path("/proc", child, "stat").read_text().rpartition(")")[2].split()[11:13] for child in children]
        return sum(int(ticks) for each in work for ticks in each) / os.sysconf("SC_CLK_TCK")

    def ask(self, question: LiteralString | sql.Composed, *values: object) -> list[Row]:
        """Look into the database, past the application."""
        with psycopg.connect(self.database) as opened:
            return opened.execute(question, values).fetchall()

    def count(self, question: LiteralString | sql.Composed, *values: object) -> int:
        [[found]] = self.ask(question, *values)
        assert isinstance(found, int)
        return found


def server() -> dict[str, str]:
    """The PostgreSQL the tests use: the host is a folder where it is the embedded one."""
    told = settings.DATABASES["default"]
    return {name: str(told[name.upper()]) for name in ("user", "password", "host", "port")}


@contextmanager
def database(worker: str) -> Iterator[str]:
    """The name of a database that holds the demonstration. It carries this process's number, to tell who left it."""
    name = f"{PREFIX}{worker}_{os.getpid()}"
    with psycopg.connect(make_conninfo(dbname="postgres", **server()), autocommit=True) as opened:
        opened.execute("SELECT pg_advisory_lock(%s)", [FILLING])
        _drop_what_killed_runs_left(opened)
        _copy(opened, _filled(opened), name)
        opened.execute("SELECT pg_advisory_unlock(%s)", [FILLING])
        try:
            yield name
        finally:
            _drop(opened, name)


def _filled(opened: psycopg.Connection) -> str:
    """The name of the database that the workers of this run copy, made by the first of them."""
    run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    name = f"{PREFIX}filled_{run}"
    if not opened.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        begun = f"{PREFIX}begun_{os.getpid()}"
        _copy(opened, "template1", begun)
        for order in (("migrate", "--noinput", "--verbosity", "0"), ("demo",)):
            done = manage(*order, env=environment(begun))
            assert done.returncode == 0, done.stderr
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        opened.execute(rename.format(sql.Identifier(begun), sql.Identifier(name)))
    return name


def _copy(opened: psycopg.Connection, source: str, name: str) -> None:
    order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    opened.execute(order.format(sql.Identifier(name), sql.Identifier(source)))


def _drop(opened: psycopg.Connection, name: str) -> None:
    opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_what_killed_runs_left(opened: psycopg.Connection) -> None:
    for (name,) in opened.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]):
        if not Path("/proc", name.rpartition("_")[2]).exists():
            _drop(opened, name)


def environment(name: str, **more: str) -> dict[str, str]:
    """What a server process is told: nothing of this process's own settings."""
    owner = server()
    site = owner | {"user": settings.DATABASE_SITE_ROLE, "password": settings.DATABASE_SITE_PASSWORD}
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": _url(site if settings.DATABASE_SITE_PASSWORD else owner, name),
        "DATABASE_OWNER_URL": _url(owner, name),
        "INFOSHARE_SECRET_KEY": secrets.token_urlsafe(64),
        "INFOSHARE_DEMO": "1",
        **more,
    }


def _url(to: dict[str, str], name: str) -> str:
    quoted = {key: quote(value, safe="") for key, value in to.items()}
    return f"postgresql://{quoted['user']}:{quoted['password']}@{quoted['host']}:{quoted['port']}/{name}"


def manage(*order: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *order]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def gunicorn(bind: str) -> list[str]:
    """The command of bin/serve.sh."""
    how = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--timeout", "60"]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "infoshare.wsgi", "--bind", bind, *how, *quiet]


@contextmanager
def running(worker: str, folder: Path, **more: str) -> Iterator[Site]:
    """The demonstration, serving; `more` goes into its environment."""
    with database(worker) as name:
        env = environment(name, **more)
        bind, log = f"127.0.0.1:{free_port()}", folder / "server.log"
        with log.open("w") as said, _process(gunicorn(bind), env, said.fileno()) as process:
            site = Site(f"http://{bind}", make_conninfo(dbname=name, **server()), log, process.pid)
            _await(site, process)
            yield site
        wrote = log.read_text()
        broke = re.search(r"Traceback|ERROR|Internal Server Error", wrote)
        assert not broke, wrote[broke.start() :][:3000]


@contextmanager
def _process(command: list[str], env: dict[str, str], said: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(site: Site, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; an error where it ended or takes too long."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site.address}/readyz", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start. It wrote: {site.log.read_text()}")
