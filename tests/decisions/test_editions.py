"""The page of editions and what changed between two: what it says of an organisation, and to whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from decisions.models import Decision
from decisions.summary import editions
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import started
from tests.seeding.people import People

SignedIn = Callable[[User], Client]
COMPARED = "/guidance/golden_rules_2008/golden_rules_2024/"


def _drafts(page: Any) -> dict[str, object]:
    return {row["pack"].id: row["drafts"] for row in page["rows"] if row["pack"]}


def test_each_edition_says_when_it_was_in_force_and_which_one_new_decisions_follow(
    north: People, signed_in: SignedIn
) -> None:
    page = signed_in(north["practitioner"]).get("/guidance/")
    rows = {row["since"]: row for row in page.context["rows"]}
    assert [(row["since"], row["until"]) for row in page.context["rows"]] == [
        ("May 2024", ""),
        ("July 2018", "May 2024"),
        ("March 2015", "July 2018"),
        ("October 2008", "March 2015"),
    ]
    assert rows["May 2024"]["replaced"] == "2018"
    assert [since for since, row in rows.items() if row["is_used"]] == ["May 2024"]
    north["practitioner"].organisation.default_pack = "golden_rules_2008"
    north["practitioner"].organisation.save()
    page = signed_in(north["practitioner"]).get("/guidance/")
    assert [row["since"] for row in page.context["rows"] if row["is_used"]] == ["October 2008"]


def test_drafts_are_counted_by_edition_only_as_far_as_somebody_may_open_them(
    north: People, south: People, walked: Walked, signed_in: SignedIn
) -> None:
    walked("C01", north["practitioner"])  # recorded, so no draft
    walked("C05", north["practitioner"], "golden_rules_2008", until="items")
    started(north["practitioner"])
    counted = {
        user: _drafts(signed_in(user).get("/guidance/").context)
        for user in (north["practitioner"], north["manager"], north["administrator"], south["manager"])
    }
    both = {"golden_rules_2008": "1", "golden_rules_2024": "1"}
    assert counted[north["practitioner"]] == counted[north["manager"]] == both
    assert counted[north["administrator"]] == counted[south["manager"]] == dict.fromkeys(both, "None")


def test_however_many_drafts_there_are_the_count_ends(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions, "MOST", 1)
    started(north["practitioner"])
    started(north["practitioner"])
    assert Decision.objects.visible_to(north["practitioner"]).count() == 2
    drafts = _drafts(signed_in(north["practitioner"]).get("/guidance/").context)
    assert drafts["golden_rules_2024"] == "More than 1"


def test_two_editions_side_by_side_say_where_the_same_answers_end_otherwise(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["administrator"]).get(COMPARED)
    text = page.content.decode()
    assert "The 2008 edition ended in: Do not share." in text
    assert "The 2024 edition can end in: Share." in text
    assert "Is a child at risk of harm, or do you perceive a risk? Yes." in text
    assert text.count("<svg") == text.count("<title id=") == text.count("<desc id=") == 2


@pytest.mark.parametrize(
    "path",
    ["golden_rules_2024/golden_rules_2008", "golden_rules_2008/golden_rules_2008", "golden_rules_2008/none", "x/y"],
)
def test_only_an_older_edition_is_held_against_a_newer_one(north: People, signed_in: SignedIn, path: str) -> None:
    assert signed_in(north["practitioner"]).get(f"/guidance/{path}/").status_code == 404
