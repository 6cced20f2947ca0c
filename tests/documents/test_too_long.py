"""What is too long to print while others wait is refused in a sentence, and never begun."""

import pytest

from infoshare.documents import pdf
from infoshare.documents.pdf import LONGEST, TooLong
from tests.documents.samples import printed


@pytest.mark.parametrize("letter", ["word ", "x", "\U0001f984"])
def test_too_long_a_page_is_refused_before_it_is_drawn(letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, letters without an end, and signs that are spelled out: each by what it takes."""
    monkeypatch.setattr(pdf, "LONGEST", 1_000)
    assert printed("<h1>Record</h1>" + letter * 50)
    with pytest.raises(TooLong, match="too long for one PDF"):
        printed("<h1>Record</h1>" + letter * 3_000)


def test_a_word_longer_than_any_box_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_BREAKS", 20)
    printed("<p>" + "x" * 190 + "</p><p>" + "x" * 190)
    with pytest.raises(TooLong):
        printed("<p>" + "x" * 300)


def test_the_largest_box_full_of_signs_that_no_font_has_is_printed() -> None:
    assert printed("<p>" + "\U0001f984" * 10_000)  # the most that a box takes, infoshare/govuk/fields.py


def test_a_book_of_fifty_thousand_words_is_not_too_long() -> None:
    assert LONGEST >= 50_000 * 6
