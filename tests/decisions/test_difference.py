"""What was struck and what is new: both whole texts come out of it again, whatever somebody typed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions import difference
from decisions.difference import KEPT, NEW, STRUCK, Piece, pieces

RIGHT_TO_LEFT, FAMILY = "سلامة الطفل أولا", "\U0001f469‍\U0001f467"
WORDS = st.lists(st.sampled_from(["she", "was", "not", " ", "\n", "home", RIGHT_TO_LEFT, FAMILY, "é"]))
TEXTS = st.one_of(st.text(), WORDS.map("".join), WORDS.map(" ".join))


def _joined(found: list[Piece]) -> str:
    return "".join(each.text for each in found)


@given(TEXTS, TEXTS)
def test_what_was_kept_and_struck_is_the_old_text_and_what_was_kept_and_is_new_the_new_one(old: str, new: str) -> None:
    found = pieces(old, new)
    assert _joined(difference.before(found)) == old
    assert _joined(difference.after(found)) == new
    assert all(each.text for each in found)


@given(TEXTS)
def test_a_text_that_did_not_change_has_nothing_struck_and_nothing_new(text: str) -> None:
    assert all(each.is_kept for each in pieces(text, text))


@given(TEXTS, TEXTS)
def test_the_same_two_texts_always_differ_in_the_same_way(old: str, new: str) -> None:
    assert pieces(old, new) == pieces(old, new)


def test_only_the_words_that_changed_are_marked() -> None:
    assert pieces("She rang on Monday at home", "She rang on Tuesday at home") == [
        Piece(KEPT, "She rang on "),
        Piece(STRUCK, "Monday "),
        Piece(NEW, "Tuesday "),
        Piece(KEPT, "at home"),
    ]


@pytest.mark.parametrize("sign", [RIGHT_TO_LEFT, FAMILY, "a" + "́" * 50])
def test_no_word_is_taken_apart(sign: str) -> None:
    """A sign joined of several, or a letter with its accents, is struck or kept whole."""
    found = pieces(f"one {sign} two", "one two")
    assert Piece(STRUCK, f"{sign} ") in found


@pytest.mark.slow
def test_two_long_texts_that_share_little_keep_nobody_waiting() -> None:
    began = time.process_time()
    old, new = "a b " * 2_500, "b c a " * 1_600
    found = pieces(old, new)
    assert time.process_time() - began < 2
    assert (_joined(difference.before(found)), _joined(difference.after(found))) == (old, new)
