"""An installation that has its words already is brought up to date again, by an owner who is no superuser."""

from collections.abc import Iterator

import psycopg
import pytest

from decisions.models.keeping_search import MARK
from tests import databases

pytestmark = pytest.mark.slow


@pytest.fixture
def name(worker_id: str) -> Iterator[str]:
    with databases.of_its_own(f"again_{worker_id}", filled=False) as made:
        yield made


def test_what_has_changed_since_is_made_anew_by_a_connection_of_its_own(name: str) -> None:
    with psycopg.connect(databases.address(name), autocommit=True) as opened:
        opened.execute("COMMENT ON FUNCTION decisions_search_keep(bigint[]) IS 'another'")
    order = ("migrate", "--noinput", "--verbosity", "0", "--settings", "tests.settings")
    done = databases.manage(*order, env=databases.environment(name))
    assert done.returncode == 0, done.stderr
    with psycopg.connect(databases.address(name)) as opened:
        [(mark,)] = opened.execute(
            "SELECT obj_description(to_regprocedure('decisions_search_keep(bigint[])'), 'pg_proc')"
        )
    assert mark == MARK
