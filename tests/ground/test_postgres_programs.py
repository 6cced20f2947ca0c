"""Which PostgreSQL is taken, and what is said when none will do."""

from pathlib import Path

import pytest

from infoshare import postgres_programs


def test_no_postgresql_at_all_names_the_command_that_brings_one() -> None:
    with pytest.raises(RuntimeError, match="Run `make setup`"):
        postgres_programs.first_of([])


def test_a_pg_bin_without_programs_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(RuntimeError, match="lacks postgres, initdb, pg_ctl, pg_isready"):
        postgres_programs.find()


def test_a_postgresql_that_is_too_old_is_refused(tmp_path: Path) -> None:
    for name in postgres_programs.NEEDED:
        (tmp_path / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9 (Debian 14.9-1)'\n")
        (tmp_path / name).chmod(0o755)
    with pytest.raises(RuntimeError, match="Set PG_BIN to version 15 or newer"):
        postgres_programs.first_of([tmp_path])


def test_the_pinned_wheel_comes_before_debians(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    assert postgres_programs.find() == postgres_programs.from_wheel()[0].resolve()
