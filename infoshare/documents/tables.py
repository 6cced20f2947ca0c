"""Rows as a file that spreadsheets open, and in which nothing that somebody typed is a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

BOM = "\ufeff"  # so that every spreadsheet reads it as UTF-8
# At the beginning of a cell or of a line in it, also after spaces, which some spreadsheets overlook; narrow or wide.
FORMULA = re.compile(r"(^|[\r\n])(?=[ \u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Every cell is quoted, and text."""
    out = StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([inert(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def inert(cell: str) -> str:
    """The cell as it is shown, with an apostrophe before what would be taken for a formula."""
    return FORMULA.sub(r"\1'", cell)
