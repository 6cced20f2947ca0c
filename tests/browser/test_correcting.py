"""Something that was shared is found wrong, in real browsers: who was told, the letter, and that it was put right."""

import pytest

from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.mail import link_in_mail
from tests.browser.test_sharing import follow, press, recorded, send
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
RIGHT = "It was her cousin who rang"


def find_wrong(visit: Visit, decision: str, *, withdrawn: bool = False) -> str:
    """From the record's page: the first piece that went. The page of what was found wrong."""
    visit.open(decision)
    follow(visit, "Something in it was wrong")
    visit.tab.locator("[name=item]").first.check()
    if withdrawn:
        visit.tab.get_by_label("It is withdrawn altogether").check()
    else:
        visit.tab.get_by_label("It is wrong, and I know what is right").check()
        visit.tab.get_by_label("What is right?").fill(RIGHT)
    visit.tab.get_by_label("How was it found out?").fill("Her aunt rang")
    visit.tab.get_by_label("Who found it out?").fill("The office")
    press(visit, "Save, and see who was told")
    assert "Found wrong: Information 1" in visit.words
    return visit.tab.url.removeprefix(visit.site.address)


def tell(visit: Visit) -> str:
    """From the page of what was found wrong: the letter to the first who is listed is sent. The page of theirs."""
    visit.tab.locator(".govuk-task-list a").first.click()
    page = visit.tab.url.removeprefix(visit.site.address)
    assert "What we ask you to do" in visit.words
    follow(visit, "They have been told")
    visit.tab.get_by_label("Secure email").check()
    press(visit, "Save")
    assert "It is written down that they were told." in visit.html
    return page


def let_in(sender: Visit, recipient: Visit) -> None:
    follow(sender, "Send a link that asks whether they put it right")
    sender.tab.get_by_label("What is their email address?").fill("teacher@school.example")
    press(sender, "Send the link")
    code, link = sender.tab.locator(".app-big-code").inner_text(), link_in_mail(sender, "/corrections/")
    recipient.open(link)
    recipient.tab.get_by_label("Code").fill(code)
    press(recipient, "Open the page")
    assert "Did you put it right?" in recipient.words


def test_whoever_was_told_something_wrong_puts_it_right(visit: Open) -> None:
    sender, recipient = visit(scripts=False), visit(scripts=False)
    decision = recorded(sender)
    send(sender, decision)
    found = find_wrong(sender, decision)
    sender.open("/")
    assert "Send a correction" in sender.words
    sender.open(found)
    page = tell(sender)
    letter = sender.context.request.get(f"{sender.site.address}{page}letter.pdf")
    assert letter.headers["content-type"] == "application/pdf", letter.status
    let_in(sender, recipient)
    assert RIGHT not in recipient.html
    press(recipient, "Send my answer")
    assert "Choose what you did" in recipient.words
    recipient.tab.get_by_label("We have put it right, and told those to whom we gave it").check()
    press(recipient, "Send my answer")
    assert "Your answer is saved" in recipient.words
    sender.open(found)
    assert "Nobody is waited for" in sender.words
    sender.open(decision)
    assert RIGHT in sender.words


def test_what_is_withdrawn_and_can_be_told_to_nobody_is_given_up(visit: Open) -> None:
    sender = visit()
    decision = recorded(sender)
    send(sender, decision)
    found = find_wrong(sender, decision, withdrawn=True)
    sender.tab.locator(".govuk-task-list a").first.click()
    assert "We take this back altogether" in sender.words
    follow(sender, "They can't be told, don't answer, or need no correction")
    sender.tab.get_by_label("They can't be told").check()
    sender.tab.get_by_label("Say more about it").fill("They closed last week")
    press(sender, "Save")
    sender.open(found)
    assert "Given up" in sender.words
    assert "Nobody is waited for" in sender.words


def test_no_page_of_corrections_shuts_anybody_out(visit: Open) -> None:
    sender, recipient = visit(), visit()
    decision = recorded(sender)
    send(sender, decision)
    found = find_wrong(sender, decision)
    page = tell(sender)
    let_in(sender, recipient)
    shut_out = look(recipient.tab, "the page of whoever was sent a correction")
    ways = ("", "words/", "sent/", "answer/", "link/", "give-up/")
    for path in (f"{decision}wrong/", found, *(f"{page}{way}" for way in ways)):
        shut_out += problems(sender, path)
    assert shut_out == []
