"""Consent is given and taken back by keyboard alone, without scripts; and what follows shuts nobody out."""

import re
from typing import LiteralString

import pytest
from django.utils import timezone

from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER = "amara.cole@oakfield.example"
FREYA, TOBI = "OP-2041", "OP-1877"
TOLD = ("use", "recipients", "information", "method", "retention", "limits", "withdrawal")


def number(site: Site, question: LiteralString, *values: object) -> str:
    [[found]] = site.ask(question, *values)
    return str(found)


def asked_for(person: Keyboard, child: str) -> str:
    """Every page of what somebody is asked; the address of the consent."""
    person.tab.goto(f"{person.address}/persons/{child}/")
    person.go("consents/ask/")
    person.fill({"kind": "share", "between": "other", "purpose": "So that the nurse can help her"})
    found = re.match("/consents/CO-[^/]+/", person.path)
    assert found, person.path
    for slug in TOLD:
        assert person.path.rstrip("/").endswith(slug), person.path
        if slug == "recipients":
            for role in ("Named nurse", "Doctor"):
                person.fill({"organisation": "The school nursing service", "role": role})
            person.go("asked/information/")
        else:
            person.fill({"categories": ["health"]} if slug == "information" else {slug: f"What is said about {slug}"})
    assert person.path == found[0]
    return found[0]


def test_consent_is_given_and_taken_back_in_part_and_then_whole_by_keyboard_alone(visit: Open, site: Site) -> None:
    person = visit(scripts=False).keyboard
    person.sign_in(OWNER)
    child = number(site, "SELECT id FROM consent_person WHERE reference = %s", FREYA)
    mother = number(site, "SELECT id FROM consent_relationship WHERE name = 'Hannah Marsh' AND person_id = %s", child)
    consent = asked_for(person, child)
    person.go(f"answers/{mother}/")
    explained = ["purpose", "use", "recipients", "method", "retention", "limits", "withdrawal"]
    person.fill({"kind": "given", "form": "spoken", "explained": explained})
    assert "Consent stands" in person.page.text

    person.go("withdraw/")
    person.send()
    assert "Choose who says so" in person.page.text
    doctor = next(each for each in person.page.controls["parts"].options if each.startswith("recipient:"))
    person.fill({"whose": mother, "what": "parts", "parts": [doctor], "why": "Not the first of them"})
    assert "What will follow" in person.page.text
    assert "No decision leans on this part of it" in person.page.text
    person.press_enter("main button[name=change]")
    assert person.page.controls["why"].value == "Not the first of them"
    person.send()
    person.press_enter("main button[name=sure]")
    assert "Consent was withdrawn in part" in person.page.text
    person.tab.goto(f"{person.address}{consent}")
    assert "Taken back, and no longer covered: The school nursing service, Named nurse" in person.page.text

    person.go("withdraw/")
    person.fill({"whose": mother, "what": "all", "why": "None of it"})
    person.press_enter("main button[name=sure]")
    assert "Consent was withdrawn" in person.page.text
    kinds = site.ask(
        "SELECT e.kind FROM consent_consentevent e JOIN consent_consent c ON c.id = consent_id"
        " WHERE c.reference = %s ORDER BY e.id",
        consent.split("/")[2],
    )
    assert kinds == [("given",), ("narrowed",), ("withdrawn",)]


def test_what_leaned_on_it_is_looked_at_again_and_whoever_holds_it_is_told(visit: Open, site: Site) -> None:
    device = visit()
    device.sign_in(OWNER)
    council = number(site, "SELECT id FROM consent_relationship WHERE name = 'The county council'")
    found = "SELECT c.reference FROM consent_consent c JOIN consent_person p ON p.id = person_id WHERE p.reference = %s"
    consent = f"/consents/{number(site, found, TOBI)}/"
    wrong = problems(device, consent) + problems(device, f"{consent}withdraw/")
    wrong += problems(device, f"{consent}invalid/")
    person = device.keyboard
    device.open(f"{consent}withdraw/")
    person.fill({"whose": council, "what": "all", "why": "Nothing is to be read any more"})
    wrong += look(device.tab, "what will follow")
    person.press_enter("main button[name=sure]")
    withdrawal = person.path
    wrong += look(device.tab, "what followed")
    notice = next(link for link in person.page.links if "/notices/" in link)
    wrong += problems(device, notice)
    tell(device, notice)
    assert "told on" in person.page.text
    wrong += problems(device, notice)
    device.open(withdrawal)
    person.press_enter("main a[href*='/add/consent-']")
    person.fill({"text": "Nothing more is read to his teacher"})
    device.open(withdrawal)
    assert "Looked at again" in person.page.text
    assert wrong + look(device.tab, "what followed, looked at") == []


def tell(device: Visit, notice: str) -> None:
    today = timezone.localdate()
    device.open(notice)
    on = {"sent_on_day": str(today.day), "sent_on_month": str(today.month), "sent_on_year": str(today.year)}
    device.keyboard.fill({**on, "sent_how": "By secure email"})
