"""Drives a page by keyboard alone: Tab to a thing, then type, choose with Space and the arrows, or press Enter."""

from urllib.parse import urlsplit

from playwright.sync_api import Error
from playwright.sync_api import Page as Tab

from tests.browser.controls import Control, Fields, Page

FARTHEST = 200  # presses of the Tab key; a page with more to pass is not usable by keyboard
PATIENCE, PAUSE = 20_000, 20  # milliseconds
READY = "() => document.readyState === 'complete' && document.body !== null"
LEFT = "context was destroyed"  # what is said of a page that a script is leaving while it is asked
HERE = "selector => document.activeElement.matches(selector)"
VALUE = "() => document.activeElement.value"
CHECKED = "() => document.activeElement.checked"
LABEL = "() => document.activeElement.labels[0].innerText.trim()"


def whole(tab: Tab) -> Tab:
    """The tab once its page is read: after a click the new page may be there and still have no text.

    Asked again and again from here: a page without scripts draws no frames by which it could tell us itself.
    """
    for _ in range(PATIENCE // PAUSE):
        if _is_read(tab):
            return tab
        tab.wait_for_timeout(PAUSE)
    raise AssertionError(f"{tab.url} was not read to its end")


def _is_read(tab: Tab) -> bool:
    try:
        return bool(tab.evaluate(READY))
    except Error as error:
        if LEFT not in error.message:
            raise
        return False


class Keyboard:
    """One person who uses no mouse. `said` holds all they typed or chose for the record, as they read it."""

    def __init__(self, tab: Tab, address: str) -> None:
        self.tab, self.address = tab, address
        self.said: list[str] = []

    @property
    def path(self) -> str:
        return urlsplit(self.tab.url).path

    @property
    def page(self) -> Page:
        return Page(whole(self.tab).content())

    def sign_in(self, email: str) -> None:
        self.tab.goto(f"{self.address}/accounts/login/")
        self.press_enter(f"form:has(input[value='{email}']) button")

    def sign_out(self) -> None:
        self.press_enter("header button")

    def go(self, end: str) -> None:
        self.press_enter(f"main a[href$='{end}']")

    def fill(self, fields: Fields) -> None:
        for control in self.page.controls.values():
            if control.name in fields:
                self._enter(control, fields[control.name])
        self.send()

    def send(self) -> None:
        self.press_enter("main form button")

    def press_enter(self, selector: str) -> None:
        self.to(selector)
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")
        whole(self.tab)

    def to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until the thing has the focus."""
        whole(self.tab)
        for _ in range(FARTHEST):
            if self.tab.evaluate(HERE, selector):
                return
            self.tab.keyboard.press(key)
        raise AssertionError(f"{selector} can't be reached by keyboard on {self.path}")

    def _enter(self, control: Control, value: str | list[str]) -> None:
        if isinstance(value, list):
            for each in value:
                self.to(f"[name='{control.name}'][value='{each}']")
                self._press_space()
        elif control.is_typed:
            self.to(f"[name='{control.name}']")
            self.tab.keyboard.press("Control+a")
            self.tab.keyboard.type(value)
            self.said.append(value)
        elif control.kind == "select":
            self._pick(control, value)
        else:
            self._choose(control, value)

    def _pick(self, control: Control, value: str) -> None:
        """From the top of a closed list, the arrow goes from one choice to the next."""
        self.to(f"[name='{control.name}']")
        self.tab.keyboard.press("Home")
        for _ in control.options:
            if self.tab.evaluate(VALUE) == value:
                return
            self.tab.keyboard.press("ArrowDown")
        raise AssertionError(f"{control.name} does not offer that")

    def _choose(self, control: Control, value: str) -> None:
        """The Tab key stops once at a group of radios; the arrows move and choose in it."""
        self.to(f"[name='{control.name}']")
        for _ in control.options:
            if self.tab.evaluate(VALUE) == value:
                break
            self.tab.keyboard.press("ArrowDown")
        self._press_space()

    def _press_space(self) -> None:
        if not self.tab.evaluate(CHECKED):
            self.tab.keyboard.press("Space")
        assert self.tab.evaluate(CHECKED)
        self.said.append(self.tab.evaluate(LABEL))
