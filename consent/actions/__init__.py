"""Everything that can happen to people and their consent: the only writers, each with its audit event."""

from consent.actions.answers import answer, assess, call_for_review, find_invalid, not_answered, review, take_back
from consent.actions.asking import (
    add_recipient,
    ask,
    ask_anew,
    consent_viewed,
    consents_listed,
    remove_recipient,
    save_terms,
)
from consent.actions.evidence import keep_evidence
from consent.actions.people import (
    change,
    change_relationship,
    end_relationship,
    enter,
    known_by,
    list_viewed,
    relate,
    viewed,
)

__all__ = [
    "add_recipient",
    "answer",
    "ask",
    "ask_anew",
    "assess",
    "call_for_review",
    "change",
    "change_relationship",
    "consent_viewed",
    "consents_listed",
    "end_relationship",
    "enter",
    "find_invalid",
    "keep_evidence",
    "known_by",
    "list_viewed",
    "not_answered",
    "relate",
    "remove_recipient",
    "review",
    "save_terms",
    "take_back",
    "viewed",
]
