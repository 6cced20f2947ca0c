"""What tells who somebody is does not reach an adviser, however it is written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.advising.withheld import Known, marked

KNOWN = Known(
    names=("Zoë O'Neill-Smith", "Ann van der Berg", "Li"),
    initials=("ZN",),
    born=(date(2012, 4, 3),),
    numbers=("OP-2041", "943 476 5919"),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oneill and ONeill’s", "[name withheld] and [name withheld]’s"),
        ("Zoë came late", "[name withheld] came late"),
        ("ZOE came late", "[name withheld] came late"),
        ("I saw zoe's mother", "I saw [name withheld]'s mother"),
        ("Mrs O’Neill-Smith rang", "Mrs [name withheld] rang"),
        ("the Smith family", "the [name withheld] family"),
        ("a blacksmith and a smithy", "a blacksmith and a smithy"),
        ("She is from the Hague, of van and man", "She is from the Hague, of van and man"),
        ("Ann van der Berg", "[name withheld]"),
        ("Li is listening", "[name withheld] is listening"),
        ("about ZN.", "about [initials withheld]."),
        ("about Z.N. and Z N", "about [initials withheld]. and [initials withheld]"),
        ("born 3/4/2012", "born [date of birth withheld]"),
        ("born 03.04.12", "born [date of birth withheld]"),
        ("born 2012-04-03", "born [date of birth withheld]"),
        ("born on the 3rd of April 2012", "born on the [date of birth withheld]"),
        ("born Apr 3, 2012", "born [date of birth withheld]"),
        ("born 13/4/2012", "born 13/4/2012"),
        ("file OP 2041", "file [number withheld]"),
        ("file op2041", "file [number withheld]"),
        ("NHS 9434765919", "NHS [number withheld]"),
        ("write to mum@example.org", "write to [contact withheld]"),
        ("lives at EX4 3PQ", "lives at [contact withheld]"),
        ("ring 01632 960 123", "ring [contact withheld]"),
        ("nothing about anybody", "nothing about anybody"),
        ("", ""),
    ],
)
def test_each_way_of_writing_it_is_found_and_nothing_else(text: str, shown: str) -> None:
    assert marked(text, KNOWN).shown == shown


def test_what_the_asker_marks_by_hand_is_withheld_too() -> None:
    assert marked("Her uncle Bo hit her", Known(), also=["Bo"]).shown == "Her uncle [name withheld] hit her"


NAMES = st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=2, max_size=12)
AROUND = st.text(alphabet="xyz ,.;:\n-()", max_size=30)


@settings(max_examples=300)
@given(NAMES, AROUND, AROUND, st.sampled_from([str.upper, str.lower, str.title, str]))
def test_a_name_set_apart_by_anything_but_letters_is_never_shown(
    name: str, before: str, after: str, write: type
) -> None:
    shown = marked(f"{before} {write(name)} {after}", Known(names=(name,))).shown
    assert "[name withheld]" in shown
    assert write(name) not in shown.replace("[name withheld]", "")


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_what_is_not_marked_is_left_as_it_was(text: str) -> None:
    found = marked(text, KNOWN)
    kept = [
        text[end:start]
        for end, start in zip(
            [0, *(m.end for m in found.marks)], [*(m.start for m in found.marks), len(text)], strict=True
        )
    ]
    assert all(part in found.shown for part in kept)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in found.marks)
