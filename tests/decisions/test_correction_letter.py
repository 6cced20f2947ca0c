"""The letter that puts something right: the line as it went to this recipient, what is right for them, and no more."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from decisions import sheet
from decisions.draft import Draft
from decisions.letters import correction
from decisions.letters.sentences import sentences
from decisions.models import CorrectionOwed, FoundWrong, Recipient, SharingEvent, Sheet
from decisions.sheet import Content
from decisions.summary.correcting import correction_print, correction_text
from tests.decisions.reading_age import grade
from tests.decisions.sheet_bytes import leaks
from tests.decisions.test_sheet import GRIDS, TOKEN, drafted, tokens
from tests.documents.reading import words
from tests.verapdf import Verdict, validate

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
NEVER = {"qright1z", "qhow1z", "qby1z"}  # what is right of the whole piece, how it was found out, and by whom


def owed(draft: Draft, to: Recipient, number: int, kind: str = "wrong") -> tuple[Sheet, CorrectionOwed]:
    content = sheet.stamped(sheet.of(draft, to), reference="SH-2222-2222", on=NOW.date())
    made = Sheet(reference="SH-2222-2222", recipient=to, content=content)
    right = "qright1z" if kind == "wrong" else ""
    wrong = FoundWrong(item=draft.items[number], kind=kind, right=right, found_how="qhow1z", found_by="qby1z")
    return made, CorrectionOwed(wrong=wrong, sharing=SharingEvent(sheet=made, happened_at=NOW))


def letter(draft: Draft, to: Recipient, number: int, *, worded: str = "", kind: str = "wrong") -> Content:
    made, row = owed(draft, to, number, kind)
    return correction.of(draft, made, row, worded=worded, now=NOW)


def may(cells: list[list[str]], to: Recipient, number: int) -> set[str]:
    """Every token that may stand in the letter about one piece."""
    found = {"qours1z", f"qplace{to.pk}z", f"qrole{to.pk}z", "qowner1z", "qjob1z", "qring1z"}
    if cells[number][to.pk] == "redact":
        return {*found, f"qinstead{number}x{to.pk}z", "qworded1z"}
    author = {f"qauthor{number}z"} if number % 3 else set()
    return {*found, f"qtext{number}z", f"qsource{number}z", f"qabout{number}z", "qright1z", *author}


def letters(cells: list[list[str]]) -> Iterator[tuple[Content, set[str]]]:
    """Each letter of a grid, and the tokens that may stand in it."""
    draft = drafted(cells)
    for to in draft.recipients:
        for line in draft.goes_to(to):
            number = line.item_id
            in_part = cells[number][to.pk] == "redact"
            made = letter(draft, to, number, worded="qworded1z" if in_part else "")
            yield made, may(cells, to, number)


@given(GRIDS)
@settings(max_examples=30)
def test_a_letter_says_the_line_as_it_went_what_is_right_for_them_and_nothing_else(cells: list[list[str]]) -> None:
    for made, allowed in letters(cells):
        assert set(tokens(made)) == allowed
        assert set(TOKEN.findall(correction_text(made))) == allowed


@given(GRIDS)
@settings(max_examples=2)
def test_nothing_else_is_in_the_bytes_of_the_file(cells: list[list[str]]) -> None:
    for made, allowed in list(letters(cells))[:3]:
        every = {f"q{kind}{n}z" for kind in ("text", "source", "author", "about") for n in range(len(cells))}
        pdf = correction_print(made).pdf()
        wrong = list(leaks("a letter", pdf, "", (every | NEVER | {"qpurpose1z"}) - allowed))
        assert [each for each in wrong if "its title" not in each] == []
        assert made["line"]["text"] in words(pdf)  # type: ignore[index]


def test_whoever_got_it_in_part_gets_no_letter_before_there_are_words_for_them() -> None:
    draft = drafted([["redact"]])
    made, row = owed(draft, draft.recipients[0], 0)
    assert correction.right(draft, made, row, "") == ""
    assert correction.right(draft, made, row, "Other words") == "Other words"


def test_words_for_one_recipient_go_before_those_for_all() -> None:
    draft = drafted([["share"]])
    made, row = owed(draft, draft.recipients[0], 0)
    assert correction.right(draft, made, row, "") == "qright1z"
    assert correction.right(draft, made, row, "Other words") == "Other words"


def test_what_is_withdrawn_is_not_to_be_used_whoever_got_it_in_part() -> None:
    draft = drafted([["redact"]])
    said = letter(draft, draft.recipients[0], 0, kind="withdrawn")
    assert said["right"] == "We take this back altogether. Do not use it."
    assert "Mark what we told you in your file, so that nobody uses it by mistake." in said["asks"]  # type: ignore[operator]


def test_it_quotes_the_sheet_as_it_was_frozen() -> None:
    draft = drafted([["share"], ["withhold"], ["share"]])
    made, row = owed(draft, draft.recipients[0], 2)
    draft.items[2].text = "Changed since"
    said = correction.of(draft, made, row, worded="", now=NOW)
    assert said["line"] == made.content["lines"][1]


def test_whom_to_call_is_nobody_who_left() -> None:
    draft = drafted([["share"]])
    draft.decision.owner.is_active = False
    assert letter(draft, draft.recipients[0], 0)["call"] == {"name": "", "role": "", "contact": "qring1z"}


def test_the_file_is_for_the_archive_and_for_the_screen_reader() -> None:
    draft = drafted([["share"], ["redact"]])
    made = correction_print(letter(draft, draft.recipients[0], 1, worded="It was somebody else")).pdf()
    assert validate(made) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]


@pytest.mark.parametrize("kind", ["wrong", "withdrawn"])
def test_whoever_gets_it_can_read_it_at_nine_to_eleven(kind: str) -> None:
    """What we say ourselves; the line and what is right are in the words of others."""
    asks = [sentences("correction")[name] for name in correction.ASKS[kind]]
    found = grade([sentences("correction")["title"] + ".", sentences("correction")["withdrawn.text"], *asks])
    assert found <= 5
