"""Somebody is in danger: three pages at most, both times kept, the rest is a dated to-do."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from decisions.wording import moment
from tests.browser import pdfs, people
from tests.browser.conftest import Open
from tests.browser.script import boxes, script

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DUE = re.compile(r"By \d{1,2} \w+ \d{4} at \d\d:\d\d")


def test_an_emergency_takes_three_pages_keeps_both_times_and_lists_what_is_missing(visit: Open) -> None:
    shared_at = timezone.localtime() - timedelta(hours=3)
    told = {**script("C20", "2024").page("emergency"), **boxes("shared_at", shared_at)}
    device = visit(scripts=False)
    pages: list[str] = []
    device.tab.on("load", lambda tab: pages.append(tab.url))
    person = device.keyboard
    person.sign_in(people.OTHER_2024)
    pages[:-1] = []  # the home page is the first of the three
    person.go("/emergency/")
    person.fill(told)
    assert len(pages) == 3, pages

    decision, text = person.path, person.page.text
    [[recorded_at]] = device.site.ask(
        "SELECT recorded_at FROM decisions_record r JOIN decisions_decision d ON d.id = r.decision_id"
        " WHERE reference = %s",
        decision.split("/")[2],
    )
    assert isinstance(recorded_at, datetime)
    times = [moment(shared_at), moment(recorded_at)]
    assert all(time in text for time in times)
    assert not pdfs.lacks(device.pdf(decision), [*times, "Entered afterwards"])

    todos = len(DUE.findall(text))
    assert todos > 2
    person.press_enter("main .govuk-task-list a")
    person.fill({"text": "Written down the next morning"})
    assert person.path == decision
    assert len(DUE.findall(person.page.text)) == todos - 1
    assert "Written down the next morning" in person.page.text
    assert not pdfs.lacks(device.pdf(decision), ["Written down the next morning"])
