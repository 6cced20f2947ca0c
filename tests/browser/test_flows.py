"""Bulk sharing from a draft to its PDF: written by a practitioner, decided by the IG lead, by keyboard alone."""

import re

import pytest

from tests.browser import pdfs
from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.flows import carry_on, fill_in, submit
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AUTHOR, LEAD, COLLEAGUE = (
    "kemi.adeyemi@riverside.example",
    "niall.byrne@riverside.example",
    "isla.grant@riverside.example",
)
NOT_IN_THE_RECORD = re.compile(
    r"\d{1,4}|.*information governance lead|What situation rests on.*|no one person|Neither|Yes, it is done"
)
LISTS = ("partners/", "data-sets/")
FORMS = (*(f"{name}add/" for name in LISTS), "papers/agreement/add/", "papers/other/add/", "end/")
PAGES = ("purpose", "relationship", "schedule", "law", "necessity", "dpia", "dpo", "retention", "security", "rights")


def test_a_practitioner_writes_it_the_lead_decides_and_the_pdf_holds_it_all(visit: Open) -> None:
    device = visit(scripts=False, allowed=("403", "404"))
    person = device.keyboard
    person.sign_in(AUTHOR)
    flow = carry_on(person)
    person.said.clear()  # the rest is of the flow
    fill_in(person, flow)
    submit(person, flow)
    assert "Waiting for a decision" in person.page.text
    for end in ("decide/", "review/"):
        person.tab.goto(f"{person.address}{flow}{end}")
        assert "Your role does not let you do this" in person.page.text
    written = [each for each in person.said if not NOT_IN_THE_RECORD.fullmatch(each)]
    other = _somebody_else(person, COLLEAGUE)
    other.tab.goto(f"{other.address}{flow}")
    assert "not found" in other.tab.title()
    lead = _somebody_else(other, LEAD)
    lead.go("/flows/")
    lead.go(flow)
    lead.go(f"{flow}decide/")
    again = {"review_on_day": "1", "review_on_month": "6", "review_on_year": "2090"}
    why = {"conditions": "No child by name", "reasons": "Without it meals are missed"}
    lead.fill({"decided": "approve_conditions", **why, **again})
    assert "Your decision is recorded" in lead.page.text
    file = device.pdf(flow)
    assert pdfs.lacks(file, [*written, *why.values(), "Niall Byrne", "1 June 2090"]) == []


def _somebody_else(person: Keyboard, email: str) -> Keyboard:
    person.tab.goto(f"{person.address}/")
    person.sign_out()
    other = Keyboard(person.tab, person.address)
    other.sign_in(email)
    return other


def test_axe_finds_nothing_on_any_page_of_bulk_sharing(visit: Open) -> None:
    device, lead = visit(allowed=("403", "409")), visit()
    person = device.keyboard
    person.sign_in(AUTHOR)
    flow = carry_on(person)
    found = [wrong for page in FORMS for wrong in problems(device, f"{flow}{page}")]
    found += [wrong for slug in PAGES for wrong in problems(device, f"{flow}pages/{slug}/")]
    found += problems(device, "/flows/new/")
    for page in ("", "check/", *LISTS, "pages/agreement/"):
        device.open(f"{flow}{page}")
        found += look(device.tab, page)
    device.open(flow)
    fill_in(person, flow)
    for page in LISTS:
        device.open(f"{flow}{page}")
        found += look(device.tab, page)
    found += problems(device, f"{flow}check/")
    device.open(flow)
    submit(person, flow)
    found += look(device.tab, flow)
    lead.sign_in(LEAD)
    found += problems(lead, f"{flow}decide/")
    for page in ("/flows/", "/flows/?show=submitted", flow):
        lead.open(page)
        found += look(lead.tab, page)
    assert found == []
