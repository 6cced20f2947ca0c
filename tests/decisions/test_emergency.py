"""Somebody is in danger: share at once, record it afterwards, with both times and a dated list of what is missing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from decisions import actions
from decisions.draft import load
from decisions.models import Decision, ToDo
from decisions.policies import Refused
from tests.conftest import Walked
from tests.decisions.builders import READY, answer_all, emergency, started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
ALL = ["items", "weighing", "identities", "consent", "basis", "how", "telling"]


def todos(decision: Decision) -> list[str]:
    return [row.slug for row in ToDo.objects.filter(decision=decision)]


def in_danger(decision: Decision, north: People, values: dict[str, object] | None = None) -> None:
    by = north["practitioner"]
    actions.share_in_emergency(by=by, request_key=uuid4(), about="", values=values or emergency(), decision=decision)


def test_the_same_press_with_other_words_is_refused_not_dropped(north: People) -> None:
    decision = started(north["practitioner"])
    in_danger(decision, north)
    with pytest.raises(Refused):
        in_danger(decision, north, emergency(shared="Something else"))


def test_from_nothing_it_is_recorded_at_once_with_both_times(north: People) -> None:
    at = timezone.now() - timedelta(minutes=50)
    made = actions.share_in_emergency(
        by=north["practitioner"], request_key=uuid4(), about="AB", values=emergency(shared_at=at)
    )
    kept = load(made).record
    assert kept is not None
    assert (kept.outcome, kept.decided, kept.entered_afterwards) == ("share_now", "share", True)
    assert kept.happened_at == at
    assert kept.recorded_at - at > timedelta(minutes=49)
    labels = {row["label"] for row in kept.content["emergency"]}
    assert {"When it was shared", "When this was written down"} <= labels


@pytest.mark.parametrize("hours", [1, 24, 168])
def test_what_is_missing_is_due_within_the_organisations_hours(hours: int, north: People) -> None:
    by = north["practitioner"]
    by.organisation.emergency_hours = hours
    by.organisation.save()
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    assert todos(made) == ALL
    for row in made.todos.all():
        assert timedelta(0) <= timezone.now() + timedelta(hours=hours) - row.due_at < timedelta(minutes=1)


def test_from_a_draft_it_keeps_what_was_written_and_asks_for_the_rest(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer_all(decision, {"situation": "request", "danger": "no", "statutory": "no"}, by=by)
    in_danger(decision, north)
    draft = load(decision)
    assert draft.record is not None
    assert draft.record.entered_afterwards
    assert draft.counted == {"situation": "request", "danger": "yes"}
    assert todos(decision) == ALL


def test_a_bulk_draft_becomes_one_case_when_somebody_is_in_danger(north: People) -> None:
    decision = started(north["practitioner"])
    answer_all(decision, {"situation": "bulk"}, by=north["practitioner"])
    in_danger(decision, north)
    assert load(decision).counted == {"situation": "case", "danger": "yes"}


@pytest.mark.slow
def test_what_was_written_before_stands_apart_and_everything_is_asked_for_again(north: People, walked: Walked) -> None:
    decision = walked("C14", north["practitioner"], until=READY)
    in_danger(decision, north)
    kept = load(decision).record
    assert kept is not None
    assert kept.content["items"] == kept.content["consent"] == kept.content["weighing"] == []
    assert todos(decision) == ALL
    assert decision.items.exists()


@pytest.mark.slow
def test_grounds_of_an_earlier_page_do_not_stand_in_the_record_of_what_was_shared(
    north: People, walked: Walked
) -> None:
    decision = walked("C05", north["practitioner"], until=READY)
    in_danger(decision, north)
    kept = load(decision).record
    assert kept is not None
    assert (kept.decided, kept.grounds, kept.content["decision"]["grounds"]) == ("share", [], [])


def amend(todo: ToDo, north: People) -> None:
    actions.amend(
        decision=todo.decision,
        request_key=uuid4(),
        title=todo.title,
        text="The address, a fact, from the register",
        by=north["practitioner"],
        todo=todo,
    )


def test_what_was_to_do_is_done_by_an_amendment_and_only_once(north: People) -> None:
    made = actions.share_in_emergency(by=north["practitioner"], request_key=uuid4(), about="AB", values=emergency())
    todo = made.todos.get(slug="items")
    before = load(made).record
    amend(todo, north)
    assert ToDo.objects.filter(decision=made, done_by__isnull=False).get() == todo
    assert made.amendments.get().todo == todo
    with pytest.raises(Refused, match="Somebody has written this down already"):
        amend(todo, north)
    assert made.amendments.count() == 1
    after = load(made).record
    assert before is not None
    assert after is not None
    assert before.content == after.content


def test_pressed_twice_it_is_recorded_once(north: People) -> None:
    by, key, values = north["practitioner"], uuid4(), emergency()
    first = actions.share_in_emergency(by=by, request_key=key, about="AB", values=values)
    again = actions.share_in_emergency(by=by, request_key=key, about="AB", values=values)
    assert first == again
    assert Decision.objects.count() == 1


def test_pressed_twice_in_a_draft_it_is_recorded_once(north: People) -> None:
    decision, values = started(north["practitioner"]), emergency()
    for _ in range(2):
        in_danger(decision, north, values)
    assert ToDo.objects.filter(decision=decision).count() == len(ALL)


def test_an_administrator_records_no_emergency(north: People) -> None:
    with pytest.raises(Refused, match="Your role does not let you do this"):
        actions.share_in_emergency(by=north["administrator"], request_key=uuid4(), about="AB", values=emergency())
