"""An answer that nobody can see is no answer, and a box is not a ream of paper."""

import pytest
from django import forms

from infoshare.govuk.fields import MOST_LINES, LongText, ShortText

NOTHING_TO_SEE = ["\u200b", "\u2800", "\u3164", "\u00ad", " \u200d\ufeff\n", "\u115f\u1160\uffa0"]


@pytest.mark.parametrize("text", NOTHING_TO_SEE)
@pytest.mark.parametrize("field", [LongText(), ShortText()], ids=["several lines", "one line"])
def test_text_that_shows_nothing_counts_as_empty(field: forms.CharField, text: str) -> None:
    with pytest.raises(forms.ValidationError):
        field.clean(text)


def test_text_with_one_letter_to_see_is_kept_as_typed() -> None:
    assert LongText().clean("a\u200b\u0301") == "a\u200b\u0301"
    assert ShortText().clean("مرحبا") == "مرحبا"


def test_a_box_takes_as_many_lines_as_it_says_and_no_more() -> None:
    assert LongText().clean("a\n" * (MOST_LINES - 1) + "a").count("a") == MOST_LINES
    with pytest.raises(forms.ValidationError, match=f"{MOST_LINES} lines or fewer"):
        LongText().clean("a\n" * MOST_LINES + "a")
