"""Records that are due: short rules of the organisation's own, and rows that are said to be years old."""

from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import connection, models
from django.utils import timezone

from consent.models import Person
from decisions.actions.disposing import confirm_disposal, propose_disposal
from decisions.actions.retaining import choose_rule, say_of_person
from decisions.models import Decision, Disposal, DisposalProposal, Flow, RetentionRule
from decisions.models.retention import Kind
from infoshare.accounts.models import User
from infoshare.saving.whole import rows_of
from tests.seeding.test_record_file import every_trigger

Row = TypeVar("Row", Decision, Flow, Person)
LONG_AGO = timedelta(days=800)
SHORT = ("decision-recorded", "person-birth", "person-last", "flow-ended")


def short_rules(by: User) -> None:
    """By the organisation's own rules everything is kept for a month, whoever a decision is about."""
    choose(by, "decision-birth", months=0)
    for slot in SHORT:
        choose(by, slot, months=1)
    nothing: dict[str, object] = {"kinds": [], "died_on": None, "adopted_on": None}
    for person in Person.objects.filter(organisation=by.organisation, kept_as__isnull=False).distinct():
        say_of_person(person=person, values=nothing, request_key=uuid4(), by=by)


def choose(by: User, slot: str, *, years: int = 0, months: int = 0) -> RetentionRule:
    """Of no time at all: the rule does not hold."""
    values = {"slot": slot, "holds": bool(years or months), "years": years, "months": months}
    more = {"source": "Our own schedule", "from_on": timezone.localdate()}
    return choose_rule(values={**values, **more}, request_key=uuid4(), by=by)


def aged(record: Row) -> Row:
    """Every moment of the record is long ago."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        for model, rows in rows_of(record).items():
            if earlier := _earlier(model):
                model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**earlier)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    found: Row = type(record)._base_manager.get(pk=record.pk)
    return found


def _earlier(model: type[models.Model]) -> dict[str, models.expressions.CombinedExpression]:
    names = ("saved_at", "recorded_at", "added_at", "ended_at", "created_at", "entered_at")
    there = {field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}
    return {name: models.F(name) - LONG_AGO for name in names if name in there}


def proposed(record: Kind, by: User) -> DisposalProposal:
    return propose_disposal(record=record, why="Nothing asks for it", request_key=uuid4(), by=by)


def disposed(record: Decision | Flow | Person, by: User, second: User) -> Disposal:
    return confirm_disposal(proposal=proposed(record, by), by=second)
