"""What of a record counts for how long it is kept is read from its rows: by the day here, of everybody it is about."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection

from decisions import kept_until
from decisions.actions.retaining import say_of_person
from decisions.models import Decision, Record
from decisions.models.retention import Kind
from decisions.retention.due import Kept
from tests.conftest import Walked
from tests.consent.people import entered, related
from tests.decisions.around import child_of
from tests.decisions.builders import started
from tests.retention.ageing import aged, choose
from tests.seeding.people import People
from tests.seeding.test_record_file import every_trigger

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BORN = date(1980, 2, 29)


def kept(record: Kind) -> Kept:
    return kept_until.of_one(record)


def recorded_at(decision: Decision, moment: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        Record.objects.filter(decision=decision).update(recorded_at=moment)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def test_a_record_counts_from_the_day_it_was_here(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"])
    child_of(decision, north["practitioner"], born_on=BORN)
    for moment, day in (
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 30, 23, 30, tzinfo=UTC), date(2026, 12, 30)),
        (datetime(2024, 2, 29, 12, 0, tzinfo=UTC), date(2024, 2, 29)),
    ):
        recorded_at(decision, moment)
        assert kept(decision).from_on == day
    assert kept(decision).due_on == date(2030, 3, 1)


def test_a_decision_counts_by_everybody_it_is_about(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    assert kept(decision).lacks == "nobody"
    grown = child_of(decision, by, born_on=BORN)
    child = child_of(decision, by, born_on=date(2015, 1, 2))
    assert kept(decision).due_on == date(2040, 1, 2)
    said = {"kinds": ["looked_after"], "died_on": None, "adopted_on": None}
    say_of_person(person=child, values=said, request_key=uuid4(), by=north["ig_lead"])
    assert kept(decision).due_on == date(2090, 1, 2)
    said = {"kinds": [], "died_on": None, "adopted_on": None}
    say_of_person(person=child, values=said, request_key=uuid4(), by=north["ig_lead"])
    assert kept(decision).due_on == date(2040, 1, 2), "the last word holds"
    assert kept(grown).rule.slot.slug == "person-last"  # type: ignore[union-attr]
    child_of(decision, by)
    assert kept(decision).lacks == "birth"


def test_a_person_counts_from_the_last_change_of_anything_of_theirs(north: People) -> None:
    person = aged(entered(north["practitioner"], born_on=BORN))
    before = kept(person).from_on
    related(person, north["practitioner"])
    after = kept(person).from_on
    assert before
    assert after
    assert before < after


def test_of_many_takes_no_more_questions_than_of_one(
    north: People, django_assert_num_queries: Callable[[int], Iterator[None]]
) -> None:
    for number in range(4):
        decision = started(north["practitioner"])
        for _ in range(number):
            child_of(decision, north["practitioner"], born_on=BORN)
    choose(north["ig_lead"], "decision-last", years=1)
    for most in (1, 4):
        rows = Decision.objects.order_by("-pk")[:most]
        with django_assert_num_queries(3):  # type: ignore[attr-defined]
            assert len(kept_until.of_many(kept_until.decisions_with(rows), [])) == most
