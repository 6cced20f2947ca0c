"""A draft of the demonstration that can rest on a consent: one that fits, and one on which the parents disagree."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.utils import timezone

from consent import actions as consents
from consent.models import Consent, Person, Relationship
from consent.status import ELEMENTS
from decisions import actions, grid
from decisions.actions.access import link_person
from decisions.demonstration.walk import KEYS
from decisions.draft import load
from decisions.models import Answer, Decision, Item
from infoshare.accounts.models import User
from infoshare.govuk.moments import months_from
from infoshare.saving.versions import fingerprint, values_of
from infoshare.tenancy import context as tenancy

CHILD = "OP-2041"  # of known.py
START: Mapping[str, object] = {
    "deciding": "Whether to tell the school nurse what was seen of Freya's hearing",
    "about": "Freya, 7",
    "between": "other",
    "purpose": "So that the nurse can test her hearing, and the class can help her meanwhile.",
}
NURSE = {"organisation": "the school nursing service", "role": "named nurse"}
THERAPIST = {"organisation": "a community health trust", "role": "speech therapist"}
ITEMS = (
    ("She turns her head to hear, and misses what is said behind her", "health"),
    ("She does better when she sits in front", "education"),
)
ANSWERS = {
    "situation": "case",
    "danger": "no",
    "statutory": "no",
    "purpose": "yes",
    "anonymise": "no",
    "at_risk": "no",
    "agreement": "given",
    "protect_identity": "no",
    "tell_family": "before",
}
TERMS: Mapping[str, object] = {
    "use": "To plan a hearing test, and to tell the class teacher what helps.",
    "method": "By secure email, and by telephone to say that it is there.",
    "retention": "In her school file, until she is 25.",
    "limits": "If she, or somebody else, could be seriously harmed.",
    "withdrawal": "By telling the school office or her teacher, at any time.",
    "categories": ["health", "education"],
}


def settle(people: Mapping[str, User]) -> None:
    """Once; what is there already stays as it is."""
    by = people["Deepa Nair"]
    with tenancy.organisation(by.organisation_id):
        if not Decision.objects.filter(request_key=_key("start")).exists():
            child = Person.objects.get(organisation=by.organisation, reference=CHILD)
            _consents(child, by=by)
            _draft(by=by)


def _key(what: str) -> UUID:
    return uuid5(KEYS, f"hearing/{what}")


def _consents(child: Person, *, by: User) -> None:
    mother, father = (child.relationships.get(kind=kind) for kind in ("mother", "father"))
    hearing = _asked(child, "So that the school nurse can test how well Freya hears.", NURSE, by=by)
    _agrees(hearing, mother, "She wants it done before the summer.", by=by)
    therapy = _asked(child, "So that a speech therapist can see her.", THERAPIST, by=by)
    _agrees(therapy, mother, "She has wanted this for a year.", by=by)
    _refuses(therapy, father, "He thinks that she will grow out of it.", by=by)


def _asked(child: Person, purpose: str, recipient: Mapping[str, object], *, by: User) -> Consent:
    basics = {"kind": "share", "between": "other", "purpose": purpose}
    made = consents.ask(person=child, request_key=_key(purpose), values=basics, by=by)
    consents.save_terms(consent=made, values=TERMS, seen=fingerprint(values_of(made, TERMS)), by=by)
    consents.add_recipient(consent=made, request_key=_key(f"{purpose} to"), values=recipient, by=by)
    return made


def _agrees(consent: Consent, whose: Relationship, why: str, *, by: User) -> None:
    on = _ago(20)
    consents.answer(
        consent=consent,
        relationship=whose,
        kind="given",
        form="spoken",
        explained=list(ELEMENTS),
        on=on,
        until=months_from(on, 12),
        look_again_on=months_from(on, 6),
        why=why,
        request_key=_key(f"{consent.purpose} yes"),
        by=by,
    )


def _refuses(consent: Consent, whose: Relationship, why: str, *, by: User) -> None:
    key = _key(f"{consent.purpose} no")
    consents.answer(consent=consent, relationship=whose, kind="refused", on=_ago(12), why=why, request_key=key, by=by)


def _ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _draft(*, by: User) -> None:
    """All questions answered; the next page is which consent it rests on."""
    to = {**NURSE, "name": ""}
    decision = actions.start(by=by, request_key=_key("start"), values=START, recipient=to)
    add = partial(actions.add_row, decision=decision, kind=Item, by=by)
    for text, category in ITEMS:
        add(request_key=_key(text), values=_item(text, category))
    _share(decision, by=by)
    for slug, value in ANSWERS.items():
        seen = fingerprint(values_of(load(decision).answered.get(slug, Answer()), ("value", "note")))
        actions.answer(decision=decision, slug=slug, value=value, note="", seen=seen, by=by)
    link_person(decision=decision, reference=CHILD, by=by)


def _item(text: str, category: str) -> dict[str, object]:
    return {
        "text": text,
        "category": category,
        "nature": "fact",
        "source": "Seen by her class teacher",
        "author": "",
        "about_whom": "",
        "accurate_on": None,
    }


def _share(decision: Decision, *, by: User) -> None:
    """All of it, with the nurse."""
    draft = load(decision)
    answers = {
        "choice": "share",
        "redacted": "",
        "why": "The nurse needs it to know what to test",
        "onward": "ask_first",
    }
    values = {grid.name(part, item): answers[part] for item in draft.items for part in grid.PARTS}
    [nurse] = draft.recipients
    seen = fingerprint(grid.stored(draft, nurse))
    actions.decide_lines(decision=decision, recipient=nurse, values=values, seen=seen, by=by)
