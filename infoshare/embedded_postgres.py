"""A private PostgreSQL on a Unix socket, for development, demonstration and tests without DATABASE_URL."""

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infoshare import postgres_place, postgres_programs
from infoshare.postgres_place import PORT, is_root, reachable_by_anyone

NAME = "infoshare"
READY, NO_ANSWER = 0, 2  # exit codes of pg_isready
TRIES, PAUSE = 60, 0.5  # seconds
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '../socket'
unix_socket_permissions = 0700
max_connections = 200
"""


@dataclass(frozen=True)
class Server:
    """One checkout's server: its folder, the account it runs as, its programs."""

    home: Path
    account: pwd.struct_passwd
    programs: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket(self) -> Path:
        return self.home / "socket"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def password(self) -> Path:
        return self.home / "password"

    def as_django(self) -> dict[str, str]:
        password = self.password.read_text()
        return {"NAME": NAME, "USER": NAME, "PASSWORD": password, "HOST": str(self.socket), "PORT": PORT}

    def run(self, program: str, *arguments: str | Path, said: str = "") -> subprocess.CompletedProcess[str]:
        command = (self.programs / program, *arguments)
        root = is_root()
        return subprocess.run(  # the programs refuse root
            command,
            input=said,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            start_new_session=True,
            umask=0o077,
            user=self.account.pw_uid if root else None,
            group=self.account.pw_gid if root else None,
            extra_groups=[] if root else None,
        )

    def must_run(self, program: str, *arguments: str | Path, said: str = "") -> None:
        done = self.run(program, *arguments, said=said)
        if done.returncode:
            raise RuntimeError(f"{program} of {self.programs} failed: {done.stderr.strip()}")

    def state(self) -> int:
        return self.run("pg_isready", "--host", self.socket, "--port", PORT).returncode


def ensure(root: Path) -> dict[str, str]:
    """What one of Django's DATABASES needs, with the checkout's server made and started where needed."""
    return start(root).as_django()


def start(root: Path) -> Server:
    with alone(root) as server:
        if not server.data.exists():
            _make(server)
        if server.state() != READY:
            _start(server)
        return server


def stop(root: Path) -> None:
    with alone(root) as server:
        if server.data.exists() and server.state() != NO_ANSWER:
            server.must_run("pg_ctl", "stop", "--pgdata", server.data, "--mode=fast", "--wait")


def running(root: Path) -> bool:
    with alone(root) as server:
        return server.data.exists() and server.state() == READY


@contextmanager
def alone(root: Path) -> Iterator[Server]:
    """The checkout's server, while no other process starts or stops it."""
    var = root.resolve() / "var"
    var.mkdir(exist_ok=True)
    lock = os.open(var, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _server(var / "postgres")
    finally:
        os.close(lock)


def _server(preferred: Path) -> Server:
    account = postgres_place.account(preferred)
    home = postgres_place.home(preferred, account)
    programs = postgres_programs.find()
    if is_root() and not reachable_by_anyone(programs / "postgres"):
        programs = postgres_programs.copy(programs, home, account.pw_uid, account.pw_gid)
    return Server(home, account, programs)


def _make(server: Server) -> None:
    """Made under another name first, so that one killed half-way is never taken for a database."""
    unfinished = server.home / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _own_file(server.password, secrets.token_urlsafe(24), server.account)
    (server.home / "socket").mkdir(mode=0o700, exist_ok=True)
    os.chown(server.socket, server.account.pw_uid, server.account.pw_gid)
    how = ("--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--auth=scram-sha-256")
    server.must_run("initdb", "--pgdata", unfinished, "--pwfile", server.password, *how)
    with (unfinished / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)
    _make_database(server, unfinished)
    unfinished.rename(server.data)


def _make_database(server: Server, data: Path) -> None:
    """The site's role is no superuser, so that row security and revoked rights hold here as in production."""
    password = server.password.read_text()
    orders = (
        f"CREATE ROLE {NAME} LOGIN CREATEDB CREATEROLE PASSWORD '{password}'\nCREATE DATABASE {NAME} OWNER {NAME}\n"
    )
    server.must_run("postgres", "--single", "-c", "exit_on_error=on", "-D", data, "postgres", said=orders)


def _own_file(path: Path, text: str, account: pwd.struct_passwd) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        os.fchown(file.fileno(), account.pw_uid, account.pw_gid)
        file.write(text)


def _start(server: Server) -> None:
    """Tried again for a while: a killed server's last processes may still be ending, or one be starting."""
    _check_version(server)
    complaint = ""
    for _ in range(TRIES):
        if server.state() == NO_ANSWER:
            _forget_dead(server.data)
            complaint = server.run("pg_ctl", "start", "--pgdata", server.data, "--log", server.log).stderr
        if server.state() == READY:
            return
        time.sleep(PAUSE)
    raise RuntimeError(f"PostgreSQL did not start; {server.log} says why. {complaint.strip()}")


def _check_version(server: Server) -> None:
    of_data, of_programs = (
        (server.data / "PG_VERSION").read_text().strip(),
        postgres_programs.major(server.programs),
    )
    if of_data != str(of_programs):
        raise RuntimeError(
            f"The data in {server.data} is of PostgreSQL {of_data}, the programs in {server.programs} are of "
            f"{of_programs}. Set PG_BIN to the programs of version {of_data} to go on with the data, "
            f"or move {server.home} away to begin with an empty database."
        )


def _forget_dead(data: Path) -> None:
    """A killed server's number may be another process's by now; PostgreSQL would take that for itself."""
    pid_file = data / "postmaster.pid"
    pid = pid_file.read_text().partition("\n")[0] if pid_file.exists() else ""
    command = Path("/proc", pid or "none", "cmdline")
    if command.exists() and bytes(data) not in command.read_bytes():
        pid_file.unlink()


def main(order: str) -> None:
    root = Path(__file__).resolve().parents[1]
    if order == "start":
        start(root)
    elif order == "stop":
        stop(root)
    elif order != "status":
        raise SystemExit("Say start, stop or status.")
    sys.stdout.write("PostgreSQL is running.\n" if running(root) else "PostgreSQL is not running.\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) == 2 else "")
