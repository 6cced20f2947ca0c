"""A lead draws a sample by keyboard and reviews a record; whoever carries it reads that and answers."""

import pytest

from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LEAD, OWNER = "mina.shah@riverside.example", "jon.petrov@riverside.example"
GOOD, COMMENT = "You can follow every step", "I shall write down her own words"


def test_a_record_of_a_sample_is_reviewed_and_its_author_answers(visit: Open) -> None:
    lead = visit(scripts=False)
    lead.sign_in(LEAD)
    keyboard = lead.keyboard
    lead.open("/quality/draw/")
    for part, typed in {"day": "1", "month": "1", "year": "2026"}.items():
        lead.tab.locator(f"[name=since_{part}]").fill(typed)
    lead.tab.locator("[name=chosen][value=random]").check()
    keyboard.send()
    assert "How it was drawn, and how to draw it again" in keyboard.page.text
    sample = keyboard.path
    lead.tab.locator("main a[href^='/quality/records/']").first.click()
    record = lead.tab.locator("main .govuk-caption-l").inner_text()
    for answer in lead.tab.locator("main input[type=radio][value=yes]").all():
        answer.check()
    lead.tab.locator("[name=child][value=partly]").check()
    lead.tab.locator("[name=good]").fill(GOOD)
    keyboard.send()
    assert "say why it is not yes" in keyboard.page.text
    lead.tab.locator("[name=child_why]").fill("She is not quoted")
    keyboard.send()
    assert keyboard.path == sample
    assert "1 reviewed" in keyboard.page.text

    owner = visit(scripts=False)
    owner.sign_in(OWNER)
    assert f"There is feedback on {record}" in owner.keyboard.page.text
    owner.open(f"/decisions/{record}/")
    owner.tab.locator("main .app-added a[href*='/feedback/']").last.click()
    assert GOOD in owner.keyboard.page.text
    owner.tab.locator("[name=comment]").fill(COMMENT)
    owner.keyboard.send()
    assert COMMENT in owner.keyboard.page.text


def test_its_pages(visit: Open) -> None:
    """The sample of the demonstration: of three records, one is reviewed."""
    device = visit()
    device.sign_in(LEAD)
    found = problems(device, "/quality/") + problems(device, "/quality/draw/")
    device.open("/quality/")
    sample = str(device.tab.locator("main .govuk-task-list__link").last.get_attribute("href"))
    found += problems(device, sample)
    device.open(sample)
    found += problems(device, str(device.tab.locator("main a[href^='/quality/records/']").first.get_attribute("href")))
    device.open(sample)
    feedback = str(device.tab.locator("main a[href*='/feedback/']").first.get_attribute("href"))
    found += problems(device, feedback.partition("feedback")[0])
    device.open(feedback)
    found += look(device.tab, feedback)
    assert found == []
