"""Unsure at any stage: the question waits, the way on is barred, and nothing is recorded until advice is in (S8)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from decisions import policies, steps
from decisions.actions import share_in_emergency
from decisions.actions.chasing import chase
from decisions.draft import load
from decisions.models import AdviceDiscussion, Answer, ToDo
from decisions.policies import Refused
from tests.conftest import Walked
from tests.decisions.asking import give, put
from tests.decisions.builders import (
    READY,
    advise,
    answer,
    answer_all,
    ask,
    emergency,
    in_memory,
    practitioner_in_memory,
    record,
    started,
)
from tests.guidance.ways import WALKS
from tests.seeding.people import People

WAITING = [walk for walk in WALKS if walk.route.waiting_for_advice_at]


def test_beyond_a_waiting_question_nothing_can_be_visited_or_answered_on_any_path() -> None:
    tried = 0
    for walk in WAITING:
        everything = {question.slug: question.values[0] for question in walk.pack.questions} | walk.answers
        draft = in_memory(walk.pack.id, everything)
        for question in walk.pack.questions:
            if question.slug in walk.route.asked:
                policies.check_can_visit(draft, question.slug)
                continue
            with pytest.raises(Refused, match="An earlier question waits for advice"):
                policies.check_can_visit(draft, question.slug)
            for value in question.values:
                tried += 1
                with pytest.raises(Refused, match="An earlier question waits for advice"):
                    policies.check_can_answer(draft, question.slug, value)
    assert tried > 800


def test_no_waiting_path_can_be_recorded() -> None:
    assert len(WAITING) > 50
    for walk in WAITING:
        draft = in_memory(walk.pack.id, walk.answers)
        assert any(sentence.startswith("Waiting for advice at:") for _, sentence in steps.missing(draft)), walk
        with pytest.raises(Refused):
            policies.check_can_record(draft, practitioner_in_memory())


def test_on_every_path_only_a_closed_discussion_at_that_question_lets_go_on() -> None:
    """Open, taken back or held at another question, it does not; closed there, every answer is open again."""
    tried = 0
    for walk in WAITING:
        (slug,) = walk.route.waiting_for_advice_at
        question = walk.pack.question(slug)
        draft = in_memory(walk.pack.id, walk.answers)
        elsewhere = next(each.slug for each in walk.pack.questions if each.slug != slug)
        for value in (value for value in question.values if value not in question.stop and value != "implied"):
            for discussions in (
                [],
                [heard(elsewhere)],
                [open_at(slug)],
                [taken_back(slug)],
                [heard(slug), open_at(slug)],
            ):
                tried += 1
                with pytest.raises(Refused, match="advised"):
                    policies.check_can_answer(replace(draft, discussions=discussions), slug, value)
            policies.check_can_answer(replace(draft, discussions=[heard(slug)]), slug, value)
    assert tried > 800


def heard(slug: str) -> AdviceDiscussion:
    return AdviceDiscussion(question=slug, advice="share")


def open_at(slug: str) -> AdviceDiscussion:
    return AdviceDiscussion(question=slug)


def taken_back(slug: str) -> AdviceDiscussion:
    return AdviceDiscussion(question=slug, ended_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.slow
def test_in_an_emergency_whoever_was_unsure_has_a_to_do_for_it_on_every_path(north: People) -> None:
    by = north["practitioner"]
    for walk in WAITING:
        (slug,) = walk.route.waiting_for_advice_at
        decision = started(by, walk.pack.id)
        for asked, value in walk.answers.items():
            Answer.objects.create(decision=decision, slug=asked, value=value, saved_by=by)
        share_in_emergency(by=by, request_key=decision.request_key, about="", values=emergency(), decision=decision)
        assert ToDo.objects.filter(decision=decision, slug=f"unsure-{slug}").exists(), walk


def test_no_waiting_path_opens_the_pages_that_rest_on_an_outcome() -> None:
    for walk in WAITING:
        draft = in_memory(walk.pack.id, walk.answers)
        for step in (each for each in steps.STEPS if each.after_questions):
            with pytest.raises(Refused, match="Waiting for advice at:"):
                policies.check_can_open(draft, step)


@pytest.mark.django_db
def test_a_question_that_waits_takes_no_answer_until_the_advice_is_written_down(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer_all(decision, {"situation": "case", "danger": "no", "statutory": "unsure"}, by=by)
    discussion = ask(decision, "statutory", by=by)
    with pytest.raises(Refused, match="You asked for advice on this question"):
        answer(decision, "statutory", "no", by=by)
    advise(discussion, by=by)
    answer(decision, "statutory", "no", by=by)
    assert load(decision).route.next == "purpose"


@pytest.mark.django_db
@pytest.mark.slow
def test_an_open_discussion_bars_the_record_even_with_an_outcome_and_closing_it_opens_the_way(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C08", by, until=READY)
    discussion = ask(decision, "purpose", by=by)
    assert load(decision).route.outcome
    assert steps.missing(load(decision)) == []
    with pytest.raises(Refused, match="Record what was advised by: The duty manager"):
        record(decision, by=by)
    advise(discussion, by=by)
    assert record(decision, by=by)


@pytest.mark.django_db
def test_an_emergency_does_not_wait_for_advice_but_leaves_a_to_do_for_it(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer_all(decision, {"situation": "case", "danger": "no", "statutory": "unsure"}, by=by)
    discussion = ask(decision, "statutory", by=by)
    share_in_emergency(by=by, request_key=decision.request_key, about="", values=emergency(), decision=decision)
    assert load(decision).record
    todo = ToDo.objects.get(decision=decision, slug=f"advice-{discussion.pk}")
    assert todo.title == "Write down the advice of The duty manager"


@pytest.mark.django_db
def test_an_emergency_takes_back_what_nobody_answered_and_keeps_what_somebody_did(north: People) -> None:
    by, manager = north["practitioner"], north["manager"]
    decision = started(by)
    answer_all(decision, {"situation": "case", "danger": "no", "statutory": "unsure"}, by=by)
    waits, answered = put(decision, "statutory", by=by), put(decision, "danger", by=by)
    give(answered, by=manager)
    share_in_emergency(by=by, request_key=decision.request_key, about="", values=emergency(), decision=decision)
    waits.refresh_from_db()
    assert waits.ended_why == "It was shared at once, because somebody was in danger."
    assert f"{waits.reference} was taken back: it needs no answer." in {row.sentence for row in manager.notices.all()}
    titles = dict(ToDo.objects.filter(decision=decision).values_list("slug", "title"))
    assert titles[f"advice-{waits.pk}"] == f"{waits.reference} was not answered in time: ask about the record"
    assert titles[f"advice-{answered.pk}"] == f"Write down the advice of {manager.name}"
    assert "unsure-statutory" not in titles
    assert chase(by.organisation, now=timezone.now() + timedelta(days=30)) == 0


@pytest.mark.django_db
def test_advice_can_be_asked_at_a_question_that_is_answered(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer_all(decision, {"situation": "case", "danger": "no"}, by=by)
    ask(decision, "danger", by=by)
    with pytest.raises(Refused, match="Record what was advised first"):
        answer(decision, "danger", "yes", by=by)
    assert load(decision).counted["danger"] == "no"


@pytest.mark.django_db
def test_advice_is_not_asked_at_a_question_that_is_not_on_the_way(north: People) -> None:
    decision = started(north["practitioner"])
    with pytest.raises(Refused, match="Answer the questions before this one first"):
        ask(decision, "purpose", by=north["practitioner"])
