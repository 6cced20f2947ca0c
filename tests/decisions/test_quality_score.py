"""Rule by rule, what stands in a record: a help to those who wrote it, by which nobody is counted or compared."""

import ast
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from decisions import evidence
from decisions.actions import access
from decisions.guidance.packs import PACKS
from decisions.models import Decision
from decisions.quality import lacks, score
from decisions.quality.score import NOT_ASKED, NOT_SAID, SAID, THIN
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import in_memory
from tests.seeding.people import People

SignedIn = Callable[[User], Client]
ROOT = Path(evidence.__file__).parents[1]
SHOWN_BY = {"decisions/summary/quality.py"}  # the only one that works it out, and it hands it to pages alone


def frozen(**parts: Any) -> Mapping[str, Any]:
    """A record of one rule."""
    rule = {"number": 1, "title": "A rule", "evidence": ["It is there."], "missing": []} | parts.pop("rule", {})
    return {"guidance": {"id": "golden_rules_2024"}, "rules": [rule], "weighing": [], **parts}


def stands(**parts: Any) -> tuple[str, list[tuple[str, str]]]:
    [found] = score.of(frozen(**parts))
    return found.stands, [(each.says, each.where) for each in found.lacks]


def row(label: str, text: str) -> dict[str, str]:
    return {"label": label, "text": text}


def test_what_is_there_and_lacks_nothing_is_said() -> None:
    assert stands() == (SAID, [])


def test_what_is_not_there_is_not_said_and_where_it_would_stand_is() -> None:
    missing = [lacks.NO_RISKS.says]
    assert stands(rule={"evidence": [], "missing": missing}) == (NOT_SAID, [tuple(lacks.NO_RISKS)])


def test_what_is_there_in_part_is_thin() -> None:
    missing = [f"{lacks.NOT_EXPLAINED.says}that they may take it back."]
    assert stands(rule={"missing": missing}) == (THIN, [(missing[0], "Consent")])


def test_a_risk_in_two_words_is_thin_and_the_same_risk_told_is_said() -> None:
    told = "He may find out where she lives"
    assert stands(weighing=[row("Risk of sharing", told)]) == (SAID, [])
    found, [(says, where)] = stands(weighing=[row("Risk of sharing", "None known")])
    assert (found, where) == (THIN, "Risk on both sides, and best interests")
    assert says.startswith("The risk of sharing is said in very few words")
    assert "None known" not in says


@pytest.mark.parametrize("sentence", sorted(lacks.ASKS_NOTHING))
def test_a_rule_that_asks_nothing_does_not_apply(sentence: str) -> None:
    assert stands(rule={"evidence": [sentence]}) == (NOT_ASKED, [])


def test_every_sentence_of_what_is_lacking_says_where_it_would_stand() -> None:
    """Also of drafts that hold nothing, in each edition."""
    empty = [each for pack in PACKS for each in evidence.of(in_memory(pack, {}))]
    found = {text for rule in empty for text in rule["missing"]}  # type: ignore[attr-defined]
    assert len(found) > 5
    assert {text for text in found if not lacks.where(text)} == set()


def test_evidence_says_no_sentence_of_its_own_that_the_score_does_not_know() -> None:
    """What is missing is named in lacks.py alone, so that a new sentence has a place too."""
    source = (ROOT / "decisions/evidence.py").read_text()
    assert not re.search(r'"[^"]*(not written down|not listed|not decided|nothing to tell)[^"]*"', source)


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("case", ["C01", "C05", "C20", "R12"])
def test_of_a_real_record_every_rule_stands_somehow(case: str, pack: str, north: People, walked: Walked) -> None:
    kept = walked(case, north["practitioner"], pack).record.content
    before = deepcopy(kept)
    found = score.of(kept)
    assert [each.number for each in found] == [1, 2, 3, 4, 5, 6, 7]
    assert {lack.where for each in found for lack in each.lacks} <= {lack.where for lack in lacks.ALL}
    assert all(bool(each.lacks) == (each.stands in {THIN, NOT_SAID}) for each in found)
    assert kept == before


def test_every_text_that_it_looks_for_is_one_that_records_have() -> None:
    """A label that is changed in content.py would be found no more, and nothing would ever be thin."""
    source = (ROOT / "decisions/content.py").read_text()
    labels = {text.label for texts in score.TEXTS.values() for each in texts.values() for text in each}
    assert len(labels) == 7
    assert {label for label in labels if f'"{label}"' not in source} == set()


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "sees"),
    [("practitioner", True), ("manager", True), ("ig_lead", True), ("adviser", False)],
)
def test_its_owner_and_those_who_review_it_see_it_and_nobody_else(
    who: str, sees: bool, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    decision = walked("C20", north["practitioner"])
    if who == "adviser":
        let_in(decision, north["colleague"])
    page = signed_in(north["colleague" if who == "adviser" else who]).get(f"/decisions/{decision.reference}/")
    assert page.status_code == 200
    assert ("How each rule stands in this record" in page.content.decode()) == sees


def let_in(decision: Decision, whom: User) -> None:
    until = timezone.now() + timedelta(days=9)
    access.let_adviser_in(decision=decision, whom=whom, why="Knows the law", until=until, by=decision.owner)


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    rows = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import)]
    return {f"{getattr(node, 'module', '')}.{name.name}".lstrip(".") for node in rows for name in node.names}


def test_it_is_worked_out_for_pages_alone_and_no_file_or_print_can_have_it() -> None:
    paths = [path for app in ("decisions", "consent", "infoshare") for path in (ROOT / app).rglob("*.py")]
    using = {
        str(path.relative_to(ROOT))
        for path in paths
        if any(name.startswith("decisions.quality.score") for name in imports(path))
    }
    assert using == SHOWN_BY
    prints = [*ROOT.glob("templates/**/*_pdf.html"), *ROOT.glob("templates/**/*.txt")]
    assert not [path for path in prints if re.search(r"score|quality", path.read_text())]


def test_no_table_keeps_it() -> None:
    """So no query can count it, sort by it or group it: not by a person, and not by anything else."""
    columns = {column.name for model in apps.get_models() for column in model._meta.concrete_fields}
    assert not {name for name in columns if "score" in name or "evidence_standing" in name}
