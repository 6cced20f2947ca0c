"""Asking for advice in real browsers: not sure, ask, read what they will see, follow, and change what it rested on."""

import re

import pytest

from tests.browser import people
from tests.browser.accessibility import look, press, problems
from tests.browser.conftest import Open
from tests.browser.script import script
from tests.browser.visit import Visit
from tests.browser.walk import walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AD = re.compile(r"AD-\w{4}-\w{4}")
MANAGER = "liam.doyle@riverside.example"  # of the practitioner's team


def ask(visit: Visit, path: str) -> None:
    """Up to the page that shows what the manager will see."""
    visit.open(path)
    visit.tab.get_by_label("What do you ask?").fill("Red hat girl: may I tell the nurse?")
    visit.tab.get_by_role("radio", name="Manager").check()
    visit.tab.get_by_label("Within two working days").check()
    visit.tab.get_by_role("button", name="See what they will see").click()


def test_a_question_is_asked_answered_followed_and_looked_at_again(visit: Open) -> None:
    asker, manager = visit(scripts=False), visit()
    asker.sign_in(people.PRACTITIONER_2024)
    decision = walk(asker.keyboard, script("C05", "2024", statutory="unsure"), until="statutory/advice")
    ask(asker, f"{decision}questions/statutory/advice/")
    assert "This is what they will see" in asker.words
    asker.tab.get_by_label("Is anybody still named? (optional)").fill("Red hat")
    asker.tab.get_by_role("button", name="Send").click()
    assert "[name withheld] girl: may I tell the nurse?" in asker.words
    asker.tab.get_by_role("button", name="Send").click()
    assert "An answer is needed by" in asker.words
    page, asked = asker.tab.url, AD.search(asker.words)
    assert asked

    manager.sign_in(MANAGER)
    waits = manager.tab.get_by_role("listitem").filter(has_text=asked.group())
    waits.get_by_role("link", name="Answer a question for advice").click()
    assert "[name withheld] girl: may I tell the nurse?" in manager.words
    assert decision.split("/")[2] not in manager.html
    manager.tab.get_by_label("Share part").check()
    manager.tab.get_by_label("Why?").fill("Only what the nurse needs")
    manager.tab.get_by_role("button", name="Give this advice").click()

    asker.tab.goto(page)
    assert "Only what the nurse needs" in asker.words
    asker.tab.get_by_label("Yes, in full").check()
    asker.tab.get_by_role("button", name="Save and continue").click()
    assert asker.tab.url.endswith("/questions/statutory/")
    asker.tab.get_by_label("No", exact=True).check()
    asker.tab.get_by_role("button", name="Save and continue").click()
    assert asker.tab.url.endswith("/questions/purpose/")

    asker.open(f"{decision}pages/details/")
    asker.tab.get_by_label("What is it needed for?").fill("For another purpose")
    asker.tab.get_by_role("button", name="Save and continue").click()
    asker.open(decision)
    asker.tab.get_by_role("link", name="See what changed").click()
    assert "For another purpose" in asker.words
    asker.tab.get_by_label("Why does the advice still hold?").fill("The nurse needs it for this too")
    asker.tab.get_by_role("button", name="It still holds").click()
    asker.open(decision)
    assert "See what changed" not in asker.words


def test_no_page_of_asking_shuts_anybody_out(visit: Open) -> None:
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    decision = walk(device.keyboard, script("C05", "2024", statutory="unsure"), until="statutory/advice")
    page = f"{decision}questions/statutory/advice/"
    found = problems(device, page)
    ask(device, page)
    found += look(device.tab, "what they will see")
    press(device.tab.get_by_role("button", name="Send"))
    found += look(device.tab, "waiting for an answer")
    press(device.tab.get_by_role("link", name="It needs no answer any more"))
    found += look(device.tab, "taking it back")
    assert found == []
