"""A legal hold: set on a record by those who look after how long it is kept, and lifted by them, with a reason."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions import kept_until
from decisions.actions.retaining import locked_record
from decisions.models import LegalHold
from decisions.models.retention import Kind
from decisions.policies import retention as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


@transaction.atomic
def hold(*, record: Kind, values: Mapping[str, object], request_key: UUID, by: User) -> LegalHold:
    """From now on nothing of it is disposed of; of a person, nothing of the decisions about them either."""
    one_press_at_a_time(request_key)
    if before := made_before(LegalHold.objects.filter(began_by=by), request_key=request_key, **values):
        return before
    row = LegalHold(**{kept_until.about(record): record}, request_key=request_key, began_by=by, **values)
    locked_record(record)
    policies.check_can_hold(record, row.review_on, by)
    row.save()
    log.record("hold.set", by=by, about=record, facts={"hold": row.pk, "review_on": row.review_on.isoformat()})
    return row


@transaction.atomic
def lift(*, hold: LegalHold, why: str, by: User) -> None:
    locked_record(hold.record)
    policies.check_can_lift(LegalHold.objects.get(pk=hold.pk), by)
    hold.end(by=by, why=why, at=timezone.now())
    log.record("hold.lifted", by=by, about=hold.record, facts={"hold": hold.pk})
