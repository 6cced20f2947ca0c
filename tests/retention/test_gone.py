"""After disposal nothing of a record is left: in no dump, no table, no index and no file; the chain holds."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from infoshare import postgres_programs
from tests import databases
from tests.campaigns.results import FIGURES
from tests.seeding.canaries import TOKEN
from tests.seeding.world import LEANING, SHARED

pytestmark = pytest.mark.slow
HELD = (
    "SELECT f.reference FROM decisions_flow f JOIN decisions_legalhold h ON h.flow_id = f.id WHERE h.ended_at IS NULL"
)
ENDED = "SELECT reference FROM decisions_flow WHERE name LIKE 'A list, ended%'"
COPY = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
HERE = ("--settings", "tests.settings")


@pytest.fixture
def name(worker_id: str) -> Iterator[str]:
    with databases.of_its_own(f"gone_{worker_id}", filled=False) as made:
        yield made


def left_alone(name: str) -> None:
    """The server looks into no table by itself: what is deleted is kept for whoever looks in just that moment."""
    with psycopg.connect(databases.address(name), autocommit=True) as opened:
        for table in asked(name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            opened.execute(sql.SQL("ALTER TABLE {} SET (autovacuum_enabled = off)").format(sql.Identifier(table)))


def manage(name: str, *order: str) -> str:
    done = databases.manage(*order, env=databases.environment(name))
    assert done.returncode == 0, done.stderr
    return done.stdout


def dumped(name: str) -> set[str]:
    """The tokens in a dump of the whole database."""
    program = postgres_programs.find() / "pg_dump"
    dump = subprocess.run([program, databases.address(name)], capture_output=True, check=True)
    return set(TOKEN.findall(dump.stdout.decode(errors="replace")))


def on_the_disk(name: str) -> set[str] | None:
    """The tokens in the files of the database's tables and indexes; None where they are on another machine.

    Copied file by file, as that has the server write everything to its disk first.
    """
    folder, copied = Path(databases.server()["host"]).parent / "data" / "base", f"{name}_files"
    with psycopg.connect(databases.address("postgres"), autocommit=True) as opened:
        opened.execute(COPY.format(sql.Identifier(copied), sql.Identifier(name)))
        try:
            [(number,)] = opened.execute("SELECT oid FROM pg_database WHERE datname = %s", [copied])
            return in_files(folder / str(number)) if folder.is_dir() else None
        finally:
            opened.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(copied)))


def in_files(folder: Path) -> set[str]:
    text = b"".join(path.read_bytes() for path in folder.iterdir())
    return {token.decode() for token in re.findall(TOKEN.pattern.encode(), text)}


def asked(name: str, question: str) -> list[str]:
    with psycopg.connect(databases.address(name)) as opened:
        return [row[0] for row in opened.execute(question)]


def test_nothing_of_a_disposed_record_is_left_anywhere(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    canaries, tokens = tmp_path / "canaries.json", tmp_path / "tokens.json"
    left_alone(name)
    manage(name, "seed_test", "--orgs", "1", "--decisions", "4", "--canaries", str(canaries), *HERE)
    [north] = json.loads(canaries.read_text())["organisations"]
    gone = [north["decisions"][SHARED], north["decisions"][LEANING], *asked(name, ENDED)]
    held = manage(name, "export_record", asked(name, HELD)[0], "--by", north["people"]["ig_lead"], *HERE)
    with psycopg.connect(databases.address(name), autocommit=True) as opened:
        opened.execute("ANALYZE")  # as the server does by itself, now and then: it keeps samples of what columns hold
    before = dumped(name)
    manage(name, "dispose_test", *gone, "--tokens", str(tokens), *HERE)
    theirs = set(json.loads(tokens.read_text()))
    assert len(theirs) > 100
    assert theirs <= before
    after = dumped(name)
    assert not theirs & after, "in the dump, histories and all"
    assert before - theirs <= after, "what is of other records is there"
    manage(name, "sweep_disposed", *HERE)
    left = on_the_disk(name)
    assert left is None or not theirs & left, "in the files of tables and indexes"
    assert left is None or before - theirs <= left
    manage(name, "check_chain", *HERE)
    again = manage(name, "export_record", asked(name, HELD)[0], "--by", north["people"]["ig_lead"], *HERE)
    assert json.loads(again)["tables"] == json.loads(held)["tables"], "what is held is untouched"
    told = {"name": "Disposal: tokens of the record left", "tried": len(theirs), "failed": len(theirs & after)}
    record_property(FIGURES, told)
