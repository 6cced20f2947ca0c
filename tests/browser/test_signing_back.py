"""The back button after signing out or running out of time: with its memory of whole pages on, Chromium shows none."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser import people
from tests.browser.conftest import QUIET
from tests.browser.site import Site
from tests.browser.visit import Visit, device

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHOLE = Path("/usr/bin/chromium")  # that without a window remembers no page
WHO = "Isla Grant"
REMEMBER = "addEventListener('pageshow', (event) => { window.restored = event.persisted; });"
PAGES = ("/decisions/new/", "/advice/", "/accounts/")


@pytest.fixture
def remembering(browser: Browser) -> Iterator[Browser]:
    """Playwright turns the memory of whole pages off; here it is on."""
    chromium = browser.browser_type.launch(
        executable_path=WHOLE, args=[*QUIET], ignore_default_args=["--disable-back-forward-cache"]
    )
    yield chromium
    chromium.close()


class Plain(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Plain</title><a href='/other'>other</a>")

    def log_message(self, *told: object) -> None:
        """Says nothing."""


@pytest.fixture
def plain() -> Iterator[str]:
    """Where two pages are that forbid nothing. A thread a connection: Chromium opens some on which it asks nothing."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_this_browser_does_remember_whole_pages(remembering: Browser, plain: str) -> None:
    tab = remembering.new_page()
    tab.add_init_script(REMEMBER)
    for path in ("/", "/other"):
        tab.goto(plain + path)
    tab.go_back(wait_until="commit")
    assert tab.evaluate("window.restored") is True


def wander(visit: Visit) -> None:
    visit.sign_in(people.PRACTITIONER_2024)
    for path in PAGES:
        visit.open(path)
        assert WHO in visit.html


def sign_out(tab: Tab) -> None:
    tab.locator("header button").click()
    tab.wait_for_url("**/accounts/login/**")


def run_out(tab: Tab) -> None:
    tab.wait_for_url("**/accounts/login/?why=over**", timeout=30_000)


@pytest.mark.parametrize("leave", [sign_out, run_out])
def test_going_back_shows_no_page_of_who_was_signed_in(
    leave: Callable[[Tab], None], remembering: Browser, site: Site, hurried: Site
) -> None:
    visit = device(remembering, hurried if leave is run_out else site)
    wander(visit)
    leave(visit.tab)
    shown = []
    for _ in range(len(PAGES) + 1):
        visit.tab.go_back(wait_until="commit")
        visit.tab.wait_for_timeout(500)
        shown.append((visit.tab.locator("header").inner_text(), visit.tab.locator("h1").inner_text()))
    assert shown == [("Infoshare", "Sign in")] * (len(PAGES) + 1)
    visit.close()
    visit.check()
