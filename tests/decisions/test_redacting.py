"""What is taken out of a text for a copy: who others are, however it is written; and what somebody says of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.advising.withheld import Known, Mark, Marked
from decisions.models import PackText
from decisions.packing import Text
from decisions.places import Place
from decisions.redacting import Goes, People, exposes, fingerprint, goes, left_out, mark_of, proposed, shown

OWN = Known(names=("Aoife Byrne",), initials=("AB",), born=(date(2014, 5, 6),), numbers=("943 476 5919", "F-1"))
OTHERS = Known(names=("Sean Byrne", "Zoë O'Neill-Quayle"), numbers=("12 Hill Close, Leeds", "LS1 4AP"))
PEOPLE = People(OWN, OTHERS)
WRITTEN = (
    *("Sean Byrne", "SEAN BYRNE", "sean  byrne", "Sean", "Byrne, Sean", "Zoe O'Neill Quayle", "Zoë O’Neill-Quayle"),
    *("ONeill", "12 Hill Close Leeds", "12, hill close, leeds", "ls14ap", "01632 960123", "z@example.org"),
)
STAYS = ("Aoife Byrne", "AOIFE BYRNE", "Aoife", "AB", "6 May 2014", "943 476 5919", "943-476-5919", "F-1")
PLAIN = st.sampled_from(["She was told", "at school", "on that day", "and then", "nobody else knew"])


def gone(text: str) -> str:
    return shown(proposed(text, PEOPLE))


@given(st.lists(PLAIN, min_size=1), st.sampled_from(WRITTEN), st.lists(PLAIN, min_size=1))
def test_who_others_are_is_found_however_it_is_written(before: list[str], name: str, after: list[str]) -> None:
    text = f"{'. '.join(before)}; {name}; {'. '.join(after)}"
    left = gone(text)
    assert name not in left
    assert "left out]" in left
    assert left.startswith(f"{'. '.join(before)}; [")
    assert left.endswith(f"; {'. '.join(after)}")


@pytest.mark.parametrize("name", STAYS)
def test_the_persons_own_stays(name: str) -> None:
    assert gone(f"We saw {name}, at last") == f"We saw {name}, at last"


HOME = People(OWN, Known(), places=(Place("14 Mill Lane, Leeds"), Place("Flat 3, 9 Elm Road", "LS2 7EW")))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("She is at 14 Mill Lane now", "She is at [number or address left out] now"),
        ("Seen at 14, mill ln. twice", "Seen at [number or address left out]. twice"),
        ("9 Elm Rd, then 14 Mill Lane", "[number or address left out], then [number or address left out]"),
        ("14 Mill Lane and 14 Mill Lane", "[number or address left out] and [number or address left out]"),
        ("The mill is in a lane", "The mill is in a lane"),
    ],
)
def test_where_others_live_is_found_in_ordinary_spellings(said: str, left: str) -> None:
    """As a text that would tell it to a recipient is; and no more words than tell it."""
    assert shown(proposed(said, HOME)) == left


def test_a_text_that_tells_where_somebody_hides_says_so() -> None:
    people = People(OWN, Known(), places=HOME.places, hidden=HOME.places[:1])
    assert exposes("at 14 mill ln", people)
    assert not exposes("at 9 Elm Road", people)


def test_a_relative_whose_name_is_made_of_the_persons_own_words_is_found() -> None:
    """Whole; what is part of the person's own name in full stays."""
    people = People(Known(names=("Ava Mary Jones",)), Known(whole=("Mary Jones",)))
    assert shown(proposed("Ava Mary Jones ran to Mary Jones", people)) == "Ava Mary Jones ran to [name left out]"
    assert shown(proposed("Ava, Mary and Jones", people)) == "Ava, Mary and Jones"


def test_a_name_that_begins_inside_another_is_found_to_its_end() -> None:
    people = People(Known(), Known(names=("Sean Byrne", "Byrne de Vries")))
    assert shown(proposed("told Sean Byrne de Vries so", people)) == "told [name left out] so"


def test_a_surname_alone_may_be_somebody_elses() -> None:
    assert gone("Byrne rang") == "[name left out] rang"
    assert gone("Aoife Byrne and Sean Byrne") == "Aoife Byrne and [name left out]"


def text(said: str) -> Text:
    return Text("record IS-2222-2222", "Added since", "3 March 2026", said)


def goes_as(said: str, **row: object) -> Goes:
    values: dict[str, object] = {"left": [], "also": [], "whole": False, "category": "", **row}
    return goes(text(said), PEOPLE, PackText(**values))


def test_what_stays_in_and_what_more_goes_is_for_these_words_alone() -> None:
    said = "Sean Byrne met Auntie Bea; AUNTIE BEA met Zoë"
    assert goes_as(said, left=["Sean Byrne"]).text == "Sean Byrne met Auntie Bea; AUNTIE BEA met [name left out]"
    assert goes_as(said, also=["auntie bea"]).text.count("[left out]") == 2
    assert goes_as("Bea's beads", also=["Bea"]).text == "[left out]'s [left out]ds", "As it stands, wherever it stands"
    assert goes_as(said, whole=True, category="harm").text == "[all of this is left out]"
    assert mark_of(text(f"{said}.")) != mark_of(text(said)), "Another text is proposed anew"


def test_words_by_hand_take_out_what_they_overlap() -> None:
    assert goes_as("told Sean Byrne's aunt", also=["Byrne's aunt"]).text == "told [name left out]"
    assert goes_as("told Sean Byrne's aunt", also=["Byrne's aunt"], left=["Sean Byrne"]).text == "told Sean [left out]"


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", *WRITTEN])), min_size=1))
def test_what_goes_is_the_text_with_marks_for_what_does_not(pieces: list[tuple[str, str]]) -> None:
    """Nothing is lost or moved between what is taken out."""
    whole = " ".join(f"{plain} {name}" for plain, name in pieces)
    found = proposed(whole, PEOPLE)
    assert all(one.end <= two.start for one, two in zip(found.marks, found.marks[1:], strict=False))
    kept = "".join(whole[a:b] for a, b in _between(found))
    assert shown(Marked(kept, ())) == kept
    assert len(shown(found)) == len(kept) + sum(len(shown(Marked("x", (_whole(mark.tells),)))) for mark in found.marks)


def _between(found: Marked) -> list[tuple[int, int]]:
    starts = [0, *(mark.end for mark in found.marks)]
    ends = [*(mark.start for mark in found.marks), len(found.text)]
    return list(zip(starts, ends, strict=True))


def _whole(tells: str) -> Mark:
    return Mark(0, 1, tells)


def test_how_much_is_left_out_is_counted_by_category_and_says_nothing() -> None:
    rows = [
        goes_as("Sean Byrne, LS1 4AP", also=[]),
        goes_as("Auntie Bea", also=["Auntie Bea"], category="harm"),
        goes_as("A story", whole=True, category="confidence"),
    ]
    others = "It tells something about somebody else"
    assert left_out(rows) == [
        {"what": "Names of other people", "why": others, "times": 1},
        {"what": "Numbers and addresses of other people", "why": others, "times": 1},
        {"what": "Other words", "why": "It could harm somebody's health or safety", "times": 1},
        {"what": "Whole texts", "why": "It was said in confidence", "times": 1},
    ]


def test_the_mark_of_what_was_read_changes_with_any_text_as_it_goes() -> None:
    said = "Sean Byrne met Auntie Bea"
    marks = {
        fingerprint([goes_as(said, **row)])
        for row in ({}, {"left": ["Sean Byrne"]}, {"also": ["Bea"]}, {"whole": True, "category": "law"})
    }
    assert len(marks) == 4
