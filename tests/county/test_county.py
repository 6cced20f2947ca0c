"""The county that figures are measured on: its rows are such as the product itself would have written."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from bench.county.numbers import reference, uuid
from tests import databases

DECISIONS = 40


@pytest.fixture(scope="module")
def county() -> Iterator[dict[str, Any]]:
    with databases.of_its_own("county", filled=False) as name:
        env = {**databases.environment(name), "DJANGO_SETTINGS_MODULE": "tests.settings"}
        order = [sys.executable, "-m", "bench.county.proof", str(DECISIONS)]
        done = subprocess.run(order, cwd=databases.ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout)


@pytest.mark.slow
def test_every_page_opens_on_decisions_of_the_county(county: dict[str, Any]) -> None:
    assert len(county["pages"]) > 3 * DECISIONS
    assert [(page, status) for page, status in county["pages"] if status != 200] == []


@pytest.mark.slow
def test_its_chain_holds_and_has_every_event(county: dict[str, Any]) -> None:
    assert county["fault"] == ""
    assert county["rows"]["audit_chainlink"] == county["rows"]["audit_event"]


@pytest.mark.slow
def test_it_has_as_many_decisions_as_were_asked_for_and_of_different_kinds(county: dict[str, Any]) -> None:
    assert county["rows"]["decisions_decision"] == DECISIONS
    assert len(county["kinds"]) >= 3


def test_references_and_keys_of_different_numbers_differ() -> None:
    numbers = range(8 * 10**10, 8 * 10**10 + 20_000)
    assert len({reference("IS", each) for each in numbers}) == len({uuid(each) for each in numbers}) == 20_000
