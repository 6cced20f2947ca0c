"""python -m bench.as_served ADDRESS SESSION: what the served site takes to answer, as one line of JSON.

In a process of its own, with the site's own settings and nothing of tests.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

WARMING, ASKED = 30, 200


class Took(NamedTuple):
    """The medians in milliseconds, by the clock and of the process's own work, and how often the database is asked."""

    wall: float
    cpu: float
    queries: int


def took(address: str, session: str, env: dict[str, str]) -> Took:
    """For whoever's session it is; `env` as tests.databases tells a process of its database."""
    order = [sys.executable, "-m", __name__, address, session]
    done = subprocess.run(order, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Took(**json.loads(done.stdout))


def measured(address: str, session: str) -> Took:
    from infoshare.wsgi import application  # which reads the settings of this process

    def ask() -> None:
        """From what the web server hands over to the last byte, and the connection given back."""
        statuses: list[str] = []
        answer = application(_request(address, session), lambda status, *_: statuses.append(status))  # type: ignore[arg-type]
        b"".join(answer)
        answer.close()
        assert statuses == ["200 OK"], statuses

    for _ in range(WARMING):
        ask()
    took = [_timed(ask) for _ in range(ASKED)]
    wall, cpu = (statistics.median(each) * 1000 for each in zip(*took, strict=True))
    return Took(wall, cpu, _queries(ask))


def _request(address: str, session: str) -> dict[str, object]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": f"session={session}",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def _timed(ask: Callable[[], None]) -> tuple[float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - begun, time.process_time() - worked


def _queries(ask: Callable[[], None]) -> int:
    from django.db import connection

    statements: list[str] = []

    def noting(execute: Callable[..., object], statement: str, *rest: object) -> object:
        statements.append(statement)
        return execute(statement, *rest)

    with connection.execute_wrapper(noting):
        ask()
    return len(statements)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(*sys.argv[1:])._asdict()))
