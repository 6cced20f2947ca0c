"""The warning before the session ends, in a real browser: it can be answered, and nothing typed is ever lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import people
from tests.browser.accessibility import look
from tests.browser.site import Site
from tests.browser.visit import Visit, device

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TYPED = "They may move away"
PATIENCE = 30_000  # milliseconds: twice as long as a session lasts here


@pytest.fixture
def somebody(browser: Browser, hurried: Site) -> Iterator[Visit]:
    visit = device(browser, hurried)
    visit.sign_in(people.PRACTITIONER_2024)
    yield visit
    visit.close()
    visit.check()


def begin(visit: Visit) -> None:
    """The page that starts a decision, with something typed."""
    visit.open("/decisions/new/")
    visit.tab.locator("[name=about]").fill(TYPED)


def test_a_warning_can_be_answered_and_the_work_goes_on(somebody: Visit) -> None:
    begin(somebody)
    warning = somebody.tab.locator("dialog[open]")
    expect(warning).to_be_visible(timeout=PATIENCE)
    assert warning.get_attribute("aria-labelledby") == "warning-title"
    assert somebody.tab.evaluate("document.activeElement.textContent.trim()") == "Stay signed in"
    assert look(somebody.tab, "the warning") == []
    somebody.tab.keyboard.press("Enter")
    expect(warning).to_be_hidden()
    assert somebody.tab.locator("[name=about]").input_value() == TYPED
    somebody.tab.wait_for_timeout(3_000)
    assert somebody.site.count("SELECT count(*) FROM usersessions_usersession") >= 1
    somebody.tab.locator("main form button").first.click()
    assert "/accounts/login/" not in somebody.tab.url


def test_a_warning_that_nobody_answers_ends_the_session_and_keeps_what_was_typed(somebody: Visit) -> None:
    begin(somebody)
    somebody.tab.wait_for_url("**/accounts/login/?why=kept*", timeout=PATIENCE)
    assert "What you typed is kept" in somebody.words
    assert somebody.context.cookies() == [] or "session" not in {each["name"] for each in somebody.context.cookies()}
    assert look(somebody.tab, "signed out") == []
    somebody.tab.locator(f"form:has(input[value='{people.PRACTITIONER_2024}']) button").click()
    assert somebody.tab.url.endswith("/accounts/unsaved/")
    assert TYPED in somebody.words
    assert look(somebody.tab, "unsaved") == []
    somebody.tab.get_by_role("button", name="Go on with what you typed").click()
    assert somebody.tab.locator("[name=about]").input_value() == TYPED
    somebody.open("/accounts/unsaved/")
    assert "Nothing is waiting" in somebody.words


def test_work_in_one_tab_keeps_another_alive(somebody: Visit) -> None:
    begin(somebody)
    other = somebody.new_tab()
    for _ in range(4):
        somebody.tab.wait_for_timeout(5_000)
        other.goto(f"{somebody.site.address}/accounts/")
    expect(somebody.tab.locator("dialog[open]")).to_be_hidden()
    assert somebody.tab.url.endswith("/decisions/new/")


def test_what_was_typed_in_two_tabs_is_kept_twice(somebody: Visit) -> None:
    begin(somebody)
    other = somebody.new_tab()
    other.goto(f"{somebody.site.address}/decisions/emergency/")
    other.locator("[name=danger]").fill("The second tab")
    for tab in (somebody.tab, other):
        tab.wait_for_url("**/accounts/login/?why=kept*", timeout=PATIENCE)
    somebody.sign_in(people.PRACTITIONER_2024)
    said = somebody.words
    assert TYPED in said
    assert "The second tab" in said
    for _ in range(2):
        somebody.tab.get_by_role("button", name="Throw it away").first.click()


def test_without_script_a_form_sent_too_late_is_kept(browser: Browser, hurried: Site) -> None:
    visit = device(browser, hurried, scripts=False)
    visit.sign_in(people.OTHER_2024)
    begin(visit)
    visit.tab.wait_for_timeout(16_000)
    visit.tab.locator("main form button").first.click()
    assert visit.tab.url.endswith("/accounts/login/?why=kept")
    visit.sign_in(people.OTHER_2024)
    visit.tab.get_by_role("button", name="Go on with what you typed").click()
    assert visit.tab.locator("[name=about]").input_value() == TYPED
    visit.close()
    visit.check()
