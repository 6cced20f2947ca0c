"""A browser of one person at one device, which notices every error, dialog and stray request."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Request
from playwright.sync_api import Page as Tab

from tests.browser.keyboard import Keyboard, whole
from tests.browser.site import Site

WIDE, NARROW = 1280, 375  # CSS pixels


@dataclass
class Visit:
    """Cookies of its own, like a device of its own. Whatever goes wrong in it is in `complaints`."""

    site: Site
    context: BrowserContext
    allowed: tuple[str, ...] = ()  # what a test means to bring about: part of a complaint's text
    complaints: list[str] = field(default_factory=list)
    _tab: Tab = field(init=False)

    def __post_init__(self) -> None:
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        self.context.on("dialog", self._asked)
        self.context.on("request", self._requested)
        self._tab = self.new_tab()

    @property
    def tab(self) -> Tab:
        """Its first tab, once the page that is arriving in it is read."""
        return whole(self._tab)

    def new_tab(self) -> Tab:
        return self.context.new_page()

    @property
    def keyboard(self) -> Keyboard:
        return Keyboard(self.tab, self.site.address)

    @property
    def html(self) -> str:
        """The page that is open, whole."""
        return self.tab.content()

    @property
    def words(self) -> str:
        """What its main part says."""
        return self.tab.locator("main").inner_text()

    def open(self, path: str) -> None:
        self.tab.goto(f"{self.site.address}{path}")

    def sign_in(self, email: str) -> None:
        self.open("/accounts/login/")
        self.tab.locator(f"form:has(input[value='{email}']) button").click()

    def pdf(self, decision: str) -> bytes:
        """The record as this person downloads it."""
        answer = self.context.request.get(f"{self.site.address}{decision}record.pdf")
        assert answer.headers["content-type"] == "application/pdf", answer.status
        return answer.body()

    def close(self) -> None:
        """Every tab comes to rest first: while a page arrives, Chromium may call a tab closed and leave it open."""
        for tab in self.context.pages:
            tab.goto("about:blank")
        self.context.close()

    def check(self) -> None:
        wrong = [each for each in self.complaints if not any(part in each for part in self.allowed)]
        assert not wrong, wrong

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def _asked(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _requested(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.address}/", "data:")):
            self.complaints.append(f"request: {request.url}")


def device(browser: Browser, site: Site, *, scripts: bool = True, allowed: tuple[str, ...] = ()) -> Visit:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": WIDE, "height": 900})
    context.set_default_timeout(20_000)  # milliseconds
    return Visit(site, context, allowed)
