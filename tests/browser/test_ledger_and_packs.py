"""The ledger of a child on a day, and a pack for whoever asks: in a real browser, by keyboard, from start to ZIP."""

import csv
import hashlib
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.browser import pdfs, people
from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.script import boxes
from tests.browser.test_sharing import recorded, send
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def shared_about(sender: Visit, number: str) -> str:
    """A child with a father who must not be told; what was shared about her. The page of the child."""
    decision = recorded(sender)
    send(sender, decision)
    person = sender.keyboard
    sender.open("/persons/enter/")
    person.fill({"reference": number, "name": f"Carys {number}"})
    page = person.path
    person.go("relationships/add/")
    person.fill(
        {
            "name": "Ifor Quayle",
            "kind": "father",
            "responsibility": "no",
            "must_not_be_told": "on",
            "must_not_be_told_why": "He hurt her",
        }
    )
    sender.open(f"{decision}access/person/")
    person.fill({"reference": number})
    sender.open(f"{decision}add/")
    person.fill({"title": "A call", "text": "Ifor Quayle rang the school about her", "why": "It came later"})
    return page


def begun(keeper: Visit, page: str) -> None:
    """A pack for her, to the page on which everything in it is read."""
    keeper.open(f"{page}packs/new/")
    asked = {"made_for": "subject_access", "asked_by": "Jo Lane", "asked_as": "Her solicitor"}
    asked |= boxes("received_on", timezone.localdate())
    keeper.keyboard.fill(asked)
    parts = keeper.keyboard.page.controls["parts"].options
    keeper.keyboard.fill({"parts": parts})
    assert keeper.keyboard.path.endswith("/texts/")


def test_what_was_told_by_a_day_is_read_and_taken_away(visit: Open) -> None:
    device = visit()
    page = shared_about(device, "LP-1")
    device.open(page)
    device.tab.get_by_role("link", name="Who was told what about them").click()
    assert "duty social worker, the multi-agency safeguarding hub" in device.keyboard.page.text
    with device.tab.expect_download() as waiting:
        device.tab.get_by_role("button", name="Download the table (CSV)").click()
    rows = list(csv.DictReader(StringIO(waiting.value.path().read_bytes().decode("utf-8-sig"))))
    assert [row["Organisation"] for row in rows] == ["the multi-agency safeguarding hub"]
    with device.tab.expect_download() as waiting:
        device.tab.get_by_role("button", name="Download the PDF").click()
    assert not pdfs.lacks(waiting.value.path().read_bytes(), ["Who was told what", "signs of neglect", "Secure email"])
    for name, part in boxes("on", timezone.localdate().replace(year=timezone.localdate().year - 1)).items():
        device.tab.locator(f"[name='{name}']").fill(part)
    device.tab.get_by_role("button", name="Show it").click()
    assert "Nothing had been shared by then" in device.keyboard.page.text


def test_a_pack_is_chosen_read_redacted_and_made_by_keyboard_without_scripts(visit: Open) -> None:
    page = shared_about(visit(), "LP-2")
    device = visit(scripts=False)
    person = device.keyboard
    person.sign_in(people.GUARDIAN_2024)
    begun(device, page)
    assert "Taken out: Ifor Quayle" in person.page.text
    pack = person.path.removesuffix("texts/")
    person.send()
    assert person.path == pack
    assert "The pack is made" in person.page.text
    data = device.context.request.get(f"{device.site.address}{pack}pack.zip").body()
    with ZipFile(BytesIO(data)) as archive:
        told = json.loads(archive.read("manifest.json"))
        for each in told["files"]:
            assert hashlib.sha256(archive.read(each["name"])).hexdigest() == each["sha256"]
        papers = [archive.read(name) for name in archive.namelist() if name.endswith(".pdf")]
    assert len(papers) > 3
    assert not [paper for paper in papers if "quayle" in pdfs.packed(pdfs.text(paper))]
    assert any("[nameleftout]rangtheschool" in pdfs.packed(pdfs.text(paper)) for paper in papers)


def test_the_pages_shut_nobody_out(visit: Open) -> None:
    page = shared_about(visit(), "LP-3")
    device = visit()
    device.sign_in(people.GUARDIAN_2024)
    found = problems(device, f"{page}ledger/")
    found += problems(device, f"{page}packs/") + problems(device, f"{page}packs/new/")
    begun(device, page)
    texts = device.keyboard.path
    found += look(device.tab, "texts of a pack")
    text = next(link for link in device.keyboard.page.links if link.startswith(texts))
    pack = texts.removesuffix("texts/")
    device.open(text)  # sent empty it says nothing wrong: then no more is taken out than was found
    found += look(device.tab, "a text of a pack")
    for end in (pack, f"{pack}choose/", f"{pack}give-up/"):
        found += problems(device, end)
    assert not found
