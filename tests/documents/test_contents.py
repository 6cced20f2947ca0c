"""What is inside the file: the words, the attached record, and nothing about anyone."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime

import pytest

from infoshare.documents.pdf import Attachment, render
from tests.documents.reading import bookmarks, files_told, opened, streams
from tests.documents.samples import JSON, TITLE, WHEN, facts, page, printed, record

H1 = "<h1>Record</h1>"


def test_the_attached_files_come_out_byte_for_byte() -> None:
    odd = Attachment("a list.csv", bytes(range(256)), "text/csv", "Figures", "Data")
    pdf = printed(H1, attachments=(JSON, odd))
    assert {name: data for name, [data] in opened(pdf).attachments.items()} == {
        "record.json": JSON.data,
        "a list.csv": odd.data,
    }


def test_each_attached_file_says_once_what_it_is_to_the_document() -> None:
    odd = Attachment("figures", b"1,2", "text/csv", "Figures behind it", "Data")
    told = files_told(printed(H1, attachments=(JSON, odd)))
    assert told == [
        ("figures", "text/csv", "Figures behind it", "Data"),
        ("record.json", "application/json", "The record as data", "Source"),
    ]


def test_the_file_says_nothing_about_a_person() -> None:
    head = '<title>Case of Jane Roe</title><meta name="author" content="Jane Roe"><meta name="generator" content="Roe">'
    pdf = render(page(H1, head), title=TITLE, created_at=WHEN)
    assert opened(pdf).metadata == {
        "/Title": TITLE,
        "/Author": "Infoshare",
        "/Producer": "WeasyPrint 70.0",
        "/CreationDate": "D:20260304103000+00'00",
        "/ModDate": "D:20260304103000+00'00",
    }
    assert not any(b"Roe" in stream for stream in [pdf, *streams(pdf)])


def test_a_stray_control_sign_in_the_title_does_not_break_what_the_file_says_of_itself() -> None:
    told = opened(render(page(H1), title="Case\x01 7", created_at=WHEN)).xmp_metadata
    assert told is not None
    assert told.dc_title == {"x-default": "Case[U+0001] 7"}


def test_the_headings_are_its_bookmarks_and_its_language_is_told() -> None:
    pdf = render(page(H1 + "<h2>Reasons</h2>"), title=TITLE, created_at=WHEN, language="cy")
    assert bookmarks(pdf) == ["Record", "Reasons"]
    assert str(opened(pdf).root_object["/Lang"]) == "cy"


def test_no_word_of_the_page_gets_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    printed(f'{H1}<p>\U0001f984</p><img src="file:///jane-roe"><a href="#jane-roe">x</a>')
    assert not caplog.records


def test_every_page_carries_its_number_and_the_reference() -> None:
    pages = opened(printed(H1 + "<p>word</p>" * 200)).pages
    assert len(pages) > 2
    for number, sheet in enumerate(pages, 1):
        text = sheet.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert "Decision record IS-2026-0042" in text


def test_later_pages_repeat_the_marking_and_the_heads_of_a_table() -> None:
    rows = "<tr><td>word</td></tr>" * 120
    pdf = printed(f'{H1}<table><thead><tr><th scope="col">Why</th></tr></thead><tbody>{rows}</tbody></table>')
    for sheet in opened(pdf).pages[1:]:
        text = sheet.extract_text()
        assert "Official-sensitive" in text
        assert "Why" in text


def test_the_same_record_gives_the_same_bytes_in_any_process() -> None:
    script = (
        "import hashlib; from tests.documents.samples import *;"
        "pdf = render(record(), title=TITLE, created_at=WHEN, attachments=(JSON,));"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    printed(facts(Words="another record before it"))
    here = [render(record(), title=TITLE, created_at=WHEN, attachments=(JSON,)) for _ in range(2)]
    assert here[0] == here[1]
    assert run.stdout.strip() == hashlib.sha256(here[0]).hexdigest(), run.stderr


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 3, 4, tzinfo=WHEN.tzinfo).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        render(page(H1), title=TITLE, created_at=naive)
