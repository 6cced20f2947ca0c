"""The worker makes the PDF of each record once, as the site's role; what a killed worker had begun is made again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import databases

pytestmark = pytest.mark.slow
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = 'documents'"
DONE = "SELECT status, count(*) FROM procrastinate_jobs WHERE queue_name = 'documents' GROUP BY status"
FEW = """
    DELETE FROM procrastinate_jobs WHERE id NOT IN (
      SELECT min(id) FROM procrastinate_jobs GROUP BY args->>'decision' ORDER BY min(id) LIMIT %s
    )
"""
BEGUN = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
LONG_AGO = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 day'"
LINES = "SELECT count(*) FROM decisions_exportline WHERE is_done"
ASK = """
from uuid import uuid4
from decisions.actions.exporting import start_export
from decisions.policies.auditing import Selection
from decisions.summary import audit_of
from infoshare.accounts.models import User
from infoshare.tenancy import context
with context.accounts():
    by = User.objects.get(email="grace.obi@oakfield.example")
with context.organisation(by.organisation_id):
    decisions, left_out = audit_of(Selection(), by)
    start_export(selection=Selection(), decisions=decisions, left_out=left_out, request_key=uuid4(), by=by)
"""
KILLED_BEFORE_THE_END = """
import os, signal
from django.db import transaction
from decisions.models import Decision
from decisions.summary import issued
from infoshare.accounts.models import User
from infoshare.documents.models import Issued
from infoshare.tenancy import context
with context.accounts():
    by = User.objects.get(email="grace.obi@oakfield.example")
with context.organisation(by.organisation_id), transaction.atomic():
    there = Issued.objects.values("about_id")
    issued(Decision.objects.filter(record__isnull=False).exclude(pk__in=there).latest("pk"), by=by)
    os.kill(os.getpid(), signal.SIGKILL)
"""
Place = tuple[dict[str, str], psycopg.Connection]


@pytest.fixture
def place(worker_id: str, tmp_path: Path) -> Iterator[Place]:
    """The demonstration, whose records wait for their documents."""
    with (
        databases.of_its_own(f"worker_{worker_id}") as name,
        psycopg.connect(databases.address(name), autocommit=True) as opened,
    ):
        yield databases.environment(name, INFOSHARE_DOCUMENTS=f"file:{tmp_path}"), opened


def few(opened: psycopg.Connection, count: int) -> None:
    opened.execute("DELETE FROM procrastinate_events")
    opened.execute(FEW, [count])


def one(opened: psycopg.Connection, question: str) -> int:
    found = opened.execute(question).fetchone()
    assert found
    return int(found[0])


def work(env: dict[str, str]) -> None:
    done = databases.manage("procrastinate", "worker", "--one-shot", env=env)
    assert done.returncode == 0, done.stderr


def test_a_record_waits_for_the_worker_which_makes_its_document_once(place: Place, tmp_path: Path) -> None:
    env, opened = place
    assert one(opened, WAITING) > 10
    assert one(opened, "SELECT count(*) FROM documents_issued") == 0
    few(opened, 2)
    work(env)
    assert opened.execute(DONE).fetchall() == [("succeeded", 2)]
    issued = opened.execute("SELECT about_type, kind, number, sha256 FROM documents_issued").fetchall()
    assert [row[:3] for row in issued] == [("decisions.decision", "record", 1)] * 2
    assert {file.stem for file in tmp_path.rglob("*.pdf")} == {row[3] for row in issued}
    opened.execute("UPDATE procrastinate_jobs SET status = 'todo' WHERE queue_name = 'documents'")
    work(env)
    assert one(opened, "SELECT count(*) FROM documents_issued") == 2, "done twice it is made once"
    assert databases.manage("check_chain", env=env).returncode == 0


def test_jobs_name_rows_by_their_numbers_and_nothing_else(place: Place) -> None:
    _, opened = place
    for (arguments,) in opened.execute("SELECT args FROM procrastinate_jobs"):
        assert set(arguments) == {"organisation", "decision", "by"}
        assert all(isinstance(value, int) for value in arguments.values())


def test_a_job_that_somebody_forged_takes_no_document_away(place: Place, tmp_path: Path) -> None:
    env, opened = place
    few(opened, 1)
    work(env)
    [(sha256,)] = opened.execute("SELECT sha256 FROM documents_issued").fetchall()
    arguments = json.dumps({"documents": [sha256]})
    asked = databases.manage("procrastinate", "defer", "decisions.remove_documents", arguments, env=env)
    assert asked.returncode == 0, asked.stderr
    work(env)
    assert [file.stem for file in tmp_path.rglob("*.pdf")] == [sha256]


def test_what_a_killed_worker_had_begun_is_made_by_the_next(place: Place) -> None:
    env, opened = place
    few(opened, 1)
    killed_when(opened, BEGUN, env)
    assert opened.execute(DONE).fetchall() == [("doing", 1)]
    gone_on(opened, env)
    assert opened.execute(DONE).fetchall() == [("succeeded", 1)]
    assert one(opened, "SELECT count(*) FROM documents_issued") == 1


def test_an_export_whose_worker_is_killed_goes_on_where_it_was_and_makes_nothing_twice(place: Place) -> None:
    env, opened = place
    opened.execute("DELETE FROM procrastinate_jobs")
    asked = databases.manage("shell", "--command", ASK, env=env)
    assert asked.returncode == 0, asked.stderr
    whole = one(opened, "SELECT count(*) FROM decisions_exportline")
    killed_when(opened, LINES, env)
    done = one(opened, LINES)
    assert 0 < done < whole
    gone_on(opened, env)
    assert one(opened, LINES) == whole
    issued = one(opened, "SELECT count(*) FROM documents_issued")
    assert issued == one(opened, "SELECT count(DISTINCT about_id) FROM documents_issued")
    assert issued == one(opened, "SELECT count(*) FROM decisions_exportline WHERE sha256 <> ''") > 1
    assert databases.manage("check_chain", env=env).returncode == 0


def test_a_file_that_a_killed_worker_put_is_swept_away_a_day_later_and_no_other(place: Place, tmp_path: Path) -> None:
    env, opened = place
    few(opened, 1)
    work(env)
    killed = databases.manage("shell", "--command", KILLED_BEFORE_THE_END, env=env)
    assert killed.returncode == -signal.SIGKILL
    [(kept,)] = opened.execute("SELECT sha256 FROM documents_issued").fetchall()
    assert len(list(tmp_path.rglob("*.pdf"))) == 2, "the file is there, its row was never written"
    swept(opened, env)
    assert len(list(tmp_path.rglob("*.pdf"))) == 2, "it may be put there just now"
    for file in tmp_path.rglob("*.pdf"):
        os.utime(file, (0, 0))
    swept(opened, env)
    assert [file.stem for file in tmp_path.rglob("*.pdf")] == [kept]


def swept(opened: psycopg.Connection, env: dict[str, str]) -> None:
    """As the worker does by itself every night."""
    opened.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'upkeep'")
    asked = databases.manage("procrastinate", "defer", "infoshare.sweep_documents", '{"timestamp": 0}', env=env)
    assert asked.returncode == 0, asked.stderr
    work(env)


def killed_when(opened: psycopg.Connection, question: str, env: dict[str, str]) -> None:
    """A worker that is killed, with no time to say so, as soon as the database answers more than nothing."""
    command = [sys.executable, "manage.py", "procrastinate", "worker", "--queues", "documents"]
    killed = subprocess.Popen(command, cwd=databases.ROOT, env=env, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while not one(opened, question):
        assert time.monotonic() < until, "no worker took the job"
        time.sleep(0.01)
    killed.kill()
    killed.wait()


def gone_on(opened: psycopg.Connection, env: dict[str, str]) -> None:
    """What happens a minute later, once the worker has given no sign of life for so long."""
    opened.execute(LONG_AGO)
    opened.execute("DELETE FROM procrastinate_jobs WHERE queue_name = 'upkeep'")  # one may wait for its minute
    asked = databases.manage("procrastinate", "defer", "infoshare.do_again", '{"timestamp": 0}', env=env)
    assert asked.returncode == 0, asked.stderr
    for _ in range(3):
        work(env)
