"""HTML to one PDF file that is PDF/A-3a (to keep) and PDF/UA-1 (to be read aloud): see docs/decisions/0001-pdf.md."""

import gc
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Literal

import weasyprint
from weasyprint.document import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from infoshare.documents.archive import finish, standard_colours
from infoshare.documents.characters import behind, never_printed, not_printed, spell_out, spelled_out
from infoshare.documents.long_words import ZERO_WIDTH_SPACE, let_long_words_break

VARIANT = "pdf/a-3a"
GIVEN = "given"
"""Any name but "srgb": the colours come with the layout, so WeasyPrint need not look for them."""
FONT = "Liberation Sans"
LONG = 100_000  # characters of a page: more takes seconds to draw, so it should not be drawn twice
LONGEST = 300_000  # characters that are printed, about 50,000 words: more takes longer than anybody is kept waiting
MOST_BREAKS = 9_500  # in one text: what they take grows with their square; a box of signs all spelled out has 9,000
TOO_LONG = "This is too long for one PDF. Read it on its own page, or ask for less of it at once."
PRINT_CSS = Path(__file__).with_name("print.css")
SECONDS_TO_WAIT = 8
ONE_AT_A_TIME = Lock()
"""Without it, threads that share Pango's fonts corrupt each other's memory."""
# Its warnings quote the page ("no glyph for …", "no such image …"), and the page is about people: none in a log.
weasyprint.LOGGER.setLevel(logging.CRITICAL)


class NotPrinted(RuntimeError):
    """The message is for the person who asked; `status` is what their browser is told."""

    status = 503


class Busy(NotPrinted):
    """Other documents are being made, and this one has waited long enough."""


class TooLong(NotPrinted):
    """It would keep everybody else waiting."""

    status = 422


class FontMissing(RuntimeError):
    """The one font every document is set in is not installed; the message says how to install it."""


@dataclass(frozen=True)
class Attachment:
    """A file carried inside the PDF. "Source": the document was made from it. "Data": figures behind the document."""

    name: str
    data: bytes
    mime: str
    description: str
    relationship: Literal["Source", "Data"] = "Source"


@dataclass(frozen=True)
class ToPrint:
    """What a PDF is made of. Whoever hands it out issues it (infoshare/documents/issuing.py).

    `printed_on` is the day or moment of printing, as the page says it: another one makes no other document of it.
    """

    html: str
    title: str
    created_at: datetime
    attachments: tuple[Attachment, ...] = ()
    printed_on: str = ""

    def pdf(self) -> bytes:
        return render(self.html, title=self.title, created_at=self.created_at, attachments=self.attachments)


def render(
    html: str,
    *,
    title: str,
    created_at: datetime,
    language: str = "en-GB",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The same arguments give the same bytes. Raises NotPrinted, FontMissing, or ValueError where no zone is said."""
    if created_at.tzinfo is None:
        raise ValueError("created_at has no time zone.")
    about = _about(title, language, created_at)
    files = sorted(attachments, key=lambda attachment: attachment.name)
    with _one_at_a_time():
        page, strangers = _page(html), never_printed(html)
        if len(html) > LONG:
            strangers |= _met_on_trial(html, about)
        while True:
            spell_out(page.etree_element, strangers)
            let_long_words_break(page.etree_element)
            _check_length(page)
            pdf, met = _written(page, about, [_embedded(file, created_at) for file in files])
            if not (more := behind(met, html) - strangers):
                return pdf
            strangers |= more


def _met_on_trial(html: str, about: DocumentMetadata) -> set[str]:
    """What could not be printed of the page's words beyond ASCII, each tried once: the whole would take far longer."""
    words = sorted(set(re.findall(r"[^\x00-\x7f]+", html)))
    trial = _page(f"<p>{' '.join(words)}")
    spell_out(trial.etree_element, never_printed(html))
    let_long_words_break(trial.etree_element)
    return behind(_written(trial, about, [])[1], html)


def _check_length(page: weasyprint.HTML) -> None:
    """Raises TooLong. Ten letters of a word that has places to break take about as long as four of ordinary words."""
    texts = list(page.etree_element.itertext())
    breaks = [text.count(ZERO_WIDTH_SPACE) for text in texts]
    if sum(map(len, texts)) - 6 * sum(breaks) > LONGEST or max(breaks, default=0) > MOST_BREAKS:
        raise TooLong(TOO_LONG)


def check_fonts() -> None:
    """Raises FontMissing unless text is really set in our font."""
    document = _page(f'<p style="font-family: {FONT}">A').render(font_config=_fonts())
    document.write_pdf()
    if FONT not in {font.family for font in document.fonts.values()}:
        raise FontMissing(f"The font {FONT} is not installed. Run: apt-get install fonts-liberation")


def _page(html: str) -> weasyprint.HTML:
    nothing_but_data = weasyprint.URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    return weasyprint.HTML(string=html, url_fetcher=nothing_but_data)


def _written(
    page: weasyprint.HTML, about: DocumentMetadata, files: list[weasyprint.Attachment]
) -> tuple[bytes, set[str]]:
    """The file, and the characters in it that could not be printed."""
    document = page.render(
        font_config=_fonts(), stylesheets=[_style()], color_profiles={"srgb": standard_colours()}, pdf_variant=VARIANT
    )
    document.metadata = about
    pdf = document.write_pdf(pdf_variant=VARIANT, output_intent=GIVEN, attachments=files, finisher=finish)
    return pdf, not_printed(document.fonts.values())


def _about(title: str, language: str, created_at: datetime) -> DocumentMetadata:
    """Replaces whatever the page says of itself, so that nothing personal gets in by a meta or link element."""
    moment = created_at.astimezone(UTC).isoformat(timespec="seconds")
    return DocumentMetadata(
        title=spelled_out(title, never_printed(title)),
        authors=["Infoshare"],
        created=moment,
        modified=moment,
        lang=language,
    )


def _embedded(attachment: Attachment, created_at: datetime) -> weasyprint.Attachment:
    moment = created_at.astimezone(UTC)
    embedded = weasyprint.Attachment(
        file_obj=BytesIO(attachment.data),
        name=attachment.name,
        description=attachment.description,
        relationship=attachment.relationship,
        created=moment,
        modified=moment,
    )
    embedded.source = _with_type(attachment)
    return embedded


@contextmanager
def _with_type(attachment: Attachment) -> Iterator[tuple[BytesIO, None, None, str]]:
    """WeasyPrint's own source guesses the type from the name; ours is told."""
    yield BytesIO(attachment.data), None, None, attachment.mime


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> weasyprint.CSS:
    check_fonts()
    return weasyprint.CSS(string=PRINT_CSS.read_text(encoding="utf-8"), font_config=_fonts())


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Also without the garbage collector, which only slows the layout down and is the whole process's."""
    if not ONE_AT_A_TIME.acquire(timeout=SECONDS_TO_WAIT):
        raise Busy("Another document is being made. Try again in a minute.")
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        ONE_AT_A_TIME.release()
