"""The words of a pack: what it is for, the kinds of papers in it, and why something is left out."""

from typing import NamedTuple, Self

from consent.status import Term, vocabulary

PACK_FOR = vocabulary(
    Term("subject_access", "They, or somebody for them, asked for a copy", "A subject access request."),
    Term("review", "A review looks at what was done", "For example: a child safeguarding practice review."),
)

PACK_PARTS = vocabulary(
    Term("record", "The record", "What was decided and why, and what was added to it."),
    Term("sheet", "A sheet", "What one recipient was sent."),
    Term("sharings", "Each time something went", "What went, to whom, how, and what came back."),
    Term("letters", "Letters, and who was told", "A letter is in it where somebody took its file. It is drawn anew."),
    Term("looks", "Who looked at it", "Each page that was opened, on which day and by whom."),
)

# What no pack holds, whatever is chosen: it says so itself, and so does its page.
NEVER_IN = (
    "Decisions that are not recorded yet: they are still drafts.",
    "Consents: each has a copy of its own.",
    "Bulk sharing: each flow has papers of its own.",
    "Letters whose file nobody took here, and what was said or printed elsewhere.",
)


class Part(NamedTuple):
    """One part of a pack: its kind, and the references it is of. Stored as its key."""

    kind: str
    decision: str
    sheet: str = ""

    @classmethod
    def of(cls, key: str) -> Self:
        return cls(*key.split(" "))

    @property
    def key(self) -> str:
        return " ".join(filter(None, self))

    @property
    def title(self) -> str:
        return f"{PACK_PARTS[self.kind].label}, {self.sheet or self.decision}"

    @property
    def file(self) -> str:
        return f"{self.kind}-{self.sheet or self.decision}.pdf"


LEFT_OUT = vocabulary(
    Term("others", "It tells something about somebody else"),
    Term("harm", "It could harm somebody's health or safety"),
    Term("crime", "It would get in the way of preventing or finding out a crime"),
    Term("law", "It is advice from a lawyer"),
    Term("confidence", "It was said in confidence"),
    Term("other", "Something else"),
)

# What is proposed to be taken out, by what it tells (decisions/advising/withheld.py): as the manifest says it.
TOLD = {
    "name": "Names of other people",
    "initials": "Initials of other people",
    "date of birth": "Dates of birth of other people",
    "number": "Numbers and addresses of other people",
    "contact": "Email addresses, postcodes and telephone numbers",
    "by hand": "Other words",
}
