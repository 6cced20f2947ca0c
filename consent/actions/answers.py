"""What happens to a consent: answers, taking back, looking again. Each is an event that is added and never changed."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from consent import birthdays, deciding, policies, register
from consent.actions.asking import locked
from consent.models import Assessment, AssessmentItem, Consent, ConsentEvent, Person, Relationship
from consent.register import THEMSELVES, Held
from consent.standing import YES
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import values_of

Values = Mapping[str, object]


@transaction.atomic
def answer(
    *,
    consent: Consent,
    relationship: Relationship | None,
    kind: str,
    on: date,
    by: User,
    request_key: uuid.UUID,
    form: str = "",
    explained: Sequence[str] = (),
    until: date | None = None,
    look_again_on: date | None = None,
    why: str = "",
) -> ConsentEvent:
    """They agreed (`given`), said no (`refused`) or agreed for longer (`renewed`); None is the person themselves."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    values: dict[str, object] = {
        "kind": kind,
        "on": on,
        "relationship": relationship,
        "form": form,
        "explained": list(explained),
        "until": until,
        "look_again_on": look_again_on,
        "why": why,
    }
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    policies.check_can_answer(held, relationship, explained=explained)
    policies.check_implied(held, form)
    if kind == "renewed":
        policies.check_can_end(held, relationship, on=on)
    return _add(held, request_key, {**values, **_whose(relationship)}, by=by)


@transaction.atomic
def not_answered(
    *, consent: Consent, kind: str, on: date, by: User, request_key: uuid.UUID, reason: str = "", why: str = ""
) -> ConsentEvent:
    """Nobody was asked (`not_sought`, with a recognised reason), or nobody could give it (`could_not`)."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    values: dict[str, object] = {"kind": kind, "on": on, "reason": reason, "why": why}
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    return _add(held, request_key, values, by=by)


@transaction.atomic
def take_back(
    *,
    consent: Consent,
    relationship: Relationship | None,
    on: date,
    why: str,
    by: User,
    request_key: uuid.UUID,
    parts: Sequence[str] = (),
) -> ConsentEvent:
    """Withdraw from `parts` (keys of Held.parts), or from all of it where none is named. `why` says who said so, how.

    From the day it is said, never before: what was shared until then was shared with consent.
    """
    held = locked(consent)
    policies.check_can_keep(by, held)
    values = values_of(held.taking_back(relationship, on, parts), ("kind", "on", "relationship", "parts")) | {
        "why": why
    }
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    policies.check_can_change_what(held, parts)
    policies.check_can_end(held, relationship, on=on)
    return _add(held, request_key, {**values, **_whose(relationship)}, by=by)


@transaction.atomic
def find_invalid(
    *,
    consent: Consent,
    relationship: Relationship | None,
    on: date,
    why: str,
    by: User,
    request_key: uuid.UUID,
    of_everybody: bool = False,
) -> ConsentEvent:
    """It was found that somebody's consent never held: they were misled, or pressed, or could not decide."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    whose = {} if of_everybody else _whose(relationship)
    values: dict[str, object] = {"kind": "found_invalid", "on": on, "why": why, **whose}
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    if not of_everybody:
        policies.check_can_end(held, relationship, on=on)
    return _add(held, request_key, values, by=by)


@transaction.atomic
def review(
    *, consent: Consent, on: date, look_again_on: date, why: str, by: User, request_key: uuid.UUID
) -> ConsentEvent:
    """Looked at again and still agreed, with the date of the next look."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    values: dict[str, object] = {"kind": "reviewed", "on": on, "look_again_on": look_again_on, "why": why}
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    policies.check_stands_for_review(held, on)
    return _add(held, request_key, values, by=by)


@transaction.atomic
def call_for_review(
    *, consent: Consent, on: date, reason: str, by: User, request_key: uuid.UUID, why: str = ""
) -> ConsentEvent:
    """Something changed (words.CALLS), so that it is due to be looked at again from that day."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    values: dict[str, object] = {"kind": "called_for_review", "on": on, "reason": reason, "why": why}
    if before := made_before(held.consent.events.all(), request_key=request_key, **values):
        return before
    return _add(held, request_key, values, by=by)


def call_those_agreed_to(person: Person, *, reason: str, by: User) -> None:
    """Something has just changed about this person: each consent that somebody agrees to is to be looked at again.

    Once, however often it changes before somebody looks. Only inside the transaction of what changed.
    """
    rows = Consent.objects.filter(person=person)
    list(rows.select_for_update(of=("self",)).order_by("pk"))
    for each in register.held(rows.order_by("pk")):
        _call_if_agreed(each, reason, by=by)


def _call_if_agreed(held: Held, reason: str, *, by: User, but: str = "") -> None:
    """Where somebody (`but` one) agrees, and it waits for no look for the same reason yet."""
    today = timezone.localdate()
    agree = [who for who, status in held.standing(today).answers.items() if status in YES and who != but]
    if agree and not _waits(held, reason):
        _add(held, uuid.uuid4(), {"kind": "called_for_review", "on": today, "reason": reason}, by=by)


def _waits(held: Held, reason: str) -> bool:
    """Whether it was called for this reason, and nobody has looked at it or agreed to it since."""
    for row in sorted(held.events, key=lambda row: (row.on, row.pk), reverse=True):
        if row.kind in {"given", "renewed", "reviewed"}:
            return False
        if row.reason == reason:
            return True
    return False


@transaction.atomic
def assess(
    *,
    consent: Consent,
    on: date,
    items: Mapping[str, tuple[bool, str]],
    by: User,
    request_key: uuid.UUID,
) -> Assessment:
    """Whether they can decide this themselves: for each item whether it is met, and what that rests on."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    kind = deciding.assessment_for(held.consent.person.born_on, on)
    if before := made_before(held.consent.assessments.all(), request_key=request_key, kind=kind, on=on):
        return before
    policies.check_is_assessed_whole(kind, items)
    was_able = held.own_say(on).weight == "own"
    made = Assessment.objects.create(consent=held.consent, request_key=request_key, kind=kind, on=on, assessed_by=by)
    AssessmentItem.objects.bulk_create(
        AssessmentItem(assessment=made, item=item, met=met, note=note) for item, (met, note) in items.items()
    )
    met = all(met for met, _ in items.values())
    facts = {"assessment": made.pk}
    log.record("consent.assessed", by=by, about=held.consent, facts=facts, personal={"able": met})
    if met and not was_able and not birthdays.is_adult(held.consent.person.born_on, on):
        _call_if_agreed(held, "competence", by=by, but=THEMSELVES)
    return made


def _whose(relationship: Relationship | None) -> dict[str, object]:
    """Who answered, and by what right as it is known today."""
    if relationship is None:
        return {"by_themselves": True}
    return {
        "relationship": relationship,
        "responsibility": relationship.responsibility,
        "basis": relationship.basis,
    }


def _add(held: Held, request_key: uuid.UUID, values: Mapping[str, object], *, by: User) -> ConsentEvent:
    made = ConsentEvent.objects.create(consent=held.consent, request_key=request_key, recorded_by=by, **values)
    log.record(f"consent.{made.kind.replace('_', '-')}", by=by, about=held.consent, facts={"event": made.pk})
    return made
