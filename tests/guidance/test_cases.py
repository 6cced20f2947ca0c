"""The real and constructed cases: every one must come out as its source or its author says."""

import json
from pathlib import Path

import pytest

import decisions
from decisions.guidance import packs
from decisions.guidance.route import follow, on_path

CASES = json.loads((Path(decisions.__file__).parent / "cases.json").read_text("utf-8"))["cases"]
ROUTES = [
    pytest.param(pack_id, route["answers"], route["expect"], id=f"{case['id']}-{pack_id}")
    for case in CASES
    for pack_id, route in case["routes"].items()
]


def test_every_case_is_walked_in_both_editions() -> None:
    assert [set(case["routes"]) for case in CASES] == [set(packs.PACKS)] * len(CASES)


@pytest.mark.parametrize(("pack_id", "answers", "expect"), ROUTES)
def test_a_case_comes_out_as_expected(pack_id: str, answers: dict[str, str], expect: dict[str, object]) -> None:
    route = follow(packs.get(pack_id), answers)
    assert route.outcome == expect["outcome"]
    assert list(route.waiting_for_advice_at) == expect["waiting_for_advice_at"]


@pytest.mark.parametrize(("pack_id", "answers", "expect"), ROUTES)
def test_every_answer_of_a_case_is_on_its_path(
    pack_id: str, answers: dict[str, str], expect: dict[str, object]
) -> None:
    assert on_path(packs.get(pack_id), answers) == answers
