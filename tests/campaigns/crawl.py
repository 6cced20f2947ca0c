"""Walks the site as a person does: from the first page along every link and redirect, each address once."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

from django.urls import ResolverMatch, resolve

from tests.browser.pdfs import packed
from tests.documents import reading

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

MOST = 3_000  # pages of one person; more is going round in circles
OUTSIDE = ("/static/",)
PDF = "record.pdf"


class Html(HTMLParser):
    """What of a page gets beyond it: its title, where it leads, and what it tells scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.links: list[str] = []
        self.addresses: list[str] = []
        self.data: list[str] = []
        self._in_title = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self._in_title = tag == "title"
        self.links += [said["href"]] if tag == "a" and "href" in said else []
        self.addresses += [said[name] for name in ("href", "src", "action", "formaction") if name in said]
        self.data += [value for name, value in said.items() if name.startswith("data-")]

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@dataclass
class Visit:
    """One request and its answer."""

    path: str
    answer: "Answer"

    @cached_property
    def html(self) -> Html:
        return Html(self.answer.content.decode() if self.is_html else "")

    @cached_property
    def text(self) -> str:
        """All of it; of a PDF its words and the files that it carries, of an archive each file in turn."""
        return text_of(self.answer.content)

    @property
    def is_html(self) -> bool:
        return self.answer.get("Content-Type", "").startswith("text/html")

    @property
    def is_pdf(self) -> bool:
        return self.answer.get("Content-Type", "") == "application/pdf"

    @property
    def at(self) -> ResolverMatch:
        return resolve(urlsplit(self.path).path)

    @property
    def leads_to(self) -> Iterator[str]:
        for link in (*self.html.links, *filter(None, [self.answer.get("Location")])):
            whole = urlsplit(urljoin(f"http://testserver{self.path}", link))
            if whole.netloc == "testserver" and not whole.path.startswith(OUTSIDE):
                yield whole._replace(scheme="", netloc="", fragment="").geturl()


def text_of(file: bytes) -> str:
    if file.startswith(b"%PDF"):
        return pdf_text(file)
    if file.startswith(b"PK"):
        with ZipFile(BytesIO(file)) as archive:
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    return file.decode()


def pdf_text(pdf: bytes) -> str:
    files = [data.decode() for each in reading.opened(pdf).attachments.values() for data in each]
    return packed(reading.words(pdf)) + "".join(files)


def crawl(
    get: Callable[[str], "Answer"], *, first: Sequence[str] = ("/",), most: int = MOST, pdfs: int = MOST
) -> Iterator[Visit]:
    """At most so many pages, and so many PDFs among them, which take long to make."""
    waiting, met = deque(first), set(first)
    while waiting and most:
        path = waiting.popleft()
        pdfs -= path.endswith(".pdf")
        if path.endswith(".pdf") and pdfs < 0:
            continue
        visit = Visit(path, get(path))
        most -= 1
        yield visit
        fresh = [link for link in dict.fromkeys(visit.leads_to) if link not in met]
        met.update(fresh)
        waiting.extend(fresh)
