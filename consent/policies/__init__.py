"""When things may be done to people and their consent: each check raises one sentence to act on."""

from consent.policies.consents import (
    check_can_answer,
    check_can_ask,
    check_can_change_terms,
    check_can_change_what,
    check_can_end,
    check_can_keep,
    check_implied,
    check_is_assessed_whole,
    check_is_whole,
    check_stands_for_review,
)
from consent.policies.papers import check_can_print
from consent.policies.people import (
    check_can_change,
    check_can_enter,
    check_reference_is_free,
    check_says_why_it_is_safe,
)
from infoshare.accounts.policy import Refused

__all__ = [
    "Refused",
    "check_can_answer",
    "check_can_ask",
    "check_can_change",
    "check_can_change_terms",
    "check_can_change_what",
    "check_can_end",
    "check_can_enter",
    "check_can_keep",
    "check_can_print",
    "check_implied",
    "check_is_assessed_whole",
    "check_is_whole",
    "check_reference_is_free",
    "check_says_why_it_is_safe",
    "check_stands_for_review",
]
