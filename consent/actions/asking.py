"""Asking for a consent: what people will be asked, written down page by page, until the first of them answers."""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from consent import policies
from consent.models import Consent, ConsentRecipient, Person
from consent.register import Held, load
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import check_unchanged, values_of

Values = Mapping[str, object]
TERMS = ("kind", "between", "purpose", "use", "method", "retention", "limits", "withdrawal", "categories")


@transaction.atomic
def ask(*, person: Person, request_key: uuid.UUID, values: Values, by: User) -> Consent:
    """Begin one: its kind, what it is for and where it goes. The same key begins it once."""
    row = Person.objects.select_for_update(of=("self",)).select_related("owner").get(pk=person.pk)
    policies.check_can_ask(by, row)
    if before := made_before(row.consents.all(), request_key=request_key, **values):
        return before
    made = Consent.objects.create(
        organisation_id=row.organisation_id, person=row, request_key=request_key, begun_by=by, saved_by=by, **values
    )
    log.record("consent.begun", by=by, about=made, facts={"kind": made.kind})
    return made


@transaction.atomic
def ask_anew(*, consent: Consent, request_key: uuid.UUID, by: User) -> Consent:
    """Begin another with the same words and the same recipients, for what was asked once can't be changed."""
    held = locked(consent)
    policies.check_can_keep(by, held)
    row = held.consent
    terms = values_of(row, TERMS)
    if before := made_before(row.person.consents.all(), request_key=request_key):
        return before
    made = ask(person=row.person, request_key=request_key, values=terms, by=by)
    for each in held.recipients:
        key, values = uuid.uuid5(request_key, str(each.pk)), values_of(each, ("organisation", "role"))
        _add_recipient(made, key, values, by=by)
    return made


@transaction.atomic
def save_terms(*, consent: Consent, values: Values, seen: str, by: User) -> None:
    """Save one page of what people will be asked."""
    held = locked(consent)
    policies.check_can_change_terms(by, held)
    row = held.consent
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_by = by
    row.save()
    changed = sorted(name for name in values if stored[name] != values[name])
    log.record("consent.saved", by=by, about=row, facts={"changed": changed})


@transaction.atomic
def add_recipient(*, consent: Consent, request_key: uuid.UUID, values: Values, by: User) -> ConsentRecipient:
    held = locked(consent)
    policies.check_can_change_terms(by, held)
    if before := made_before(held.consent.recipients.all(), request_key=request_key, **values):
        return before
    return _add_recipient(held.consent, request_key, values, by=by)


def _add_recipient(consent: Consent, request_key: uuid.UUID, values: Values, *, by: User) -> ConsentRecipient:
    made = ConsentRecipient.objects.create(consent=consent, request_key=request_key, saved_by=by, **values)
    log.record("consent.recipient-added", by=by, about=consent, facts={"recipient": made.pk})
    return made


@transaction.atomic
def remove_recipient(*, consent: Consent, recipient: int, by: User) -> None:
    """Take somebody off the list; taken off twice, they are off once. Its history stays."""
    held = locked(consent)
    policies.check_can_change_terms(by, held)
    row = held.consent.recipients.filter(pk=recipient).first()
    if row is None:
        return
    row.saved_by = by
    row.delete()
    log.record("consent.recipient-removed", by=by, about=held.consent, facts={"recipient": recipient})


def locked(consent: Consent) -> Held:
    """The consent as it stands, with nobody else writing to it until the transaction ends."""
    Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    return load(consent)


def consent_viewed(*, consent: Consent, what: str, by: User) -> None:
    """Written down before anything is shown; `what` names the page."""
    log.record("consent.viewed", by=by, about=consent, facts={"what": what})


def consents_listed(*, what: str, consents: Iterable[int], by: User) -> None:
    """A list that names these consents, by their numbers."""
    if shown := [str(number) for number in consents]:
        log.record("list.viewed", by=by, about=by.organisation, facts={"what": what, "consents": shown})
