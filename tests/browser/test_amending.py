"""A record is amended by keyboard alone, in a browser without scripts: both texts stand on its page and in its PDF."""

import pytest

from tests.browser import pdfs, people
from tests.browser.accessibility import problems
from tests.browser.conftest import Open
from tests.browser.keyboard import whole
from tests.browser.script import script
from tests.browser.visit import Visit
from tests.browser.walk import walk
from tests.documents.reading import words

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OF, NEW, WHY = "Risk of sharing", "She may be moved again", "Her aunt rang"


def recorded(visit: Visit) -> str:
    person = visit.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    decision = walk(person, script("C01", "2024"))
    person.send()
    return decision


def place_of(visit: Visit, label: str) -> str:
    """Where the link beside this passage leads."""
    row = visit.tab.locator(f".govuk-summary-list__row:has(dt:text-is('{label}'))")
    return str(row.locator("a").get_attribute("href")).removesuffix("/").rpartition("/")[2]


def test_a_passage_is_amended_by_keyboard_alone_with_scripts_off(visit: Open) -> None:
    one = visit(scripts=False)
    decision, person = recorded(one), one.keyboard
    old = words(one.pdf(decision))
    person.go("/amend/")
    place = place_of(one, OF)
    person.go(f"/amend/{place}/")
    before = person.page.controls["text"].value
    person.fill({"text": NEW, "why": ""})
    assert "Say why you amend it" in one.words
    assert person.page.controls["text"].value == NEW
    person.fill({"why": WHY})
    assert person.path == decision
    assert "It is amended. What was recorded stays" in one.words
    struck = one.tab.locator(f"dd:has(ins:text-is('{NEW}')) del")
    assert struck.inner_text().endswith(before)
    for text in (OF, NEW, WHY, "Amendment 1, on"):
        assert text in one.tab.locator("#amendment-1").inner_text()
    made = one.pdf(decision)
    assert "Nowreads:" not in old
    assert f"Nowreads:{''.join(NEW.split())}" in words(made)
    assert str(pdfs.attached(made)["amendments"]).count(f"'text': '{NEW}'") == 1


def test_the_second_of_two_tabs_is_shown_both_texts(visit: Open) -> None:
    one = visit(allowed=("409",))
    decision = recorded(one)
    one.open(f"{decision}amend/")
    place = place_of(one, OF)
    for tab in (one.tab, other := one.new_tab()):
        tab.goto(f"{one.site.address}{decision}amend/{place}/")
        tab.locator("[name=why]").fill(WHY)
    for tab, text in ((one.tab, NEW), (other, "She may have to move")):
        tab.locator("[name=text]").fill(text)
        tab.get_by_role("button", name="Amend the record").click()
    assert NEW in whole(other).locator(".app-text--theirs").inner_text()
    assert "She may have to move" in other.locator(".app-text--yours").inner_text()
    assert other.locator("[name=text]").input_value() == "She may have to move"
    assert other.locator("[name=why]").input_value() == WHY


def test_no_page_of_amending_shuts_anybody_out(visit: Open) -> None:
    one = visit()
    decision = recorded(one)
    one.open(f"{decision}amend/")
    place = place_of(one, OF)
    shut_out = problems(one, f"{decision}amend/") + problems(one, f"{decision}amend/{place}/")
    one.open(f"{decision}amend/{place}/")
    one.tab.locator("[name=text]").fill(NEW)
    one.tab.locator("[name=why]").fill(WHY)
    one.tab.get_by_role("button", name="Amend the record").click()
    assert shut_out + problems(one, decision) == []
