"""Whatever was typed is on the paper: signs no font has, text turned round, words without an end."""

import pytest

from infoshare.documents.long_words import ZERO_WIDTH_SPACE, breakable
from infoshare.documents.pdf import Attachment, render
from tests.documents.reading import lines, opened, words
from tests.documents.samples import TITLE, WHEN, facts, page, printed

H1 = "<h1>Record</h1>"


def test_a_sign_no_font_has_is_spelled_out_and_the_attachment_keeps_it() -> None:
    unicorn = Attachment("record.json", '"\U0001f984"'.encode(), "application/json", "The record as data")
    pdf = printed(f"{H1}<p>a \U0001f984 b</p>", attachments=(unicorn,))
    assert "a[U+1F984]b" in words(pdf)
    assert opened(pdf).attachments["record.json"] == [unicorn.data]


def test_signs_that_would_turn_the_text_round_are_shown() -> None:
    assert "[U+202E]harmless[U+202C]" in words(printed(f"{H1}<p>\u202eharmless\u202c</p>"))


def test_a_sign_in_the_page_header_is_spelled_out_too() -> None:
    html = page(H1).replace("IS-2026-0042", "\U0001f984")
    assert "[U+1F984]" in words(render(html, title=TITLE, created_at=WHEN))


def test_only_the_sign_without_a_shape_is_spelled_out_even_when_it_is_drawn_as_two() -> None:
    assert "\u0175[U+0E33]\u0177" in words(printed(f"{H1}<p>\u0175 \u0e33 \u0177</p>"))


def test_a_pile_of_accents_is_spelled_out_and_a_language_with_many_is_not() -> None:
    pile, language = chr(0x301) * 100, "e\u0301" * 100
    assert words(printed(f"{H1}<p>a{pile}</p>")).count("[U+0301]") == 100
    assert "[U+" not in words(printed(f"{H1}<p>{language}</p>"))


@pytest.mark.parametrize("letter", ["W", "\u0436", "-", "\u00a0."])
def test_a_long_word_keeps_every_letter_and_stays_on_the_paper(letter: str) -> None:
    pdf = printed(H1 + facts(Reasons=letter * 2_000))
    assert words(pdf).count(letter.strip()) >= 2_000
    assert max(map(len, lines(pdf))) < 150


def test_a_long_word_is_laid_out_line_by_line_and_not_whole() -> None:
    """Time grows with the square of the length unless each line ends at a place to break: every ten letters."""
    counts = {line.count("W") % 10 for line in lines(printed(H1 + facts(Reasons="W" * 2_000)))}
    assert counts == {0}


def test_a_word_too_wide_for_its_column_wraps() -> None:
    assert 0 < max(line.count("W") for line in lines(printed(H1 + facts(Reasons="W" * 70)))) < 70


def test_an_ordinary_word_and_a_hash_are_left_alone() -> None:
    text = f"https://example.org/guidance/children {'0f' * 32}"
    assert breakable(text) == text


def test_no_break_comes_between_a_letter_and_its_accent() -> None:
    pieces = breakable("e\u0301" * 15 + "x" + "e\u0301" * 60).split(ZERO_WIDTH_SPACE)
    assert len(pieces) > 10
    assert not any(piece.startswith("\u0301") for piece in pieces)


def test_even_signs_joined_without_end_get_a_place_to_break() -> None:
    assert ZERO_WIDTH_SPACE in breakable("x\u200d" * 100)
