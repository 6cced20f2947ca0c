"""The bytes of a sheet: nothing that was kept back is in them, whatever is decided (in small; all 200 in campaigns)."""

import pytest
from hypothesis import given, settings

from decisions import sheet
from decisions.summary.sheets import to_print
from tests.decisions.sheet_bytes import MADE_AT, faults, leaks
from tests.decisions.test_sheet import GRIDS, drafted
from tests.verapdf import Verdict, validate

pytestmark = pytest.mark.slow


def printed(content: sheet.Content) -> bytes:
    return to_print(content, MADE_AT, content_hash=sheet.hash_of(content), organisation=1).pdf()


@given(GRIDS)
@settings(max_examples=3)
def test_what_is_kept_back_is_nowhere_in_the_bytes_and_what_is_shared_is_there_once(cells: list[list[str]]) -> None:
    assert list(faults(cells)) == []


def test_a_leak_is_found_where_there_is_one() -> None:
    """The test above can fail: a sheet that says too much is caught."""
    draft = drafted([["share"], ["withhold"]])
    content = sheet.stamped(sheet.of(draft, draft.recipients[0]), reference="SH-2222-2222", on=MADE_AT.date())
    content["purpose"] = "qtext1z"
    pdf = printed(content)
    assert list(leaks("planted", pdf, "", {"qtext1z"})) == ["planted: qtext1z leaked"]


def test_the_file_is_for_the_archive_and_for_the_screen_reader() -> None:
    draft = drafted([["share"], ["redact"], ["share"]])
    content = sheet.stamped(sheet.of(draft, draft.recipients[0]), reference="SH-2222-2222", on=MADE_AT.date())
    assert validate(printed(content)) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]
