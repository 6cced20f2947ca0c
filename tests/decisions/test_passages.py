"""Every passage of a record has its place, in every format there ever was; what the site acts on has none."""

from typing import Any

import pytest

from decisions import passages
from decisions.models import Decision
from tests.conftest import Walked
from tests.seeding.people import People

OLD: dict[str, Any] = {
    "format": 1,
    "about": "AB",
    "to": "The school",
    "decision": {"decided": "share", "label": "Share", "reasons": "She needs help", "departure_why": ""},
    "details": [{"label": "About", "text": "AB"}, {"label": "Purpose", "text": "To help"}],
    "items": [{"text": "She is often late", "why": "It is needed", "choice": "share", "source": "Her teacher"}],
    "weighing": [{"label": "Risk of sharing", "text": "Little"}],
    "advice": [{"question": "danger", "short": "", "rows": [{"label": "What was said", "text": "Share"}]}],
    "answers": [{"slug": "danger", "question": "Is there danger?", "value": "no", "answer": "No", "note": "Not now"}],
}


def test_a_record_of_the_first_format_has_its_places() -> None:
    assert {place: each.text for place, each in passages.of(OLD).items()} == {
        "decision.reasons": "She needs help",
        "details.0.text": "AB",
        "weighing.0.text": "Little",
        "items.0.text": "She is often late",
        "items.0.source": "Her teacher",
        "items.0.why": "It is needed",
        "advice.0.rows.0.text": "Share",
        "answers.0.answer": "No",
        "answers.0.note": "Not now",
    }


def test_what_the_site_acts_on_is_no_passage() -> None:
    """Who gets what, for which purpose, on which consent: to change that is a new decision."""
    found = passages.of(OLD)
    assert "To help" not in {each.text for each in found.values()}
    assert not {"decision.label", "decision.decided", "items.0.choice"} & set(found)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("case", ["C01", "R12", "C20", "S02"])
def test_each_place_leads_to_its_own_text_and_to_no_other(case: str, north: People, walked: Walked) -> None:
    content = _content(walked(case, north["practitioner"]))
    found = passages.of(content)
    assert len(found) > 5
    for place in found:
        again = passages.of(passages.reading(content, {place: "Otherwise"}))
        changed = {each for each in found if found[each] != again.get(each)}
        assert changed == {place}
        assert again[place].text == "Otherwise"


@pytest.mark.slow
@pytest.mark.django_db
def test_to_read_otherwise_leaves_what_was_recorded(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"])
    content = _content(decision)
    passages.reading(content, dict.fromkeys(passages.of(content), "Otherwise"))
    assert content == _content(decision)
    assert "Otherwise" not in str(content)


def test_what_the_record_shows_twice_reads_otherwise_twice() -> None:
    assert passages.reading(OLD, {"details.0.text": "CD"})["about"] == "CD"
    said = [{"label": "What the danger was", "text": "A knife"}, {"label": "Who was told", "text": "The police"}]
    urgent = {"about": "AB", "to": "The police", "decision": {"reasons": "A knife"}, "emergency": said}
    again = passages.reading(urgent, {"emergency.0.text": "A gun", "emergency.1.text": "999"})
    assert (again["decision"]["reasons"], again["to"]) == ("A gun", "999")
    assert "decision.reasons" not in passages.of(urgent)


@pytest.mark.parametrize(
    ("place", "piece", "column"),
    [
        ("items.2.text", 2, "text"),
        ("items.0.source", 0, "source"),
        ("items.1.lines.0.redacted", 1, ""),
        ("items.1.lines.0.why", None, ""),
        ("items.1.why", None, ""),
        ("weighing.0.text", None, ""),
        ("decision.reasons", None, ""),
    ],
)
def test_a_passage_of_a_piece_of_information_says_which(place: str, piece: int | None, column: str) -> None:
    assert (passages.piece_of(place), passages.column_of(place)) == (piece, column)


def _content(decision: Decision) -> Any:
    return Decision.objects.select_related("record").get(pk=decision.pk).record.content
