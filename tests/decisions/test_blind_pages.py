"""Of two opinions neither adviser finds the other, nor their words; and a thread tells what happened in order."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions.actions.asking import Whom
from decisions.models import AdviceDiscussion
from decisions.summary.threads import thread
from infoshare.accounts.models import User
from tests.decisions.answering_builders import (
    GUARDIAN,
    answered,
    opened,
    outsider,
    path,
    press,
    put,
    written_to_adviser,
    written_to_asker,
)
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
Whats = list[object]


@pytest.fixture
def pair(north: People) -> tuple[AdviceDiscussion, AdviceDiscussion]:
    """Asked of the safeguarding lead and, blind, of the Guardian."""
    by = north["practitioner"]
    first = put(started(by), by=by, second=Whom("caldicott_guardian"))
    return first, first.second


def whats(discussion: AdviceDiscussion, reader: User) -> Whats:
    return [row["what"] for row in thread(discussion, reader)]


def page(discussion: AdviceDiscussion) -> str:
    return f"/advice/{discussion.reference}/"


def test_an_adviser_of_two_finds_nothing_of_the_other(
    pair: tuple[AdviceDiscussion, AdviceDiscussion], north: People, signed_in: SignedIn
) -> None:
    (first, second), lead, guardian = pair, north["safeguarding_lead"], north["caldicott_guardian"]
    for late in (False, True):  # before the other has answered, and after
        answered(first, by=lead, rationale="What the lead thinks", lesson="What the lead learnt")
        written_to_asker(first, "What the lead wrote", by=lead)
        if late:
            answered(second, by=guardian, **GUARDIAN, rationale="What the Guardian thinks")
        seen = signed_in(guardian).get(page(second)).content.decode()
        for told in ("the lead", lead.name, first.reference):
            assert told not in seen, told
        assert signed_in(guardian).get(page(first)).status_code == 404
        assert signed_in(lead).get(page(second)).status_code == 404
    own = signed_in(lead).get(page(first)).content.decode()
    assert "What the lead thinks" in own
    assert guardian.name not in own
    assert second.reference not in own


def test_the_asker_reads_neither_before_both_are_in(
    pair: tuple[AdviceDiscussion, AdviceDiscussion], north: People
) -> None:
    (first, second), by = pair, north["practitioner"]
    answered(first, by=north["safeguarding_lead"])
    assert "North safeguarding lead answered" not in whats(first, by)
    assert "You answered" in whats(first, north["safeguarding_lead"])
    answered(second, by=north["caldicott_guardian"], **GUARDIAN)
    assert "North safeguarding lead answered" in whats(first, by)
    assert "North caldicott guardian answered" in whats(second, by)


def test_somebody_outside_reads_their_own_blind_answer(north: People) -> None:
    by = north["practitioner"]
    first = put(started(by), by=by, whom=Whom("legal", outside="Dr V"), second=Whom("caldicott_guardian"))
    made = outsider(first, by=by)
    browser = opened(made)
    press(browser, path(made), advice="share", rationale="What the doctor thinks")
    assert "What the doctor thinks" in browser.get(path(made)).content.decode()
    assert not [what for what in whats(first, by) if "answered" in str(what)]


def test_a_thread_tells_everything_in_order_of_time(north: People) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    decision = started(by)
    decision.recipients.update(name="Rosalind Quill")
    asked = put(decision, by=by)
    written_to_asker(asked, "Who knows her?", by=lead)
    written_to_adviser(asked, "Rosalind does", by=by)
    answered(asked, by=lead, conditions="Today")
    told = thread(asked, by)
    assert [row["what"] for row in told] == [
        "North practitioner asked",
        "North safeguarding lead was asked",
        "North safeguarding lead wrote",
        "You wrote",
        "North safeguarding lead answered",
    ]
    assert told[1]["text"] == "They hold the role"
    assert told[3]["text"] == "Rosalind does"
    assert thread(asked, lead)[3]["text"] == "[name withheld] does"
    assert told[-1]["advice"] == "Share"
    assert {"label": "On conditions", "text": "Today"} in told[-1]["more"]  # type: ignore[operator]
