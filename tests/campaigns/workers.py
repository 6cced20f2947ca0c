"""A worker as a server runs it, in a process of its own: watched, killed with no time to say so, then another."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests import databases

LONG_AGO = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 day'"
NO_UPKEEP = "DELETE FROM procrastinate_jobs WHERE queue_name = 'upkeep'"  # one may wait for its minute
AS_LONG_AS = 3_600  # seconds


@contextmanager
def worker(env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Inside it works; at the end it is killed, with whatever it had begun."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    begun = subprocess.Popen(command, cwd=databases.ROOT, env=env, stderr=subprocess.DEVNULL)
    try:
        yield begun
        assert begun.poll() is None, "it ended by itself"
    finally:
        begun.kill()
        begun.wait()


def let_go_on(env: dict[str, str], opened: psycopg.Connection) -> None:
    """As it is a minute after a worker was killed: it gave no sign of life for so long, and the next looks."""
    opened.execute(LONG_AGO)
    opened.execute(NO_UPKEEP)
    asked = databases.manage("procrastinate", "defer", "infoshare.do_again", '{"timestamp": 0}', env=env)
    assert asked.returncode == 0, asked.stderr


def readings(ask: Callable[[], int], enough: float) -> Iterator[int]:
    """What is answered, each time it is another, up to enough."""
    last, until = -1, time.monotonic() + AS_LONG_AS
    while last < enough:
        assert time.monotonic() < until, f"it stands still at {last}"
        if (now := ask()) != last:
            yield now
        last = now
        time.sleep(0.2)


def memory(process: int | str, figure: str = "VmRSS") -> float:
    """In MB: what it has now, or with VmHWM the most that it ever had."""
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    [kilobytes] = [line.split()[1] for line in status if line.startswith(f"{figure}:")]
    return int(kilobytes) / 1024
