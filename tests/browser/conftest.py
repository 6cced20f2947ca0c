"""A real site and a real browser for the tests of this folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.client import Client
from tests.browser.site import Site, running
from tests.browser.visit import Visit, device

CHROMIUM = Path("/usr/bin/chromium-headless-shell")  # without the window around the page: 0.6 of the work
QUIET = (
    "--no-sandbox",  # Chromium's own refuses to run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


class Open(Protocol):
    """Opens a browser on a device of its own: with scripts or without, forgiving what the test brings about."""

    def __call__(self, *, scripts: bool = True, allowed: tuple[str, ...] = ()) -> Visit: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    with running(worker_id, tmp_path_factory.mktemp("site")) as serving:
        yield serving


@pytest.fixture(scope="session")
def hurried(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Site]:
    """A site on which a session lasts 14 seconds and warns 8 seconds before its end."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.browser.short_limits"}
    with running(f"{worker_id}_hurried", tmp_path_factory.mktemp("hurried"), **settings) as serving:
        yield serving


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ended with the folder's tests: while Playwright runs, Django refuses to touch a database in this process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Open]:
    opened: list[Visit] = []

    def open_one(*, scripts: bool = True, allowed: tuple[str, ...] = ()) -> Visit:
        opened.append(device(browser, site, scripts=scripts, allowed=allowed))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()
    for each in opened:
        each.check()


@pytest.fixture
def client(site: Site) -> Callable[[str], Client]:
    """Somebody signed in, without a window."""
    return lambda email: Client(site, email)
