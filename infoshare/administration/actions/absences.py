"""When somebody is away, and who stands in for them: said by themselves, or for them by an administrator."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.utils import timezone

from infoshare.accounts import notices
from infoshare.accounts.models import Absence, User
from infoshare.accounts.policy import Refused
from infoshare.administration import policies
from infoshare.administration.actions.turns import wait_for_turn
from infoshare.audit import log
from infoshare.govuk.moments import day
from infoshare.saving.keys import made_before
from infoshare.saving.versions import check_unchanged, values_of

DAYS, STAND_IN = ("first_on", "last_on"), "stand_in"
PAGE = "/away/"


@transaction.atomic
def set_absence(*, person: User, request_key: uuid.UUID, values: Mapping[str, object], by: User) -> Absence:
    """`values` are first_on, last_on, stand_in (nobody: None)."""
    _take_turn(person, by)
    if before := made_before(Absence.objects.filter(user=person), request_key=request_key, **values):
        return before
    absence = Absence(user=person, request_key=request_key, set_by=by, **values)
    _check(absence, before=None)
    absence.save()
    _record("absence.set", absence, by=by)
    _tell_person(absence, f"You are put down as away: {_days(absence)}", by=by)
    _tell(absence.stand_in, f"You stand in for a colleague: {_days(absence)}", by=by)
    return absence


@transaction.atomic
def change_absence(*, absence: Absence, seen: str, values: Mapping[str, object], by: User) -> None:
    _take_turn(absence.user, by)
    row = Absence.objects.select_related("user", "stand_in", "set_by").filter(pk=absence.pk).first()
    if row is None:
        raise Refused("These days were taken out meanwhile. Put them down anew.")
    policies.check_can_still_end(row)
    stored = values_of(row, (*DAYS, STAND_IN))
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.set_by, saved_at=row.set_at)
    if all(stored[name] == value for name, value in values.items()):
        return
    before = row.first_on
    for name, value in values.items():
        setattr(row, name, value)
    _check(row, before=before)
    row.set_by = by
    row.save()
    _record("absence.changed", row, by=by)
    _tell_of_change(row, cast("User | None", stored[STAND_IN]), by=by)


@transaction.atomic
def end_absence(*, absence: Absence, by: User) -> None:
    """From today on they are there. One that is gone already stays gone."""
    _take_turn(absence.user, by)
    row = Absence.objects.select_related("user", "stand_in").filter(pk=absence.pk).first()
    if row is None:
        return
    policies.check_can_still_end(row)
    days = _those_left(row)
    _end(row, by=by)
    _tell_person(row, f"You are no longer put down as away: {days}", by=by)


def end_absences(person: User, *, by: User) -> None:
    """Of somebody who leaves: theirs end, and whomever they stand in for is told to find somebody else.

    Only inside the transaction that sees them out.
    """
    today = timezone.localdate()
    for absence in person.absences.filter(last_on__gte=today).select_related("user", "stand_in"):
        _end(absence, by=by)
    for absence in Absence.objects.filter(stand_in=person, last_on__gte=today).select_related("user"):
        absence.stand_in, absence.set_by = None, by
        absence.save()
        _record("absence.changed", absence, by=by)
        sentence = f"Whoever stands in for you has left. Choose somebody else for your time away: {_days(absence)}"
        _tell(absence.user, sentence)


def _take_turn(person: User, by: User) -> None:
    """Of changes of who belongs where, and who is away: each sees what the one before it did."""
    wait_for_turn(by)
    policies.check_can_say_away(User.objects.get(pk=person.pk), by=User.objects.get(pk=by.pk))


def _check(absence: Absence, *, before: date | None) -> None:
    others = Absence.objects.filter(user=absence.user).exclude(pk=absence.pk)
    policies.check_days_away(absence.first_on, absence.last_on, before=before, others=others)
    if absence.stand_in_id:
        policies.check_can_stand_in(User.objects.get(pk=absence.stand_in_id), person=absence.user)


def _end(absence: Absence, *, by: User) -> None:
    """What has not begun is taken out; of what has, the days that are past stay."""
    today, days = timezone.localdate(), _those_left(absence)
    _record("absence.ended", absence, by=by)
    absence.set_by = by
    if absence.first_on >= today:
        absence.delete()
    else:
        absence.last_on = today - timedelta(days=1)
        absence.save()
    _tell(absence.stand_in, f"You no longer stand in for a colleague: {days}", by=by)


def _those_left(absence: Absence) -> str:
    """What ending takes out: from today on, where some of the days are past."""
    return _days(absence, max(absence.first_on, timezone.localdate()))


def _days(absence: Absence, first_on: date | None = None) -> str:
    return f"{day(first_on or absence.first_on)} to {day(absence.last_on)}."


def _record(action: str, absence: Absence, *, by: User) -> None:
    """About the person, on whose page it is read."""
    facts: dict[str, log.Fact] = {
        "absence": absence.pk,
        "first_on": absence.first_on.isoformat(),
        "last_on": absence.last_on.isoformat(),
        "stand_in": absence.stand_in_id,
    }
    log.record(action, by=by, about=absence.user, facts=facts)


def _tell_of_change(absence: Absence, before: User | None, *, by: User) -> None:
    _tell_person(absence, f"You are put down as away: {_days(absence)}", by=by)
    if before and before != absence.stand_in:
        _tell(before, f"You no longer stand in for a colleague: {_days(absence)}", by=by)
    _tell(absence.stand_in, f"You stand in for a colleague: {_days(absence)}", by=by)


def _tell_person(absence: Absence, sentence: str, *, by: User) -> None:
    _tell(absence.user, sentence, by=by)


def _tell(whom: User | None, sentence: str, *, by: User | None = None) -> None:
    """By days alone, which name nobody; not whoever did it."""
    if whom and whom.is_active and whom != by:
        notices.tell([whom], sentence, path=PAGE)
