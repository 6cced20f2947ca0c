"""What differs between two texts, word by word: nothing is lost of either, and what is the same is said to be."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.govuk.difference import Piece, difference

RIGHT_TO_LEFT, FAMILY = "سلامة الطفل أولا", "\U0001f469\u200d\U0001f467"
WORDS = st.lists(st.sampled_from(["she", "was", "not", " ", "\n", "home", RIGHT_TO_LEFT, FAMILY, "é"]))
TEXTS = st.one_of(st.text(alphabet="ab .\n\u00e9", max_size=60), st.text(), WORDS.map("".join), WORDS.map(" ".join))


def one_of(before: str, after: str, *kinds: str) -> str:
    return "".join(piece.text for piece in difference(before, after) if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_letter_for_letter(before: str, after: str) -> None:
    assert one_of(before, after, "kept", "removed") == before
    assert one_of(before, after, "kept", "added") == after


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(piece.kind == "kept" for piece in difference(text, text))


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_none_follows_one_of_its_own_kind(before: str, after: str) -> None:
    kinds = [piece.kind for piece in difference(before, after)]
    assert all(piece.text for piece in difference(before, after))
    assert all(one != other for one, other in zip(kinds, kinds[1:], strict=False))


def test_one_word_in_a_sentence() -> None:
    assert difference("He hit her twice.", "He pushed her twice.") == [
        Piece("kept", "He "),
        Piece("removed", "hit"),
        Piece("added", "pushed"),
        Piece("kept", " her twice."),
    ]


def test_words_that_changed_in_a_row_are_one_change() -> None:
    assert difference("the red car", "the old blue car") == [
        Piece("kept", "the "),
        Piece("removed", "red"),
        Piece("added", "old blue"),
        Piece("kept", " car"),
    ]
    assert [piece.kind for piece in difference("a red car b", "a blue van b")] == ["kept", "removed", "added", "kept"]


@pytest.mark.parametrize("sign", [RIGHT_TO_LEFT, FAMILY, "a" + "\u0301" * 50])
def test_no_word_is_taken_apart(sign: str) -> None:
    """A sign joined of several, or a letter with its accents, is removed or kept whole."""
    [gone] = [piece.text for piece in difference(f"one {sign} two", "one two") if piece.kind == "removed"]
    assert gone.strip() == sign


def test_two_long_texts_that_share_little_keep_nobody_waiting() -> None:
    began = perf_counter()
    before, after = "a b " * 2_500, "b c a " * 1_600
    assert one_of(before, after, "kept", "removed") == before
    assert perf_counter() - began < 3


@pytest.mark.parametrize(("before", "after", "kind"), [("", "New", "added"), ("Old", "", "removed")])
def test_what_was_empty(before: str, after: str, kind: str) -> None:
    assert [piece.kind for piece in difference(before, after)] == [kind]


@pytest.mark.parametrize("word", ["a ", "Who ", "x"])
def test_a_long_text_that_repeats_itself_takes_no_time(word: str) -> None:
    began = perf_counter()
    difference(word * 5_000 + "end", "start " + word * 5_000)
    assert perf_counter() - began < 3
