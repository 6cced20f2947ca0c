"""The history of a decision, two versions of it, and an audit of several: in a real browser, and axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import pdfs, people
from tests.browser.accessibility import look, problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.script import script
from tests.browser.test_sharing import recorded, send
from tests.browser.visit import Visit
from tests.browser.walk import start

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[[str], Client]
WRITTEN = "To help at home"


def changed_later(device: Visit, decision: str) -> None:
    """More than a second after it was begun, which makes another version of it."""
    device.tab.wait_for_timeout(1_100)
    device.open(f"{decision}pages/details/")
    device.keyboard.fill({"purpose": WRITTEN})


def test_what_happened_is_read_filtered_and_compared(visit: Open, client: SignIn) -> None:
    decision = start(client(people.PRACTITIONER_2024), script("C05", "2024"))
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    changed_later(device, decision)
    device.open(decision)
    device.tab.get_by_role("link", name="History of this decision").click()
    expect(device.tab.get_by_text("started the decision")).to_be_visible()
    assert look(device.tab, "history") == []
    device.tab.get_by_text("Show only some").click()
    device.tab.get_by_label("Who looked").check()
    device.tab.get_by_role("button", name="Show these").click()
    expect(device.tab.get_by_text("opened: its history").first).to_be_visible()
    expect(device.tab.get_by_text("started the decision")).to_have_count(0)
    assert look(device.tab, "history, only looks") == []
    device.tab.get_by_role("link", name="Compare two versions").click()
    expect(device.tab.locator("ins")).to_contain_text(["home"])
    assert look(device.tab, "two versions") == []
    device.open(f"{decision}compare/?one=1&other=99")
    assert look(device.tab, "a version that is none") == []


def test_a_guardian_takes_several_decisions_out(visit: Open) -> None:
    sender = visit()
    decision = recorded(sender)
    send(sender, decision)
    device = visit()
    device.sign_in(people.GUARDIAN_2024)
    device.open("/audit/")
    assert look(device.tab, "audit") == []
    device.tab.get_by_label("Who it is about").fill("NOBODY-1")
    device.tab.get_by_role("button", name="See how many").click()
    expect(device.tab.get_by_role("link", name="Nobody whom you can open")).to_be_visible()
    assert look(device.tab, "audit, in error") == []
    device.tab.get_by_label("Who it is about").fill("")
    device.tab.get_by_role("button", name="See how many").click()
    make = device.tab.get_by_role("button", name="Make the PDF")
    expect(make).to_be_visible()
    assert look(device.tab, "audit, counted") == []
    with device.tab.expect_download() as taken:
        make.click()
    file = taken.value.path().read_bytes()
    reference = decision.strip("/").rpartition("/")[2]
    assert pdfs.lacks(file, [reference, "The chain of this organisation's events is whole"]) == []


def test_the_history_of_somebody_known(visit: Open) -> None:
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    device.open("/persons/enter/")
    device.keyboard.fill({"reference": "HI-1", "name": "Carys Quayle"})
    page = device.keyboard.path
    device.tab.get_by_role("link", name="What happened around them").click()
    expect(device.tab.get_by_text("entered them")).to_be_visible()
    assert look(device.tab, "history of somebody") == []
    assert problems(device, f"{page}compare/") == []
