"""A site of this worker's own: a real server process on a database of its own. Both are gone at the end."""

import os
import re
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

import psycopg
from psycopg import sql

from tests.databases import ROOT, address, environment, of_its_own

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
    with of_its_own(worker) as name:
        env = environment(name, **more)
        bind, log = f"127.0.0.1:{free_port()}", folder / "server.log"
        with log.open("w") as said, _process(gunicorn(bind), env, said.fileno()) as process:
            site = Site(f"http://{bind}", address(name), log, process.pid)
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
