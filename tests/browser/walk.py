"""Walks a script from the home page to the check page: by keyboard in a browser, or over plain HTTP."""

import re
from typing import Protocol

from tests.browser.controls import Fields, Page
from tests.browser.script import Script

LONGEST = 60  # pages of one journey; more is going round in circles


class Driver(Protocol):
    """Somebody at a page, who can follow its links and fill its form."""

    @property
    def path(self) -> str: ...
    @property
    def page(self) -> Page: ...
    def go(self, end: str) -> None: ...
    def fill(self, fields: Fields) -> None: ...


def start(driver: Driver, script: Script) -> str:
    """Begin a decision; its address."""
    driver.go("/decisions/new/")
    driver.fill(script.page("start"))
    found = re.match("/decisions/IS-[^/]+/", driver.path)
    assert found, driver.path
    return found[0]


def walk(driver: Driver, script: Script, *, until: str = "check") -> str:
    """From the home page on, as `go_on` does; the decision's address."""
    decision = start(driver, script)
    go_on(driver, script, decision, until=until)
    return decision


def go_on(driver: Driver, script: Script, decision: str, *, until: str = "check") -> None:
    """Fill whatever page comes, till the one with this name comes, or the record."""
    items = iter(script.items)
    for _ in range(LONGEST):
        name, _, slug = driver.path.removeprefix(decision).strip("/").partition("/")
        if until in {name, slug}:
            return
        if not name:
            assert any(link.endswith("record.pdf") for link in driver.page.links), "Led to the task list, not onward"
            return
        before = driver.path
        if name == "items":
            _add(driver, "items", next(items, None))
            continue
        if name == "who-gets-what":
            _decide(driver, script, slug)
            continue
        if name == "questions":
            if slug.endswith("/advice"):
                driver.go("/elsewhere/")
                slug = f"{slug}/elsewhere"
            driver.fill(script.page("ask") if slug.endswith("/elsewhere") else script.question(slug))
        else:
            driver.fill(script.page(slug if name == "pages" else name))
        assert driver.path != before, driver.page.text
    raise AssertionError(f"Still on the way at {driver.path}")


def add_recipients(driver: Driver, script: Script) -> None:
    """From the check page to the list of recipients, and back when all are on it and what they get is decided."""
    decision = driver.path.removesuffix("check/")
    driver.go("/recipients/")
    for recipient in [*script.recipients, None]:
        _add(driver, "recipients", recipient)
    go_on(driver, script, decision)


def let_advice_stand(driver: Driver) -> None:
    """On the check page: say why advice still holds, where what it rested on has changed since, and come back."""
    check = driver.path
    for link in [each for each in driver.page.links if each.endswith("/still-holds/")]:
        driver.go(link)
        driver.fill({"why": "Somebody more who needs it changes nothing"})
        driver.go(check.removesuffix("check/"))
        driver.go("/check/")


def _decide(driver: Driver, script: Script, to: str) -> None:
    """What goes to one recipient; from the whole at a glance, to whoever is next."""
    if to:
        driver.fill(script.lines(driver.page.controls, to))
        assert "There is a problem" not in driver.page.text, driver.page.text
    else:
        driver.go([link for link in driver.page.links if re.search(r"/who-gets-what/\d+/$", link)][-1])


def _add(driver: Driver, name: str, row: Fields | None) -> None:
    """Put a row on a list; None when all are there, and the way goes on."""
    if row:
        driver.go(f"/{name}/add/")
        driver.fill(row)
    else:
        links = driver.page.links
        more = next(place for place, link in enumerate(links) if link.endswith(f"/{name}/add/"))
        driver.go(links[more - 1])  # the button before it: Continue
