"""Three consents of each organisation of the campaigns: one that nobody answered yet, one to which much has happened,
and one that is to be looked at again, of which its keeper was told.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from consent import actions
from consent.actions.reminding import remind
from consent.deciding import GILLICK
from consent.models import Consent, Person, Relationship
from consent.status import ELEMENTS
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of

KEYS = UUID("4f6e7a52-6a0c-4a39-9a31-0a5f2a3e9b11")
# How the purpose of each begins.
BEGUN, ANSWERED, DUE, LEANED_ON = "Not answered yet", "Answered", "To be looked at again", "Leaned on"
TERMS: dict[str, object] = {
    "use": "To plan help",
    "method": "By secure email",
    "retention": "In the file, until 25",
    "limits": "Where somebody is at risk",
    "withdrawal": "By telling us",
    "categories": ["education", "health"],
}


def consent_to_share(person: Person, father: Relationship, *, by: User) -> None:
    """The first waits for an answer; of the second the father answers, takes back, and a paper is kept."""
    _asked(person, BEGUN, by=by)
    _due(person, father, by=by)
    consent = _asked(person, ANSWERED, by=by)
    today = timezone.localdate()
    key: dict[str, Any] = {"by": by, "consent": consent}
    items = dict.fromkeys(GILLICK, (True, "In her own words"))
    actions.assess(on=today, items=items, request_key=_key(consent, "assess"), **key)
    actions.answer(
        relationship=father,
        kind="given",
        on=today - timedelta(days=9),
        form="spoken",
        explained=list(ELEMENTS),
        look_again_on=today + timedelta(days=99),
        why="He was glad to be asked",
        request_key=_key(consent, "given"),
        **key,
    )
    actions.answer(
        relationship=None, kind="refused", on=today, why="She fears it", request_key=_key(consent, "no"), **key
    )
    actions.call_for_review(on=today, reason="case", why="Opened", request_key=_key(consent, "case"), **key)
    for what in ("The form", "The letter"):
        actions.keep_evidence(
            request_key=_key(consent, what), what=what, data=b"A photograph", content_type="image/png", **key
        )


def _due(person: Person, father: Relationship, *, by: User) -> None:
    consent, today = _asked(person, DUE, by=by), timezone.localdate()
    actions.answer(
        consent=consent,
        relationship=father,
        kind="given",
        on=today - timedelta(days=30),
        form="spoken",
        explained=list(ELEMENTS),
        look_again_on=today,
        by=by,
        request_key=_key(consent, "given"),
    )
    remind(by.organisation, today=today)


def consent_leaned_on(person: Person, father: Relationship, *, between: str, by: User) -> Consent:
    """One that is implied for two recipients, so that a decision can lean on it."""
    consent = _asked(person, LEANED_ON, between=between, by=by)
    receive = {"organisation": "The school", "role": "Class teacher"}
    actions.add_recipient(consent=consent, request_key=_key(consent, "teacher"), values=receive, by=by)
    actions.answer(
        consent=consent,
        relationship=father,
        kind="given",
        on=timezone.localdate(),
        form="implied",
        look_again_on=timezone.localdate() + timedelta(days=99),
        request_key=_key(consent, "implied"),
        by=by,
    )
    return consent


def _asked(person: Person, purpose: str, *, between: str = "other", by: User) -> Consent:
    values = {"kind": "share", "between": between, "purpose": f"{purpose}: so that she is helped"}
    consent = actions.ask(person=person, request_key=uuid5(KEYS, f"{person.pk} {purpose}"), values=values, by=by)
    seen = fingerprint(values_of(consent, TERMS))
    actions.save_terms(consent=consent, values=TERMS, seen=seen, by=by)
    receive = {"organisation": "The school nursing service", "role": "Named nurse"}
    actions.add_recipient(consent=consent, request_key=_key(consent, "nurse"), values=receive, by=by)
    return consent


def _key(consent: Consent, what: str) -> UUID:
    return uuid5(KEYS, f"{consent.pk} {what}")
