"""Tables for spreadsheets: what somebody typed stays text. Tried in LibreOffice itself, where it is installed."""

import csv
import subprocess
import zipfile
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoshare.documents.tables import as_csv, inert

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", " =", "\u00a0=", "＝", "－", "＋", "＠")
FORMULAS = [f"{each}1+1" for each in BEGINNINGS] + [
    '=HYPERLINK("http://127.0.0.1/?"&A1,"Read")',
    "=cmd|'/c calc'!A0",
    "+SUM(1;2)",
    "-2+3",
    "@SUM(1)",
    "first line\n=1+1",
    'a quoted "word"\n\t=1+1',
    "+44 1632 960001",
]
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_begins_like_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    for line in inert(cell).replace("\r", "\n").split("\n"):
        assert not line.lstrip(" \u00a0").startswith(BEGINNINGS), line
    assert inert(cell).replace("'", "") == cell.replace("'", ""), "Nothing else changes"


@pytest.mark.parametrize("cell", ["", "Health", "3 March 2026", "a-b", "1 = 1", "O'Neill", "line\nline"])
def test_what_does_not_stays_as_it_is(cell: str) -> None:
    assert inert(cell) == cell


@given(st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=20), min_size=1), min_size=1))
def test_every_cell_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(as_csv(rows).decode("utf-8-sig"), newline="")))
    assert read == [[inert(cell) for cell in row] for row in rows]
    assert as_csv(rows).startswith(b"\xef\xbb\xbf")


@pytest.mark.slow
def test_libreoffice_shows_text_and_works_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(as_csv([[cell] for cell in FORMULAS]))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    opened = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path)]
    # As somebody has it who lets LibreOffice look for special numbers and work formulas out.
    options = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
    subprocess.run([*opened, options, str(tmp_path / "table.csv")], check=True, timeout=180, capture_output=True)
    with zipfile.ZipFile(tmp_path / "table.ods") as archive:
        cells = list(ElementTree.fromstring(archive.read("content.xml")).iter(CELL))
    filled = [each for each in cells if each.get(KIND)]
    assert len(filled) == len(FORMULAS)
    assert [each.get(KIND) for each in filled] == ["string"] * len(FORMULAS)
    assert not [each.get(FORMULA) for each in filled if each.get(FORMULA)]
