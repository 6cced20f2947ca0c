"""What the rows about people and consents say field by field, and what each table is called: for comparing versions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model

from consent import words as consent_words
from consent.models import Consent, ConsentRecipient, Person, Relationship
from consent.status import Term
from decisions.models import (
    Answer,
    Conclusion,
    ConsentStatement,
    Decision,
    DutyToShare,
    Emergency,
    Item,
    LegalBasis,
    Line,
    Recipient,
    Request,
    SharingPlan,
    Weighing,
)
from infoshare.govuk.moments import day

TABLES: Mapping[type[Model], str] = {
    Decision: "the case",
    Answer: "answers",
    Recipient: "who it goes to",
    Item: "information",
    Line: "who gets what",
    Request: "the request",
    ConsentStatement: "consent",
    Weighing: "risk on both sides",
    DutyToShare: "the duty to share",
    LegalBasis: "the law",
    Conclusion: "the decision",
    SharingPlan: "how it is shared",
    Emergency: "the emergency",
    Person: "the person",
    Relationship: "who others are to them",
    Consent: "what is asked",
    ConsentRecipient: "who may receive it",
}
Say = Callable[[Any], str]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else ""
    return day(value) if isinstance(value, date) else str(value or "")


def _label(words: Mapping[str, Term], value: str) -> str:
    return words[value].label if value else ""


def _labels(words: Mapping[str, Term], values: Iterable[str]) -> str:
    return "; ".join(words[value].label for value in values)


PLACED: Mapping[str, tuple[str, Say]] = {
    "address": ("Address", _plain),
    "postcode": ("Postcode", _plain),
    "must_not_be_found": ("Must not be found", _plain),
    "must_not_be_found_why": ("Why they must not be found", _plain),
}
FIELDS: Mapping[type[Model], Mapping[str, tuple[str, Say]]] = {
    Person: {
        "reference": ("Reference", _plain),
        "name": ("Name", _plain),
        "born_on": ("Date of birth", _plain),
        "local_number": ("Another number", _plain),
        "national_number": ("NHS or pupil number", _plain),
        "language": ("Language", _plain),
        "needs_easy_read": ("Needs easy read", _plain),
        "other_needs": ("Other needs", _plain),
        "ethnicity": ("Ethnic group", partial(_label, consent_words.ETHNICITIES)),
        **PLACED,
    },
    Relationship: {
        "name": ("Name", _plain),
        "kind": ("Who they are", partial(_label, consent_words.RELATIONSHIPS)),
        "responsibility": ("Parental responsibility", partial(_label, consent_words.RESPONSIBILITY)),
        "basis": ("What it rests on", partial(_label, consent_words.BASES)),
        "basis_known_how": ("How you know", _plain),
        "court_orders": ("Court orders", _plain),
        "must_not_be_told": ("Must not be told", _plain),
        "must_not_be_told_why": ("Why they must not be told", _plain),
        **PLACED,
        "ended_why": ("Why it is over", _plain),
    },
    Consent: {
        "kind": ("What is asked for", partial(_label, consent_words.KINDS)),
        "between": ("Where it goes", partial(_label, consent_words.BETWEEN)),
        "purpose": ("What the information is needed for", _plain),
        "use": ("How it will be used", _plain),
        "categories": ("Which kinds of information", partial(_labels, consent_words.CATEGORIES)),
        "method": ("How it will be shared", _plain),
        "retention": ("How long it is held, and in what form", _plain),
        "limits": ("When it may be shared without consent", _plain),
        "withdrawal": ("How they can change their mind", _plain),
    },
}


def of(row: Model) -> Iterator[tuple[str, str]]:
    """Each field that says something, by its label."""
    for name, (label, say) in FIELDS[type(row)].items():
        if text := say(getattr(row, name)):
            yield label, text
