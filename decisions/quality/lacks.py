"""What a record can lack for a golden rule, each with the part of the record where it would stand."""

from typing import NamedTuple


class Lack(NamedTuple):
    """`says` is the sentence that evidence.py writes into the record, or how it begins."""

    says: str
    where: str


REASONS_PART = "Decision and reasons"
QUESTIONS_PART = "The questions and the answers"
CONSENT_PART = "Consent"
RISKS_PART = "Risk on both sides, and best interests"
LAW_PART = "The law relied on"
HOW_PART = "How it is shared"
ADVICE_PART = "Advice"
ITEMS_PART = "Each piece of information"

NO_LAW = Lack("Which law the sharing rests on is not written down.", LAW_PART)
NO_DANGER = Lack("Danger was not asked about.", QUESTIONS_PART)
NO_TELLING = Lack("Whether the child or family is told is not written down.", HOW_PART)
WAITING = Lack("The advice of ", ADVICE_PART)
NO_ADVICE_IN_EMERGENCY = Lack("Advice was not asked about in the emergency.", ADVICE_PART)
NO_CONSENT = Lack("What consent there is is not written down.", CONSENT_PART)
NOT_EXPLAINED = Lack("Not explained: ", CONSENT_PART)
NO_RISKS = Lack("The risks on both sides are not written down.", RISKS_PART)
NO_IDENTITIES = Lack("Who could be harmed if identified is not written down.", RISKS_PART)
NO_ITEMS = Lack("The pieces of information are not listed one by one.", ITEMS_PART)
NOT_DECIDED = Lack("What goes to whom is not decided yet for each piece of information.", ITEMS_PART)
NO_HOW = Lack("How it is shared securely is not written down.", HOW_PART)
NO_REASONS = Lack("The reasons are not written down.", REASONS_PART)
ALL = (
    *(NO_LAW, NO_DANGER, NO_TELLING, WAITING, NO_ADVICE_IN_EMERGENCY, NO_CONSENT, NOT_EXPLAINED, NO_RISKS),
    *(NO_IDENTITIES, NO_ITEMS, NOT_DECIDED, NO_HOW, NO_REASONS),
)

# What a record says where a rule, or a part of one, asks nothing of it.
NOTHING_SHARED_NO_LAW = "Nothing is shared, so no basis for sharing is needed."
NOTHING_SHARED_NO_TELLING = "Nothing is shared, so there is nothing to tell."
NOBODY_TO_TELL = "Nobody is identified by what is shared, so there is nobody to tell."
NOBODY_IDENTIFIED = "Not asked: nobody is identified by what is shared."
NO_ADVICE_NEEDED = "No advice was sought; no question was left unsure."
ASKS_NOTHING = frozenset(
    {NOTHING_SHARED_NO_LAW, NOTHING_SHARED_NO_TELLING, NOBODY_TO_TELL, NOBODY_IDENTIFIED, NO_ADVICE_NEEDED}
)


def where(sentence: str) -> str:
    """The part of the record; "" for a sentence that nobody lists here."""
    return next((lack.where for lack in ALL if sentence.startswith(lack.says)), "")
