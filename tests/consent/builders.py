"""Consents for tests: a girl of 14 with two parents, and what is asked and answered about her."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.utils import timezone

from consent import actions
from consent.deciding import ASSESSMENTS, assessment_for
from consent.models import Assessment, Consent, ConsentEvent, Person, Relationship
from consent.register import Held, load
from consent.status import ELEMENTS
from infoshare.accounts.models import User
from infoshare.govuk.moments import months_from
from infoshare.saving.versions import fingerprint, values_of
from tests.consent import people
from tests.consent.people import entered

TERMS = {
    "use": "The nurse plans help with her",
    "method": "By secure email",
    "retention": "Until she leaves school, in her school file",
    "limits": "If somebody could be seriously harmed",
    "withdrawal": "By telling her teacher, at any time",
    "categories": ["welfare", "health"],
}


def person(by: User, born_on: date | None = date(2012, 2, 29)) -> Person:
    return entered(by, born_on=born_on)


def related(to: Person, name: str, *, by: User, kind: str = "mother", basis: str = "birth") -> Relationship:
    return people.related(to, by, name=name, kind=kind, responsibility="yes" if basis else "no", basis=basis)


def asked(
    about: Person, *, by: User, without: Sequence[str] = (), kind: str = "share", between: str = "other"
) -> Consent:
    """A consent in which everything is written, but for the columns left out."""
    basics: dict[str, object] = {
        "kind": kind,
        "between": between,
        "purpose": "So that the nurse can help her at school",
    }
    consent = actions.ask(person=about, request_key=uuid4(), values=basics, by=by)
    for name, value in TERMS.items():
        if name not in without:
            save(consent, by=by, **{name: value})
    receive(consent, "The school nursing service", "Named nurse", by=by)
    return consent


def save(consent: Consent, *, by: User, **values: object) -> None:
    stored = values_of(Consent.objects.get(pk=consent.pk), values)
    actions.save_terms(consent=consent, values=values, seen=fingerprint(stored), by=by)


def receive(consent: Consent, organisation: str, role: str = "", *, by: User) -> None:
    values: dict[str, object] = {"organisation": organisation, "role": role}
    actions.add_recipient(consent=consent, request_key=uuid4(), values=values, by=by)


def answered(
    consent: Consent, whose: Relationship | None, kind: str = "given", *, by: User, **instead: object
) -> ConsentEvent:
    """An answer today, in speech, after everything was explained; to be looked at again in six months."""
    today = timezone.localdate()
    values: dict[str, object] = {
        "on": today,
        "form": "spoken" if kind == "given" else "",
        "explained": list(ELEMENTS) if kind == "given" else [],
        "look_again_on": months_from(today, 6) if kind == "given" else None,
        **instead,
    }
    return actions.answer(
        consent=consent,
        relationship=whose,
        kind=kind,
        by=by,
        request_key=uuid4(),
        **values,  # type: ignore[arg-type]
    )


def assessed(consent: Consent, *, by: User, not_met: Sequence[str] = (), on: date | None = None) -> Assessment:
    day = on or timezone.localdate()
    items = {
        item: (item not in not_met, "She put it in her own words")
        for item in ASSESSMENTS[assessment_for(consent.person.born_on, day)]
    }
    return actions.assess(consent=consent, on=day, items=items, by=by, request_key=uuid4())


def now(consent: Consent) -> Held:
    return load(consent)


def status(consent: Consent, on: date | None = None) -> str:
    return load(consent).standing(on or timezone.localdate()).status
