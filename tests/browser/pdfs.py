"""Reads a PDF back: its text, and the data attached to it."""

import json
import re
from io import BytesIO

from pypdf import PdfReader


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def packed(said: str) -> str:
    """Without spaces and line ends, which a PDF sets as it needs, and in one case."""
    return re.sub(r"[\s\u200b\u00ad]+", "", said).casefold()


def lacks(pdf: bytes, said: list[str]) -> list[str]:
    """What was said and is not in the file."""
    whole = packed(text(pdf))
    return [each for each in said if packed(each) not in whole]


def attached(pdf: bytes) -> dict[str, object]:
    """The record's own data, carried in the file."""
    [[data]] = PdfReader(BytesIO(pdf)).attachments.values()
    found = json.loads(data)
    assert isinstance(found, dict)
    return found
