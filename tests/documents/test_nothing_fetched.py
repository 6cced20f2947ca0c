"""A page cannot make the printer read a file or call anyone, whatever got into it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import weasyprint

from infoshare.documents.pdf import render
from tests.documents.samples import TITLE, WHEN, page

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
SVG_START = quote('<svg xmlns="http://www.w3.org/2000/svg"><image width="9" height="9" href="')
INNER = f"data:image/svg+xml,{SVG_START}{{}}%22/%3E%3C/svg%3E"
BODIES = {
    "img": '<img alt="x" src="{}">',
    "embed": '<embed src="{}">',
    "object": '<object data="{}"></object>',
    "style element": '<style>@import "{}";</style>',
    "style background": '<p style="background: url({})">x</p>',
    "style list mark": '<ul style="list-style-image: url({})"><li>x</li></ul>',
    "style border": '<p style="border: 1px solid; border-image: url({}) 1">x</p>',
    "style content": "<style>p::before { content: url({}) }</style><p>x</p>",
    "style font": "<style>@font-face { font-family: q; src: url({}) } p { font-family: q }</style><p>x</p>",
    "svg image": f'<svg {SVG}><title>x</title><image href="{{}}" width="9" height="9"/></svg>',
    "svg old image": f'<svg {SVG}><title>x</title><image xlink:href="{{}}" width="9" height="9"/></svg>',
    "svg use": f'<svg {SVG}><title>x</title><use href="{{}}#a"/></svg>',
    "svg style": f'<svg {SVG}><title>x</title><style>@import "{{}}";</style></svg>',
    "svg in data": f'<img alt="x" src="{INNER}">',
    "file as a link": '<a rel="attachment" href="{}">x</a>',
}
HEADS = {
    "stylesheet": '<link rel="stylesheet" href="{}">',
    "attachment": '<link rel="attachment" href="{}">',
    "icon": '<link rel="icon" href="{}">',
    "base": '<base href="{}"><link rel="stylesheet" href="x.css">',
}
PAGES = {name: page(f"<h1>T</h1>{body}") for name, body in BODIES.items()} | {
    name: page("<h1>T</h1>", head) for name, head in HEADS.items()
}


class Listener:
    """A real server on this machine that counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/secret.svg"
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


def _printed(html: str) -> bytes:
    return render(html, title=TITLE, created_at=WHEN)


@pytest.mark.parametrize("name", PAGES)
def test_no_call_is_made(listener: Listener, name: str) -> None:
    _printed(PAGES[name].replace("{}", listener.address))
    assert listener.calls == 0


@pytest.mark.parametrize("name", PAGES)
def test_no_file_is_read(tmp_path: Path, name: str) -> None:
    html = PAGES[name].replace("{}", (tmp_path / "secret.svg").as_uri())
    without = _printed(html)
    (tmp_path / "secret.svg").write_text(f'<svg {SVG}><rect id="a" width="9" height="9"/></svg>')
    assert _printed(html) == without


@pytest.mark.parametrize(
    "address", ["/etc/passwd", "passwd", "//127.0.0.1/x", "ftp://127.0.0.1/x", "FILE:///etc/passwd"]
)
def test_no_other_kind_of_address_gets_in_either(address: str) -> None:
    assert b"root:" not in _printed(PAGES["attachment"].replace("{}", address))
    assert _printed(PAGES["img"].replace("{}", address)) == _printed(PAGES["img"].replace("{}", "about:blank"))


def test_a_page_that_asks_for_colours_from_elsewhere_is_not_printed_at_all(listener: Listener) -> None:
    with pytest.raises(weasyprint.urls.URLFetchingError):
        _printed(page(f"<style>@color-profile --q {{ src: url({listener.address}) }}</style>"))
    assert listener.calls == 0


def test_these_pages_do_make_an_open_printer_call(listener: Listener) -> None:
    """Otherwise the tests above would prove nothing. WeasyPrint never follows the silent three."""
    silent = {"icon", "svg use", "svg style"}
    for name in PAGES.keys() - silent:
        before = listener.calls
        weasyprint.HTML(string=PAGES[name].replace("{}", listener.address)).write_pdf()
        assert listener.calls > before, name
