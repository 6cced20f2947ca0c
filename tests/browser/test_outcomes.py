"""Every outcome of one case, from the sign-in page to the PDF, by keyboard alone and without scripts."""

import re

import pytest

from tests.browser import pdfs
from tests.browser.conftest import Open
from tests.browser.script import script as told
from tests.browser.visit import Visit
from tests.browser.walk import add_recipients, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Parts of dates, and choices that the record puts in other words.
NOT_IN_THE_RECORD = re.compile(r"\d{1,4}|\d\d:\d\d|Yes, they know who it is about|.*which I will describe")

WAYS = [
    ("share", "C01", "2008", "rosa.lima@harbour.example"),
    ("share", "C21", "2024", "jon.petrov@riverside.example"),
    ("share_now", "C20", "2008", "sam.tully@harbour.example"),
    ("share_required", "C14", "2024", "jon.petrov@riverside.example"),
    ("share_deidentified", "R05", "2008", "rosa.lima@harbour.example"),
    ("do_not_share", "R12", "2024", "isla.grant@riverside.example"),
]


@pytest.mark.parametrize(("outcome", "case", "edition", "email"), WAYS)
def test_each_outcome_is_reached_by_keyboard_and_its_pdf_holds_every_answer(
    visit: Open, outcome: str, case: str, edition: str, email: str
) -> None:
    script = told(case, edition)
    assert script.case.outcome(script.pack_id) == outcome
    device = visit(scripts=False)
    person = device.keyboard
    person.sign_in(email)
    decision = walk(person, script)
    if outcome != "share_now":  # an emergency is recorded as soon as it is written down
        add_recipients(person, script)
        person.send()
    check_record(device, decision, person.said, outcome)


def check_record(device: Visit, decision: str, said: list[str], outcome: str) -> None:
    """The record stands, and its PDF holds all that was typed and chosen."""
    reference = decision.split("/")[2]
    [[content]] = device.site.ask(
        "SELECT content FROM decisions_record r JOIN decisions_decision d ON d.id = r.decision_id WHERE reference = %s",
        reference,
    )
    assert isinstance(content, dict)
    assert content["outcome"]["slug"] == outcome
    told = [each for each in said if not NOT_IN_THE_RECORD.fullmatch(each)]
    missing = pdfs.lacks(device.pdf(decision), told)
    assert not missing
