"""Who gets what, by keyboard alone and without scripts; and its pages shut nobody out, wide and narrow."""

import re
from collections.abc import Callable

import pytest

from tests.browser import people
from tests.browser.accessibility import look, problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.keyboard import Keyboard
from tests.browser.script import script
from tests.browser.visit import NARROW, WIDE
from tests.browser.walk import Driver, go_on, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAID = script("C05", "2024")
OF_ONE = re.compile(r"/who-gets-what/\d+/$")
OVERVIEW = "who-gets-what/"
POLICE = {"organisation": "Police", "role": "Officer"}


def number_of(person: Driver) -> str:
    return next(name for name in person.page.controls if name.startswith("choice_")).removeprefix("choice_")


def test_one_recipient_is_decided_on_by_keyboard_without_scripts(visit: Open) -> None:
    person = visit(scripts=False).keyboard
    person.sign_in(people.PRACTITIONER_2024)
    walk(person, SAID, until="who-gets-what")
    number = number_of(person)
    assert shown(person, number) == {"choice", "why"}, "nothing else is asked before a choice is made"
    person.send()
    assert "Decide on at least one piece of information" in person.page.text
    person.fill({f"choice_{number}": "redact", f"why_{number}": "They look after her"})
    assert "Write what they read instead of information 1" in person.page.text
    assert person.page.controls[f"why_{number}"].value == "They look after her"
    assert shown(person, number) == {"choice", "why", "redacted", "onward"}
    person.fill({f"redacted_{number}": "She came to us", f"onward_{number}": "no"})
    assert "There is a problem" not in person.page.text
    assert not OF_ONE.search(person.path), "all is decided, so the way goes on"


def shown(person: Keyboard, number: str) -> set[str]:
    """Which questions about an item somebody sees."""
    parts = ("choice", "redacted", "why", "onward")
    return {part for part in parts if person.tab.locator(f"[name={part}_{number}]").first.is_visible()}


def test_of_several_recipients_the_whole_is_seen_wide_and_narrow(visit: Open, client: Callable[[str], Client]) -> None:
    person = client(people.PRACTITIONER_2024)
    decision = walk(person, SAID)
    person.post(f"{decision}recipients/add/", POLICE)
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    device.open(f"{decision}{OVERVIEW}")
    table, lines = device.tab.locator("main table"), device.tab.locator("main .app-grid-list")
    for width, seen, unseen in ((WIDE, table, lines), (NARROW, lines, table)):
        device.tab.set_viewport_size({"width": width, "height": 900})
        assert seen.is_visible()
        assert not unseen.is_visible()
        assert seen.get_by_text("Officer, Police").is_visible()
    assert "1 left" in lines.inner_text()
    device.tab.set_viewport_size({"width": WIDE, "height": 900})
    assert table.get_by_text("Not decided yet").count() == 1


def test_the_pages_shut_nobody_out(visit: Open, client: Callable[[str], Client]) -> None:
    person = client(people.PRACTITIONER_2024)
    decision = walk(person, SAID)
    person.post(f"{decision}recipients/add/", POLICE)
    person.get(f"{decision}{OVERVIEW}")
    pages = sorted({link for link in person.page.links if OF_ONE.search(link)})
    assert len(pages) == 2
    device = visit(allowed=("409",))
    device.sign_in(people.PRACTITIONER_2024)
    found = problems(device, f"{decision}{OVERVIEW}")
    for page in pages:
        found += problems(device, page) + problems(device, f"{page}keep-back/")
    assert found == []
    first, second = (Keyboard(tab, device.site.address) for tab in (device.tab, device.new_tab()))
    second.tab.goto(f"{device.site.address}{pages[1]}")
    first.tab.goto(f"{device.site.address}{pages[1]}keep-back/")
    first.fill({"why": "From the first tab"})
    number = number_of(second)
    second.fill({f"choice_{number}": "withhold", f"why_{number}": "From the second tab"})
    assert "Somebody saved this page while you had it open" in second.page.text
    assert look(second.tab, "a conflict") == []


def test_a_draft_goes_on_where_something_is_open(client: Callable[[str], Client]) -> None:
    person = client(people.PRACTITIONER_2024)
    decision = walk(person, SAID)
    person.post(f"{decision}recipients/add/", POLICE)
    person.get(f"{decision}check/")
    assert "Decide what goes to Officer, Police: 1 of 1 left." in person.page.text
    person.go(OVERVIEW)
    go_on(person, SAID, decision)
    assert "This can't be recorded yet" not in person.page.text
