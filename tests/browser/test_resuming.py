"""Nothing is lost: another device, another tab, the Back button, a changed mind."""

from collections.abc import Callable

import pytest

from tests.browser import pdfs, people
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.keyboard import Keyboard
from tests.browser.script import script
from tests.browser.site import Site
from tests.browser.walk import go_on, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTES = ("What agreement rests on in C05", "What other_basis rests on in C05")


def test_a_draft_begun_on_one_device_goes_on_at_another(visit: Open) -> None:
    said = script("C05", "2024")
    here = visit(scripts=False).keyboard
    here.sign_in(people.PRACTITIONER_2024)
    decision = walk(here, said, until="statutory")

    there = visit(scripts=False).keyboard
    there.sign_in(people.PRACTITIONER_2024)
    there.go(decision)
    there.press_enter("main a.govuk-button")
    assert there.path == here.path
    go_on(there, said, decision)
    assert "What situation rests on in C05" in there.page.text


def test_of_two_tabs_the_second_to_save_is_shown_both_texts_and_nothing_is_lost(
    visit: Open, site: Site, client: Callable[[str], Client]
) -> None:
    decision = walk(client(people.PRACTITIONER_2024), script("C05", "2024"))
    device = visit(allowed=("409",))
    device.sign_in(people.PRACTITIONER_2024)
    first, second = (Keyboard(tab, site.address) for tab in (device.tab, device.new_tab()))
    for person in (first, second):
        person.tab.goto(f"{site.address}{decision}pages/risks/")
    first.fill({"risk_of_sharing": "From the first tab"})
    second.fill({"risk_of_sharing": "From the second tab"})

    conflict = second.tab.get_by_role("alert").inner_text()
    for shown in ("From the first tab", "From the second tab", "Isla Grant"):
        assert shown in conflict
    assert second.page.controls["risk_of_sharing"].value == "From the second tab"
    second.send()
    assert second.path.endswith("/check/")
    assert "From the second tab" in second.page.text
    kept = site.ask(
        "SELECT risk_of_sharing FROM decisions_historicalweighing h JOIN decisions_decision d ON d.id = h.decision_id"
        " WHERE reference = %s ORDER BY history_id",
        decision.split("/")[2],
    )
    assert kept[-2:] == [("From the first tab",), ("From the second tab",)]


def test_the_back_button_and_another_answer_make_no_conflict(visit: Open) -> None:
    said = script("C05", "2024")
    device = visit()
    person = device.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    decision = walk(person, said, until="purpose")
    for _ in range(3):
        device.tab.go_back()
    assert person.path.endswith("/questions/situation/")
    assert person.page.controls["value"].value == "case"
    person.fill({"value": "request"})
    assert device.tab.get_by_role("alert").count() == 0
    device.open(f"{decision}questions/situation/")
    assert person.page.controls["value"].value == "request"


def test_answers_off_the_path_are_out_of_the_record_and_come_back_with_a_changed_mind(
    client: Callable[[str], Client],
) -> None:
    person, first, other = (
        client(people.PRACTITIONER_2024),
        script("C05", "2024"),
        script("C05", "2024", at_risk="yes", lawful_basis="yes", protect_identity="no", tell_family="after"),
    )
    decision = walk(person, first)
    assert all(note in person.page.text for note in NOTES)
    person.post(f"{decision}questions/at_risk/", other.question("at_risk"))
    go_on(person, other, decision)
    assert not any(note in person.page.text for note in NOTES)
    person.post(f"{decision}questions/at_risk/", first.question("at_risk"))
    assert person.path.endswith("/check/")
    assert all(note in person.page.text for note in NOTES)


def test_answers_off_the_path_are_not_in_the_pdf(client: Callable[[str], Client]) -> None:
    person, other = (
        client(people.PRACTITIONER_2024),
        script("C05", "2024", at_risk="yes", lawful_basis="yes", protect_identity="no", tell_family="after"),
    )
    decision = walk(person, script("C05", "2024"))
    person.post(f"{decision}questions/at_risk/", other.question("at_risk"))
    go_on(person, other, decision)
    person.fill({})
    pdf = person.get(f"{decision}record.pdf")
    assert pdfs.lacks(pdf, [*NOTES, "What at_risk rests on in C05", "The reason for departing"]) == list(NOTES)
