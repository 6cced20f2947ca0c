"""The two commands: answers in and route out, and drawings kept true. Neither touches the database."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from decisions.guidance.answers_json import BadAnswersError, route_as_json

BAD = {
    "not JSON": (b"{situation", "not JSON that can be read"),
    "not text": (b"\xff\xfe\xfa", "not JSON that can be read"),
    "too deep": (b"[" * 100_000, "not JSON that can be read"),
    "a list": (b"[]", "must be one JSON object"),
    "an unknown question": (
        b'{"weather": "wet"}',
        "to no question of this edition. It asks: situation, danger",
    ),
    "an unknown value": (
        b'{"situation": "gossip"}',
        "answer to situation must be one of: case, request, bulk",
    ),
    "a value that is not text": (b'{"situation": ["case"]}', "answer to situation must be one of"),
}


def run_route(monkeypatch: pytest.MonkeyPatch, answers: bytes, *options: str) -> str:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answers)))
    out = io.StringIO()
    call_command("route", *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("answers", "sentence"), BAD.values(), ids=BAD)
def test_answers_that_cannot_be_followed_are_refused_with_advice(answers: bytes, sentence: str) -> None:
    with pytest.raises(BadAnswersError, match=sentence):
        route_as_json("golden_rules_2024", answers)


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(BadAnswersError, match="no such edition"):
        route_as_json("golden_rules_1066", "{}")


def test_the_route_command_prints_the_route(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run_route(monkeypatch, b'{"situation": "bulk"}', "--pack", "golden_rules_2008")
    assert json.loads(printed) == {
        "asked": ["situation"],
        "next": None,
        "waiting_for_advice_at": [],
        "outcome": "bulk_advice",
        "why": ["Bulk or regular sharing needs specialist advice first."],
    }


def test_the_route_command_refuses_bad_answers_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="must be one JSON object"):
        run_route(monkeypatch, b"3")


def test_the_drawings_are_checked_and_written_by_command() -> None:
    call_command("draw_guidance", "--check")
    out = io.StringIO()
    call_command("draw_guidance", stdout=out)
    assert "none were stale" in out.getvalue()


def test_a_stale_drawing_is_named_and_then_written(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Out of date: golden_rules_2008.md, golden_rules_2024.md\."):
        call_command("draw_guidance", "--check", "--folder", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    out = io.StringIO()
    call_command("draw_guidance", "--folder", str(tmp_path), stdout=out)
    assert "golden_rules_2008.md, golden_rules_2024.md" in out.getvalue()
    call_command("draw_guidance", "--check", "--folder", str(tmp_path))
