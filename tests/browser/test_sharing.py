"""What becomes of a sheet, in real browsers: looked at, sent, acknowledged by a link; and the wrong recipient."""

import pytest

from tests.browser import people
from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.mail import link_in_mail
from tests.browser.script import script
from tests.browser.visit import Visit
from tests.browser.walk import walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IG_LEAD = "niall.byrne@riverside.example"


def press(visit: Visit, name: str) -> None:
    visit.tab.get_by_role("button", name=name).click()


def follow(visit: Visit, name: str) -> None:
    visit.tab.get_by_role("link", name=name).first.click()


def recorded(visit: Visit) -> str:
    """A decision that shares, from its first page on: each sheet is looked at on the way. Its record's address."""
    visit.sign_in(people.PRACTITIONER_2024)
    decision = walk(visit.keyboard, script("C01", "2024"), until="check")
    press(visit, "Record this decision")
    return decision


def send(visit: Visit, decision: str) -> str:
    """The first sheet goes by secure mail; its address."""
    visit.open(decision)
    visit.tab.locator("a[href*='/sheets/SH-']").first.click()
    page = visit.tab.url.removeprefix(visit.site.address)
    visit.tab.get_by_role("button", name="It has been sent").click()
    visit.tab.get_by_label("Secure email").check()
    visit.tab.get_by_label("We rang back a number that we hold").check()
    press(visit, "Save")
    assert "It is written down that it went." in visit.html
    return page


def let_in(sender: Visit, recipient: Visit) -> None:
    """From the page of the sheet: the link goes by mail, the code by telephone."""
    follow(sender, "Send a link that asks whether it arrived")
    sender.tab.get_by_label("What is their email address?").fill("teacher@school.example")
    press(sender, "Send the link")
    code, link = sender.tab.locator(".app-big-code").inner_text(), link_in_mail(sender, "/receipts/")
    recipient.open(link)
    recipient.tab.get_by_label("Code").fill(code)
    press(recipient, "Open the page")
    assert "Did it reach you?" in recipient.words


def test_a_sheet_is_sent_and_acknowledged(visit: Open) -> None:
    sender, recipient = visit(scripts=False), visit(scripts=False)
    page = send(sender, recorded(sender))
    words = sender.tab.locator(".app-sheet li").first.inner_text()
    let_in(sender, recipient)
    assert words not in recipient.html
    recipient.tab.get_by_label("Yes", exact=True).first.check()
    press(recipient, "Send my answer")
    assert "Choose whether it was meant for you" in recipient.words
    recipient.tab.locator("[name=right_person][value=yes]").check()
    recipient.tab.get_by_label("I am using it in my work with the child or family").check()
    press(recipient, "Send my answer")
    assert "Your answer is saved" in recipient.words
    sender.open(page)
    assert "It arrived. They are using it in their work with the child or family" in sender.words


def test_a_wrong_recipient_is_an_incident_that_the_lead_closes(visit: Open) -> None:
    sender, recipient, lead = visit(), visit(), visit()
    page = send(sender, recorded(sender))
    let_in(sender, recipient)
    recipient.tab.locator("[name=arrived][value=yes]").check()
    recipient.tab.locator("[name=right_person][value=no]").check()
    press(recipient, "Send my answer")
    assert "Do not read it, and do not pass it on." in recipient.words

    sender.open(page)
    follow(sender, "Incident IN-")
    sender.tab.get_by_label("We asked them to delete it or send it back").check()
    sender.tab.get_by_label("Say more").fill("They delete it today")
    press(sender, "Write it down")
    assert "They delete it today" in sender.words
    assert not sender.tab.get_by_label("What we learnt").count()

    lead.sign_in(IG_LEAD)
    reference = sender.tab.url.rstrip("/").rpartition("/")[2]
    row = lead.tab.locator(".govuk-task-list__item", has_text=reference)
    row.get_by_role("link", name="Deal with an incident").click()
    assert "of the 72" in lead.words
    for what in ("We decided that the ICO is not told", "We told the people it is about", "What we learnt"):
        lead.tab.get_by_label(what).check()
        lead.tab.get_by_label("Say more").fill("Ring back first")
        press(lead, "Write it down")
    assert "Closed" in lead.words
    lead.open("/")
    assert reference not in lead.tab.locator(".govuk-task-list").first.inner_text()


def test_no_page_of_sharing_shuts_anybody_out(visit: Open) -> None:
    sender, recipient = visit(), visit()
    decision = recorded(sender)
    page = send(sender, decision)
    let_in(sender, recipient)
    found = look(recipient.tab, "the page of whoever got it")
    sender.open(page)
    links = [each.get_attribute("href") or "" for each in sender.tab.locator("main a[href*='/shared/']").all()]
    for path in [page, f"{page}sent/", *links]:
        found += problems(sender, path)
    sender.open(next(each for each in links if each.endswith("/incident/")))
    sender.tab.get_by_label("What happened?").fill("It went to the school next door")
    press(sender, "Open an incident")
    found += look(sender.tab, "an incident")
    assert found == []
