"""Somebody searches by keyboard alone, sees why each was found, and opens one; and the page shuts nobody out."""

import pytest

from tests.browser.accessibility import look, press, problems
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GUARDIAN = "grace.obi@oakfield.example"


def test_a_decision_is_found_by_a_misspelt_word_without_scripts(visit: Open) -> None:
    person = visit(scripts=False).keyboard
    person.sign_in(GUARDIAN)
    person.go("/search/")
    person.fill({"wanted": "meanwile"})
    assert "These have words that are spelt like them" in person.page.text
    assert "the class can help her meanwhile" in person.page.text


def test_the_page_that_searches_shuts_nobody_out(visit: Open) -> None:
    device = visit()
    device.sign_in(GUARDIAN)
    found = problems(device, "/search/")
    for wanted in ("school nurse", "zyzzyva"):
        device.open("/search/")
        device.tab.locator("[name=wanted]").fill(wanted)
        press(device.tab.locator("main form button"))
        assert device.tab.url.endswith("/search/")
        found += look(device.tab, f"search for {wanted}")
    assert found == []
