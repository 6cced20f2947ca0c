"""Whatever is typed is shown as typed: no script runs, nothing is fetched."""

from itertools import count

import pytest

from tests.browser import pdfs, people
from tests.browser.conftest import Open
from tests.browser.controls import Control
from tests.browser.insistent import Insistent
from tests.browser.script import Script, script
from tests.browser.site import Site
from tests.browser.visit import Visit
from tests.browser.walk import add_recipients, go_on, let_advice_stand, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAYLOAD = '<script>alert(1)</script>"><svg onload=alert(2)><img src=//x.test/ onerror=alert(3)>{{7*7}}'
TEXT_BOXES = "main :is(textarea, input[type=text])"
BOXES = """() => [document.querySelector("main").innerText]
  .concat([...document.querySelectorAll("main textarea, main input[type=text]")].map(box => box.value)).join(" ")"""
SHARED = script("C01", "2024", situation="request")
KEPT_BACK = script(
    "R12", "2024", purpose="yes", anonymise="no", at_risk="yes", lawful_basis="yes", protect_identity="no",
    tell_family="after",
)  # fmt: skip


@pytest.fixture
def hostile(site: Site) -> Insistent:
    number = count(1)

    def say(control: Control) -> str:
        return f"{next(number)} {PAYLOAD}"

    return Insistent(site, people.PRACTITIONER_2024, say)


@pytest.mark.parametrize("said", [SHARED, KEPT_BACK], ids=["shared", "kept back"])
def test_markup_in_every_box_is_shown_as_typed_on_every_page_and_in_the_pdf(
    visit: Open, hostile: Insistent, said: Script
) -> None:
    decision, advice = walk_with_advice(hostile, said)
    links = {link for link in hostile.page.links if link.startswith(decision)}
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    for path in ["/", "/advice/", decision, advice, *sorted(links)]:
        assert PAYLOAD in shown(device, path) or not device.tab.locator(TEXT_BOXES).count(), path
    whole = shown(device, f"{decision}check/")
    assert [each for each in hostile.said if each not in whole] == []

    hostile.get(f"{decision}check/")
    hostile.fill({})
    hostile.post(f"{decision}add/", {})
    whole = shown(device, decision)
    assert [each for each in hostile.said if each not in whole] == []
    assert pdfs.lacks(device.pdf(decision), hostile.said) == []


def test_markup_in_an_emergency_is_shown_as_typed(visit: Open, hostile: Insistent) -> None:
    hostile.post("/decisions/emergency/", script("C20", "2024").page("emergency"))
    device = visit()
    device.sign_in(people.PRACTITIONER_2024)
    whole = shown(device, hostile.path)
    assert [each for each in hostile.said if each not in whole] == []
    assert pdfs.lacks(device.pdf(hostile.path), hostile.said) == []


def walk_with_advice(hostile: Insistent, said: Script) -> tuple[str, str]:
    """To the check page, with advice asked for on the way; the addresses of the decision and of the advice."""
    decision = walk(hostile, said, until="statutory")
    hostile.post(f"{decision}questions/statutory/advice/elsewhere/", said.page("ask"))
    advice = hostile.path
    hostile.fill(said.page("advice"))
    go_on(hostile, said, decision)
    add_recipients(hostile, said)
    let_advice_stand(hostile)
    return decision, advice


def shown(device: Visit, path: str) -> str:
    """What a person reads on a page, in its text and in its boxes."""
    device.open(path)
    return str(device.tab.evaluate(BOXES))
