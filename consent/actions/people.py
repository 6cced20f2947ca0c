"""Entering the people whose information it is, changing what is known of them, and who others are to them."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from consent import names, policies, words
from consent.actions.answers import call_those_agreed_to
from consent.models import FlagLifted, Person, Relationship
from infoshare.accounts.models import Team, User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.versions import check_unchanged, values_of

# What of a relationship calls for another look at consents when it changes.
WEIGHTY = {"responsibility", "basis", "court_orders", "must_not_be_told"}


@transaction.atomic
def enter(*, by: User, request_key: uuid.UUID, values: Mapping[str, object]) -> Person:
    """Enter somebody. Whether they are known already is asked before (`alike`), for a person to judge."""
    policies.check_can_enter(by)
    one_press_at_a_time(request_key)
    theirs = Person.objects.filter(organisation=by.organisation_id)
    if before := made_before(theirs, request_key=request_key, **values):
        return before
    policies.check_reference_is_free(str(values["reference"]), of=by.organisation_id)
    person = Person(
        organisation=by.organisation, team=by.team, owner=by, request_key=request_key, saved_by=by, **values
    )
    person.name_keys = names.keys(person.name)
    person.save()
    log.record("person.entered", by=by, about=person)
    return person


def known_by(reference: str, *, team: Team | None, by: User) -> Person:
    """The person whom the organisation knows by this reference; entered with it alone where nobody has been yet.

    Only inside the transaction of what it is for.
    """
    person, made = Person.objects.get_or_create(
        organisation_id=by.organisation_id,
        reference=reference,
        defaults={"owner": by, "saved_by": by, "team": team, "request_key": uuid.uuid4()},
    )
    if made:
        log.record("person.entered", by=by, about=person)
    return person


@transaction.atomic
def change(*, person: Person, values: Mapping[str, object], seen: str, by: User, lifted_why: str = "") -> None:
    row = Person.objects.select_for_update(of=("self",)).select_related("saved_by", "owner").get(pk=person.pk)
    policies.check_can_change(by, row)
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    policies.check_reference_is_free(str(values["reference"]), of=row.organisation_id, but=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.name_keys, row.saved_by = names.keys(row.name), by
    row.save()
    _note_lifted(row, None, stored, values, why=lifted_why, by=by)
    changed = sorted(name for name in values if stored[name] != values[name])
    log.record("person.told", by=by, about=row, facts={"changed": changed})


@transaction.atomic
def relate(*, person: Person, request_key: uuid.UUID, values: Mapping[str, object], by: User) -> Relationship:
    """Say who somebody is to the person; the same key says it once."""
    row = Person.objects.select_for_update(of=("self",)).select_related("owner").get(pk=person.pk)
    policies.check_can_change(by, row)
    if before := made_before(row.relationships.all(), request_key=request_key, **values):
        return before
    made = Relationship.objects.create(person=row, request_key=request_key, saved_by=by, **values)
    facts = {"relationship": made.pk}
    log.record("relationship.entered", by=by, about=row, facts=facts, personal={"kind": made.kind})
    if made.responsibility == words.YES:
        call_those_agreed_to(row, reason="carer", by=by)
    return made


@transaction.atomic
def change_relationship(
    *, relationship: Relationship, values: Mapping[str, object], seen: str, by: User, lifted_why: str = ""
) -> None:
    row = (
        Relationship.objects.select_for_update(of=("self",))
        .select_related("person__owner", "saved_by")
        .get(pk=relationship.pk)
    )
    policies.check_can_change(by, row.person)
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_by = by
    row.save()
    _note_lifted(row.person, row, stored, values, why=lifted_why, by=by)
    changed = sorted(name for name in values if stored[name] != values[name])
    log.record("relationship.changed", by=by, about=row.person, facts={"relationship": row.pk, "changed": changed})
    if WEIGHTY & set(changed):
        call_those_agreed_to(row.person, reason="carer", by=by)


def _note_lifted(
    person: Person,
    relationship: Relationship | None,
    stored: Mapping[str, object],
    values: Mapping[str, object],
    *,
    why: str,
    by: User,
) -> None:
    """A mark that protects somebody comes off with a reason, which stays, and is an event of its own."""
    lifted = [name for name in words.FLAGS if stored.get(name) and not values.get(name, True)]
    if not lifted:
        return
    policies.check_says_why_it_is_safe(why)
    told, found = (name in lifted for name in words.FLAGS)
    FlagLifted.objects.create(person=person, relationship=relationship, told=told, found=found, why=why, lifted_by=by)
    facts = {"relationship": relationship.pk if relationship else None}
    log.record("flag.lifted", by=by, about=person, facts=facts, personal={"flags": lifted})


@transaction.atomic
def end_relationship(*, relationship: Relationship, why: str, by: User) -> None:
    """It stays on record, with the reason; ended twice, it ended once."""
    row = Relationship.objects.select_for_update(of=("self",)).select_related("person__owner").get(pk=relationship.pk)
    policies.check_can_change(by, row.person)
    if row.ended_at:
        return
    row.saved_by = by
    row.end(by=by, why=why, at=timezone.now())
    log.record("relationship.ended", by=by, about=row.person, facts={"relationship": row.pk})
    call_those_agreed_to(row.person, reason="carer", by=by)


def list_viewed(*, what: str, people: Iterable[int], by: User) -> None:
    """A list that names these people, by their numbers: a reference may tell who somebody is."""
    if shown := [str(number) for number in people]:
        log.record("list.viewed", by=by, about=by.organisation, facts={"what": what, "people": shown})


def viewed(*, person: Person, what: str, by: User) -> None:
    """Written down before anything is shown; `what` names the page."""
    log.record("person.viewed", by=by, about=person, facts={"what": what})
