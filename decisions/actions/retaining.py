"""How long records are kept: a rule chosen, what of a person counts for it, and a record that is due kept longer."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from consent.models import Person
from decisions import kept_until
from decisions.models import KeptLonger, PersonKept, RetentionRule
from decisions.models.retention import Kind
from decisions.policies import Refused
from decisions.policies import retention as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


@transaction.atomic
def choose_rule(*, values: Mapping[str, object], request_key: UUID, by: User) -> RetentionRule:
    """From that day on it takes the place of the rule before it, which stays to be read."""
    one_press_at_a_time(request_key)
    ours = RetentionRule.objects.filter(organisation=by.organisation)
    if before := made_before(ours, request_key=request_key, **values):
        return before
    row = RetentionRule(organisation=by.organisation, request_key=request_key, chosen_by=by, **values)
    policies.check_can_choose(row.rule, row.from_on, by)
    row.save()
    facts: dict[str, log.Fact] = {"slot": row.slot, "years": row.years, "months": row.months, "holds": row.holds}
    log.record("retention.rule-chosen", by=by, about=row, facts={**facts, "from_on": row.from_on.isoformat()})
    return row


@transaction.atomic
def say_of_person(*, person: Person, values: Mapping[str, object], request_key: UUID, by: User) -> PersonKept:
    one_press_at_a_time(request_key)
    if before := made_before(person.kept_as.all(), request_key=request_key, **values):
        return before
    locked_record(person)
    policies.check_looks_after(person, by)
    row = PersonKept.objects.create(person=person, request_key=request_key, said_by=by, **values)
    log.record("retention.person-kept", by=by, about=person, facts={"row": row.pk}, personal={"kinds": row.kinds})
    return row


@transaction.atomic
def keep_longer(*, record: Kind, why: str, until: date, request_key: UUID, by: User) -> KeptLonger:
    """It leaves the list of what is due until that day."""
    one_press_at_a_time(request_key)
    if before := made_before(KeptLonger.objects.filter(kept_by=by), request_key=request_key, why=why, until=until):
        return before
    locked_record(record)
    policies.check_can_keep(record, until, by)
    row = KeptLonger.objects.create(
        **{kept_until.about(record): record}, why=why, until=until, request_key=request_key, kept_by=by
    )
    log.record("retention.kept", by=by, about=record, facts={"until": until.isoformat(), "row": row.pk})
    return row


def locked_record(record: Kind) -> None:
    """While nobody else decides what becomes of it. Raises Refused where it is gone."""
    if not type(record)._base_manager.select_for_update(no_key=True).filter(pk=record.pk).exists():
        raise Refused(policies.GONE)
