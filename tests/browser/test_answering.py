"""Advice is given in real browsers: by a colleague, by a Guardian, by somebody outside; and a talk is put right."""

from collections.abc import Mapping

import pytest

from tests.browser.accessibility import problems
from tests.browser.conftest import Open
from tests.browser.mail import link_in_mail
from tests.browser.put import ASKER, GUARDIAN, LEAD, MANAGER, questions
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCREEN = 900  # CSS pixels that a page has from top to bottom


@pytest.fixture(scope="module")
def asked(site: Site) -> Mapping[str, str]:
    return questions(site)


def at(visit: Visit, who: str, path: str) -> None:
    visit.sign_in(f"{who}@oakfield.example")
    visit.open(path)


def test_an_adviser_answers_without_scripts_and_without_scrolling(visit: Open, asked: Mapping[str, str]) -> None:
    lead = visit(scripts=False)
    at(lead, LEAD, f"/advice/{asked[LEAD]}/")
    button = lead.tab.get_by_role("button", name="Give this advice").bounding_box()
    assert button
    assert button["y"] + button["height"] <= SCREEN
    lead.tab.get_by_label("Share part").check()
    lead.tab.get_by_label("Why?").fill("Only what the nurse needs")
    lead.tab.get_by_role("button", name="Give this advice").click()
    assert "You have answered." in lead.words
    lead.tab.get_by_role("link", name="Write to whoever asked").click()
    lead.tab.get_by_label("Your message").fill("Tell me how it went")
    lead.tab.get_by_role("button", name="Send the message").click()
    assert "Tell me how it went" in lead.words


def test_a_guardian_ticks_the_principles(visit: Open, asked: Mapping[str, str]) -> None:
    guardian = visit()
    at(guardian, GUARDIAN, f"/advice/{asked[GUARDIAN]}/")
    guardian.tab.get_by_label("Share", exact=True).check()
    guardian.tab.get_by_label("Why?").fill("It protects her")
    guardian.tab.get_by_role("button", name="Give this advice").click()
    assert "Tick each principle that you thought of" in guardian.words
    guardian.tab.get_by_label("1. The purpose is justified").check()
    guardian.tab.get_by_label("What is it about?").select_option("harm")
    guardian.tab.get_by_role("button", name="Give this advice").click()
    assert "1. The purpose is justified" in guardian.words
    assert "You have answered." in guardian.words


def test_somebody_outside_answers_from_a_link_and_a_code_and_nobody_else_opens_it(
    visit: Open, asked: Mapping[str, str]
) -> None:
    asker, solicitor, stranger = visit(), visit(), visit()
    at(asker, ASKER, asked["outside"])
    who = {"name": "Sam Green", "organisation": "County legal services", "email": "sam@county.example"}
    for name, value in who.items():
        asker.tab.locator(f"[name={name}]").fill(value)
    asker.tab.get_by_role("button", name="Send the link").click()
    code, link = asker.tab.locator(".app-big-code").inner_text(), link_in_mail(asker, "/outside/")
    for device, given in ((stranger, "ABCD-2345"), (solicitor, code), (stranger, code)):
        device.open(link)
        device.tab.get_by_label("Code").fill(given)
        device.tab.get_by_role("button", name="Open the page").click()
    assert "does not open this page" in stranger.words
    assert "May I tell the nurse?" not in stranger.words
    assert "May I tell the nurse?" in solicitor.words
    solicitor.tab.get_by_label("Take legal advice").check()
    solicitor.tab.get_by_label("Why?").fill("An order may stand in the way")
    solicitor.tab.get_by_role("button", name="Give this advice").click()
    assert "Your answer is sent." in solicitor.words
    solicitor.tab.get_by_role("link", name="Write to whoever asked").click()
    solicitor.tab.get_by_label("Your message").fill("Is there an order?")
    solicitor.tab.get_by_role("button", name="Send the message").click()
    assert "Is there an order?" in solicitor.words
    asker.open(asked["outside"])
    asker.tab.get_by_role("link", name="End it").click()
    asker.tab.get_by_label("Why do you end it?").fill("It is answered")
    asker.tab.get_by_role("button", name="End it").click()
    solicitor.open(link)
    assert "Enter your code" in solicitor.words


def test_a_talk_that_was_written_down_wrongly_is_put_right(visit: Open, asked: Mapping[str, str]) -> None:
    manager = visit()
    at(manager, MANAGER, f"/advice/{asked[MANAGER]}/")
    manager.tab.get_by_label("No, I advised something else").check()
    manager.tab.get_by_label("Do not share").check()
    manager.tab.get_by_label("What did you say, and why?").fill("Wait for the police")
    manager.tab.get_by_role("button", name="Save").click()
    assert "Wait for the police" in manager.words


def test_no_page_of_advice_shuts_anybody_out(visit: Open, asked: Mapping[str, str]) -> None:
    found = []
    for who, paths in (
        (LEAD, (f"/advice/{asked[LEAD]}/", f"/advice/{asked[LEAD]}/say/")),
        (GUARDIAN, (f"/advice/{asked[GUARDIAN]}/",)),
        (ASKER, (asked["outside"], asked["outside"].replace("/outside/", "/say/"))),
    ):
        device = visit()
        device.sign_in(f"{who}@oakfield.example")
        found += [wrong for path in paths for wrong in problems(device, path)]
    assert found + problems(visit(), "/outside/no-such-link/") == []
