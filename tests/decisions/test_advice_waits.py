"""What waits for an adviser, and what of theirs waits for whoever asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions.actions import take_back
from decisions.actions.answering import say_from_outside
from decisions.actions.asking import Whom
from decisions.models import Decision
from decisions.summary.advice_waiting import messages, to_answer, to_confirm
from decisions.summary.waiting import work_list
from tests.decisions.answering_builders import (
    answered,
    confirmed,
    outsider,
    put,
    talked,
    written_to_adviser,
    written_to_asker,
)
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


def test_a_question_waits_until_somebody_answers_or_it_is_taken_back(decision: Decision, north: People) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    first, second = put(decision, by=by), put(decision, by=by)
    assert [row.reference for row in to_answer(lead)] == [first.reference, second.reference]
    assert to_answer(lead)[0].url == f"/advice/{first.reference}/"
    assert to_answer(lead)[0].due_at == first.due_at
    assert to_answer(north["caldicott_guardian"]) == []
    answered(first, by=lead)
    take_back(discussion=second, why="Known now", by=by)
    assert to_answer(lead) == []


def test_whoever_carries_it_by_now_is_not_told_to_answer(decision: Decision, north: People) -> None:
    put(decision, by=north["practitioner"])
    Decision.objects.filter(pk=decision.pk).update(owner=north["safeguarding_lead"])
    assert to_answer(north["safeguarding_lead"]) == []


def test_what_somebody_is_said_to_have_advised_waits_for_their_word(decision: Decision, north: People) -> None:
    talk = talked(decision, north["manager"], by=north["practitioner"])
    [waits] = to_confirm(north["manager"])
    assert (waits.reference, waits.url) == (talk.reference, f"/advice/{talk.reference}/confirm/")
    assert to_answer(north["manager"]) == []
    confirmed(talk, by=north["manager"])
    assert to_confirm(north["manager"]) == []


def test_a_message_waits_until_the_asker_writes_back(decision: Decision, north: People) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    asked = put(decision, by=by)
    assert messages(by) == []
    written_to_asker(asked, "Who knows her?", by=lead)
    [waits] = messages(by)
    assert waits.url == f"/decisions/{decision.reference}/advice/{asked.pk}/"
    assert messages(lead) == []
    written_to_adviser(asked, "The nurse does", by=by)
    assert messages(by) == []


def test_a_message_from_outside_waits_too(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    asked = put(decision, by=by, whom=Whom("legal", outside="Dr V"))
    made = outsider(asked, by=by)
    say_from_outside(adviser=made.adviser, text="Which ward?", request_key=asked.request_key)
    assert len(messages(by)) == 1


def test_the_number_of_queries_does_not_grow(decision: Decision, north: People) -> None:
    by, lead, manager = north["practitioner"], north["safeguarding_lead"], north["manager"]
    counts = []
    for _ in range(2):
        written_to_asker(put(decision, by=by), "Who knows her?", by=lead)
        talked(decision, manager, by=by)
        with CaptureQueriesContext(connection) as asked:
            assert [work_list(each) for each in (by, lead, manager)]
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert len(messages(by)) == len(to_answer(lead)) == len(to_confirm(manager)) == 2
