"""An installation that has its words already is brought up to date again, by an owner who is no superuser."""

from collections.abc import Iterator

import psycopg
import pytest

from decisions.models.keeping_search import KEEPS, MARK
from decisions.models.searching_sql import ASKING_MARK, FINDS
from tests import databases

pytestmark = pytest.mark.slow
MIGRATE = ("migrate", "--noinput", "--verbosity", "0", "--settings", "tests.settings")
FILLS = """
CREATE FUNCTION note_filled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filled SET again = true;
  RETURN NULL;
END
$$;
CREATE TRIGGER filled AFTER DELETE ON decisions_searchtext FOR EACH STATEMENT EXECUTE FUNCTION note_filled()
"""


@pytest.fixture
def name(worker_id: str) -> Iterator[str]:
    with databases.of_its_own(f"again_{worker_id}", filled=False) as made:
        yield made


def test_what_has_changed_since_is_made_anew_by_a_connection_of_its_own(name: str) -> None:
    with psycopg.connect(databases.address(name), autocommit=True) as opened:
        opened.execute(f"COMMENT ON FUNCTION {KEEPS} IS 'another'")
    done = databases.manage(*MIGRATE, env=databases.environment(name))
    assert done.returncode == 0, done.stderr
    with psycopg.connect(databases.address(name)) as opened:
        assert mark(opened, KEEPS) == MARK


def mark(opened: psycopg.Connection[tuple[object, ...]], function: str) -> object:
    [(found,)] = opened.execute("SELECT obj_description(to_regprocedure(%s), 'pg_proc')", [function])
    return found


def test_other_questions_are_put_without_working_out_all_words_anew(name: str) -> None:
    with psycopg.connect(databases.address(name), autocommit=True) as opened:
        opened.execute(f"COMMENT ON FUNCTION {FINDS} IS 'another'")
        opened.execute("CREATE TABLE filled AS SELECT false AS again")
        opened.execute(FILLS)
    done = databases.manage(*MIGRATE, env=databases.environment(name))
    assert done.returncode == 0, done.stderr
    with psycopg.connect(databases.address(name)) as opened:
        assert mark(opened, FINDS) == ASKING_MARK
        assert opened.execute("SELECT again FROM filled").fetchall() == [(False,)]
