"""What people type is printed as text, whatever it is and however long: nothing is fetched, and nobody waits long."""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
import weasyprint
from django.template import engines
from django.template.backends.django import DjangoTemplates

from infoshare.documents.pdf import TOO_LONG, ToPrint
from tests.browser.pdfs import packed, text
from tests.campaigns.conftest import Judge
from tests.campaigns.measured import measured
from tests.campaigns.papers import Paper, kinds, of_everybody, on_one_page, richest
from tests.campaigns.vectors import ROUNDS, Hostile, secret_file
from tests.documents.reading import streams
from tests.documents.test_nothing_fetched import Listener, listener  # noqa: F401 a fixture
from tests.seeding.canaries import TOKEN
from tests.seeding.world import World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "qsecretofthefilez"
SECONDS, MEGABYTES = 10, 512
LENIENT = 6  # times as long in small, where other tests run beside it
Size = Callable[[int, int], int]
Made = tuple[Hostile, Callable[[], list[Paper]]]
WORDS = "The school says that she was late on most days and that nobody answered the telephone".split()  # noqa: SIM905
LONG = {
    "1,000 letters": "x" * 1_000,
    "10,000 letters": "W" * 10_000,
    "100,000 letters": "x" * 100_000,
    "50,000 words": " ".join(WORDS[number % len(WORDS)] for number in range(50_000)),
    "right to left": "مرحبا بالعالم 12 (שלום) " * 400,
    "emoji": "\U0001f984👨\u200d👩\u200d👧😀 " * 1_000,
}
ROWS = 2_000
NO_PROFILE = ("@color-profile", "@none")
IN_SMALL = ("10,000 letters",)
A_ROW = re.compile(r"<(tr|li|p)\b(?:(?!<\1\b).)*?</\1>", re.DOTALL)


@pytest.fixture
def secret() -> Iterator[Path]:
    """Its path is short, so that it fits into short boxes."""
    with tempfile.TemporaryDirectory(prefix="q", dir="/tmp") as folder:
        yield secret_file(Path(folder), SECRET)


@pytest.fixture
def hostile(secret: Path, listener: Listener) -> Callable[[int], Made]:  # noqa: F811
    """A world in which every box holds vectors, by its round; and what of it is printed, asked for anew each time."""

    def make(number: int) -> Made:
        typed = Hostile((listener.address, secret.as_uri()), number)
        with mock.patch("tests.seeding.canaries._marked", typed.mark):
            made = world(organisations=1, decisions=4)
        typed.places = {token: each.place for token, each in made.canaries.planted.items()}
        return typed, lambda: of_everybody(made)

    return make


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_is_typed_is_text_and_even_as_markup_it_fetches_nothing(
    number: int,
    size: Size,
    judge: Judge,
    hostile: Callable[[int], Made],
    listener: Listener,  # noqa: F811
) -> None:
    if number >= size(1, ROUNDS):
        pytest.skip("only in full")
    typed, printed = hostile(number)
    tried, failed = set[tuple[str, int]](), list[str]()
    for paper in _some(printed(), size):
        pdf = on_one_page(paper.to_print).pdf()
        failed += [f"{paper.name}: {each}" for each in changed(paper, pdf, typed, tried)]
        failed += [f"{paper.name}: {each}" for each in fetched(pdf, listener)]
    judge(f"PDF safety: typed texts that are more than text, {number}", tried=len(tried), failed=failed, at_least=200)
    if size(0, 1):  # in small tests/documents/test_nothing_fetched.py tries the same
        _even_as_markup(number, judge, printed, listener)


def _even_as_markup(number: int, judge: Judge, printed: Callable[[], list[Paper]], listener: Listener) -> None:  # noqa: F811
    """A page that asks for a profile of colours is not printed at all, so that is left out here."""
    with unescaped():
        pages = [replace(each.to_print, html=each.to_print.html.replace(*NO_PROFILE)) for each in richest(printed())]
    failed = [each for page in pages for each in fetched(page.pdf(), listener)]
    judge(f"PDF safety: markup that was fetched, {number}", tried=len(pages), failed=failed, at_least=len(kinds()))
    calls = any(_calls_openly(page.html, listener) for page in pages)  # each has a few of this round's ways alone
    assert calls, "an open printer calls: otherwise nothing would be proved"


def _calls_openly(html: str, listener: Listener) -> bool:  # noqa: F811
    weasyprint.HTML(string=html).write_pdf()
    return listener.calls > 0


def _some(found: list[Paper], size: Size) -> list[Paper]:
    return richest(found) if size(1, 0) else found


@contextmanager
def unescaped() -> Iterator[None]:
    """As if somebody had said that all is safe."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    engine = backend.engine
    engine.autoescape = False
    try:
        yield
    finally:
        engine.autoescape = True


def changed(paper: Paper, pdf: bytes, typed: Hostile, tried: set[tuple[str, int]]) -> Iterator[str]:
    """Each text that is not printed as it was typed, wherever it stands."""
    whole = packed(text(pdf))
    for token in set(TOKEN.findall(paper.to_print.html)) & typed.said.keys():
        said = typed.said[token]
        wanted = packed(said.text)
        if paper.kind == "pack":  # out of which words are taken that somebody's name holds: its first sign stays
            wanted = wanted[: len(token) + 1]
        if not 0 < whole.count(token) == whole.count(wanted):
            yield f"{typed.places[token]} is not printed as it was typed: {said.text}"
        tried |= {(typed.places[token], number) for number in said.vectors}


def fetched(pdf: bytes, listener: Listener) -> Iterator[str]:  # noqa: F811
    if listener.calls:
        yield "it called somebody"
    if SECRET in text(pdf) or any(SECRET.encode() in data for data in (pdf, *streams(pdf))):
        yield "it holds the file"


@pytest.mark.parametrize("what", [*LONG, "2,000 rows"])
def test_however_long_a_text_is_its_document_is_there_in_seconds_or_refused(
    what: str, size: Size, judge: Judge, seeded: World
) -> None:
    if size(1, 0) and what not in IN_SMALL:
        pytest.skip("only in full")
    papers = _longest(seeded)[: size(1, 99)]
    failed = [why for paper in papers if (why := too_much(paper.name, stretched(paper.to_print, what), size))]
    judge(f"PDF safety: documents with {what} that took too long or too much", tried=len(papers), failed=failed)


def test_where_every_box_is_full_it_is_there_in_seconds_or_refused(size: Size, judge: Judge, seeded: World) -> None:
    if size(1, 0):
        pytest.skip("only in full")
    papers, failed = _longest(seeded), list[str]()
    for paper in papers:
        html = TOKEN.sub(LONG["50,000 words"][:10_000], paper.to_print.html)
        failed += filter(None, [too_much(paper.name, replace(paper.to_print, html=html), size)])
    judge("PDF safety: documents whose every box is full, too long or too much", tried=len(papers), failed=failed)


def _longest(seeded: World) -> list[Paper]:
    """One of each kind, the longest first."""
    north = World(seeded.canaries, {"North": seeded.organisations["North"]})
    return sorted(richest(of_everybody(north)), key=lambda paper: -len(paper.to_print.html))


def stretched(to_print: ToPrint, what: str) -> ToPrint:
    """The last text that somebody typed is the long one; or one row stands there so many times."""
    if what in LONG:
        *_, last = TOKEN.finditer(to_print.html)
        return replace(to_print, html=f"{to_print.html[: last.start()]}{LONG[what]}{to_print.html[last.end() :]}")
    found = list(A_ROW.finditer(to_print.html))
    row = found[len(found) // 2]
    return replace(to_print, html=to_print.html[: row.end()] + row.group() * ROWS + to_print.html[row.end() :])


def too_much(name: str, to_print: ToPrint, size: Size) -> str:
    """In small it may take longer, as other tests run beside it."""
    took = measured(to_print)
    sys.stdout.write(f"{name}: {took.seconds:.1f} s, {took.megabytes:.0f} MB {took.refused}\n")
    if not took.pdf and took.refused != TOO_LONG:
        return f"{name}: {took.refused or 'there is no file'}"
    slow = took.seconds > SECONDS * size(LENIENT, 1) or took.megabytes > MEGABYTES
    return f"{name}: {took.seconds:.1f} s, {took.megabytes:.0f} MB" if slow else ""
