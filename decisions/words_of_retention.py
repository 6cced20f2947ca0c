"""The words of how long records are kept: what the rules count from, what is lacking, what becomes of a record."""

from consent.status import Term, vocabulary
from decisions.retention.due import NO_RULE, NOBODY
from decisions.retention.schedule import (
    ADOPTED,
    ADOPTION,
    ANYBODY,
    BIRTH,
    DEATH,
    DECISION,
    DIED,
    ENDED,
    FLOW,
    LAST,
    LOOKED_AFTER,
    PERSON,
    RECORDED,
    Slot,
)

ABOUT = vocabulary(
    Term(DECISION, "Decision"),
    Term(FLOW, "Bulk sharing"),
    Term(PERSON, "Person and their consents"),
)
WHOM = vocabulary(
    Term(ANYBODY, "about anybody"),
    Term(LOOKED_AFTER, "about a child who is or was looked after"),
    Term(DIED, "about a looked-after child who died before they were 18"),
    Term(ADOPTED, "about a child who was adopted"),
)
COUNTED_FROM = vocabulary(
    Term(BIRTH, "the date of birth of the youngest person it is about"),
    Term(DEATH, "their death"),
    Term(ADOPTION, "the adoption order"),
    Term(RECORDED, "the day it was recorded, or last changed while a draft"),
    Term(LAST, "the last change"),
    Term(ENDED, "the day it ended"),
)
LACKS = vocabulary(
    Term(BIRTH, "no date of birth"),
    Term(NOBODY, "nobody is linked to it, so there is no date of birth"),
    Term(DEATH, "no date of death"),
    Term(ADOPTION, "no date of the adoption order"),
    Term(RECORDED, "it was never recorded"),
    Term(LAST, "nothing says when it was last changed"),
    Term(ENDED, "it has not ended"),
    Term(NO_RULE, "no rule says how long it is kept"),
)
ANSWERS = vocabulary(
    Term("confirmed", "Confirmed"),
    Term("refused", "Not confirmed"),
    Term("taken_back", "Taken back"),
)
PEOPLE_KEPT = vocabulary(
    Term("looked_after", "Is or was looked after by a local authority"),
    Term("adopted", "Was adopted"),
)


def counted_from(slot: Slot) -> str:
    """A person is one, a decision can be about several."""
    return "their date of birth" if slot.about == PERSON and slot.trigger == BIRTH else COUNTED_FROM[slot.trigger].label
