"""Whatever a record holds, the file is PDF/A-3a and PDF/UA-1 at once; and the validator can say no."""

import pytest
import weasyprint

from tests.documents.samples import DRAWING, facts, grid, printed, record
from tests.verapdf import Verdict, validate

pytestmark = pytest.mark.slow

H1 = "<h1>Record</h1>"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
MATRIX = (
    '<table><thead><tr><td></td><th scope="col">Child</th></tr></thead>'
    '<tbody><tr><th scope="row">Rule 1</th><td>Met</td></tr></tbody></table>'
)
VALID = {
    "a whole record": record(),
    "a table over several pages": H1 + grid(["Item", "Why"], [["Attendance", "Pattern of absence"]] * 90),
    "headings for rows and columns": H1 + MATRIX,
    "emoji, Arabic, Chinese and Welsh": H1 + facts(Words="\U0001f984 مرحبا 中文 ŵŷ 👨‍👩‍👧"),
    "signs no font has": H1 + "<h2>\ue000 \ufffe \u202eabc\u202c \x01 \U000e0001</h2><p>\u0e01\u0e33</p>",
    "a picture": H1 + f'<img alt="A dot" src="data:image/png;base64,{PIXEL}">',
    "ten thousand letters without a space": H1 + facts(Reasons="x" * 10_000),
    "a pile of accents": H1 + f"<p>a{chr(0x301) * 500}</p>",
    "nothing at all": "",
}
REFUSED = {
    "a drawing without words": (H1 + DRAWING.replace("<title>", "<desc>").replace("</title>", "</desc>"), "7.3-1"),
    "a picture without words": (H1 + f'<img src="data:image/png;base64,{PIXEL}">', "7.3-1"),
    "a heading level left out": (H1 + "<h3>Reasons</h3>", "7.4.2-1"),
    "a heading cell without scope": (H1 + "<table><tr><th>Who</th><td>K.L.</td></tr></table>", "7.5-1"),
}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    pages = VALID | {name: body for name, (body, _) in REFUSED.items()}
    plain = weasyprint.HTML(string=H1).write_pdf()
    files = {name: printed(body) for name, body in pages.items()} | {"not for the archive": plain}
    return dict(zip(files, validate(*files.values()), strict=True))


@pytest.mark.parametrize("name", VALID)
def test_the_file_is_for_the_archive_and_for_the_screen_reader(verdicts: dict[str, Verdict], name: str) -> None:
    assert verdicts[name] == Verdict(pdfa_3a=True, pdfua_1=True, failures=())


@pytest.mark.parametrize("name", REFUSED)
def test_the_validator_notices_a_page_a_screen_reader_cannot_follow(verdicts: dict[str, Verdict], name: str) -> None:
    rule = REFUSED[name][1]
    assert not verdicts[name].pdfua_1
    assert any(failure.startswith(f"ua1: {rule} ") for failure in verdicts[name].failures)


def test_the_validator_notices_a_pdf_that_is_not_for_the_archive(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["not for the archive"]
    assert (verdict.pdfa_3a, verdict.pdfua_1) == (False, False)
    assert any("File Identifiers" in failure for failure in verdict.failures)
