"""Telling later, refusing, opening again and protecting somebody, in the browser; and the pages shut nobody out."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser import pdfs, people
from tests.browser.accessibility import look, problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.controls import Fields
from tests.browser.keyboard import Keyboard
from tests.browser.script import Script, boxes, script
from tests.browser.visit import Visit
from tests.browser.walk import start, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[[str], Client]
LATER = script("S02", "2024", at_risk="yes", lawful_basis="yes", protect_identity="no", tell_family="not_safe")
REFUSED = script("R12", "2024")


def recorded(person: Client, said: Script) -> str:
    decision = walk(person, said)
    person.fill({})
    assert person.path == decision, person.page.text
    return decision


def test_a_family_that_could_not_be_told_is_told_later(visit: Open, client: SignIn) -> None:
    decision = recorded(client(people.PRACTITIONER_2024), LATER)
    device = visit(scripts=False, allowed=("403",))
    person = device.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    device.open("/")
    assert "Look again at telling the child or the family" in person.page.text
    device.open(f"{decision}telling/")
    assert "It is not safe to tell them now, so no letter is made." in person.page.text
    assert device.context.request.get(f"{device.site.address}{decision}telling/child.pdf").status == 403
    look_again(person, "not_safe")
    assert "It is still not safe to tell them" in person.page.text
    look_again(person, "tell")
    person.go("telling/child-easy-read/")
    assert "We will tell them about:" in person.page.text
    read = person.page.text
    pdf = device.context.request.get(f"{device.site.address}{decision}telling/child-easy-read.pdf").body()
    assert not pdfs.lacks(pdf, ["We want to talk about you with others", "You can ask to see it."])
    assert "You can ask to see it." in read
    device.open(f"{decision}telling/told/")
    person.fill({"whom": "child", **boxes("on", timezone.localdate()), "how": "At school", "teller": "Her teacher"})
    assert "Told on" in person.page.text
    device.open("/")
    assert f"{decision}telling/" not in person.page.links


def look_again(person: Keyboard, found: str) -> None:
    person.go("look-again/")
    later = timezone.localdate() + timedelta(days=20)
    person.fill({"found": found, "why": "We asked her again", **boxes("next_on", later)})


def test_a_request_is_refused_answered_and_opened_again(visit: Open, client: SignIn) -> None:
    decision = recorded(client(people.PRACTITIONER_2024), REFUSED)
    reference = decision.split("/")[2]
    device = visit(scripts=False)
    person = device.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    device.open(decision)
    person.go("refusal/")
    assert "We do not share it." in person.page.text
    assert not [each["text"] for each in REFUSED.items if str(each["text"]) in person.page.text]
    pdf = device.context.request.get(f"{device.site.address}{decision}refusal.pdf").body()
    assert not pdfs.lacks(pdf, ["Your request", "We do not share it.", reference])
    device.open(f"{decision}answered/")
    person.fill({**boxes("on", timezone.localdate()), "how": "By post, to their office"})
    assert "The request was answered on" in person.page.text
    person.go("reopen/")
    person.fill({"facts": "A court order has come", **boxes("received_on", timezone.localdate())})
    assert f"This looks again at {reference}" in person.page.text
    again = person.path.split("/")[2]
    person.go(decision)
    assert f"New facts came: it is looked at again in {again}" in person.page.text


def known(person: Keyboard, number: str) -> str:
    """A child whose father must not be told; the page of the child."""
    person.tab.goto(f"{person.address}/persons/enter/")
    person.fill({"reference": number, "name": f"Nia {number}"})
    page = person.path
    person.go("relationships/add/")
    told: Fields = {"name": "Gethin Quayle", "kind": "father", "responsibility": "no", "must_not_be_told": "on"}
    person.fill({**told, "must_not_be_told_why": "He hurt her"})
    assert "Must not be told: Gethin Quayle" in person.page.text
    return page


def test_somebody_who_must_not_be_told_is_kept_off_the_list(visit: Open, client: SignIn) -> None:
    decision = start(client(people.PRACTITIONER_2024), LATER)
    device = visit(scripts=False)
    person = device.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    known(person, "CL-1")
    device.open(f"{decision}access/person/")
    person.fill({"reference": "CL-1"})
    device.open(f"{decision}recipients/add/")
    person.fill({"organisation": "Home", "role": "Relative", "name": "Mr G. Quayle"})
    assert person.path == f"{decision}clashes/"
    assert "This may be Gethin Quayle (father), who must not be told." in person.page.text
    device.open(f"{decision}check/")
    assert "this could reach somebody who must not be told, or say where somebody is" in person.page.text
    device.open(f"{decision}recipients/")
    link = [each for each in person.page.links if each.endswith("/remove/")][-1]
    person.go(link)
    person.send()
    device.open(f"{decision}clashes/")
    assert "Nothing in this decision clashes" in person.page.text


def test_the_pages_shut_nobody_out(visit: Open, client: SignIn) -> None:
    shared, refused = (recorded(client(people.PRACTITIONER_2024), said) for said in (LATER, REFUSED))
    device: Visit = visit()
    device.sign_in(people.PRACTITIONER_2024)
    found = problems(device, f"{shared}telling/")
    found += problems(device, f"{shared}telling/told/") + problems(device, f"{shared}telling/look-again/")
    device.open(f"{shared}telling/")
    look_again(device.keyboard, "tell")
    found += look(device.tab, "telling, looked at again")
    for page in ("telling/child/", "telling/family-easy-read/"):
        found += problems(device, f"{shared}{page}")
    for page in ("refusal/", "answered/", "reopen/", ""):
        found += problems(device, f"{refused}{page}")
    decision = start(client(people.PRACTITIONER_2024), LATER)
    known(device.keyboard, "CL-2")
    device.open(f"{decision}access/person/")
    device.keyboard.fill({"reference": "CL-2"})
    device.open(f"{decision}recipients/add/")
    device.keyboard.fill({"organisation": "Home", "role": "Father", "name": ""})
    assert re.search("/clashes/$", device.keyboard.path)
    found += problems(device, f"{decision}clashes/") + problems(device, decision)
    assert found == []
