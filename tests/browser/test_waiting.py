"""Not sure, at any question: the way on is barred until what was advised is written down."""

import pytest

from tests.browser import people
from tests.browser.conftest import Open
from tests.browser.script import script
from tests.browser.walk import go_on, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_not_sure_bars_the_next_question_until_the_advice_is_recorded(visit: Open) -> None:
    unsure, sure = script("C05", "2024", statutory="unsure"), script("C05", "2024")
    device = visit(scripts=False, allowed=("403",))
    person = device.keyboard
    person.sign_in(people.PRACTITIONER_2024)
    decision = walk(person, unsure, until="statutory/advice")

    device.open(f"{decision}questions/purpose/")
    assert "An earlier question waits for advice" in person.page.text

    device.open(f"{decision}questions/statutory/")
    person.go("/questions/statutory/advice/")
    person.go("/elsewhere/")
    person.fill(unsure.page("ask"))
    advice = person.path
    device.open(f"{decision}questions/statutory/")
    person.fill(sure.question("statutory"))
    assert person.path.endswith("/questions/statutory/")
    assert "Record what was advised first" in person.page.text

    device.open(advice)
    person.fill(unsure.page("advice"))
    assert person.path.endswith("/questions/statutory/")
    person.fill(sure.question("statutory"))
    assert person.path.endswith("/questions/purpose/")
    go_on(person, sure, decision)
    assert person.path.endswith("/check/")
    assert str(unsure.page("advice")["advice_text"]) in person.page.text
