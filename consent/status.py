"""What consent means here, in plain Python: the statuses, what each must say, and what makes consent informed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a vocabulary: how it is stored, what a page calls it, and a line of help."""

    value: str
    label: str
    hint: str = ""


def vocabulary(*terms: Term) -> Mapping[str, Term]:
    """The terms by their stored value, in the order a page lists them."""
    return MappingProxyType({term.value: term for term in terms})


STATUSES = vocabulary(
    Term("given", "Consent was given", "Someone took an active step: they said or wrote that they agree."),
    Term(
        "implied",
        "Consent is implied",
        "Reasonable to infer, inside one organisation or a care relationship only.",
    ),
    Term("refused", "Consent was refused", "They were asked and said no."),
    Term("withdrawn", "Consent was given, then withdrawn", "From that date on there is no consent."),
    Term(
        "out_of_scope",
        "There is consent, but it does not cover this",
        "Another purpose, recipient or period.",
    ),
    Term("not_sought", "Consent was not asked for", "You will choose the reason next."),
    Term(
        "cannot_give",
        "Nobody is able to give consent",
        "For example, nobody competent can be reached in time.",
    ),
    Term("not_needed", "Consent does not come into it", "Nobody can be identified, or nothing is shared."),
)

# Reasons for not asking: HM Government 2008, rule 4 and its guidance; kept in every later edition.
REASONS_NOT_SOUGHT = vocabulary(
    Term(
        "would_share_anyway",
        "We would share whatever the answer",
        "Asking would offer a choice that is not there.",
    ),
    Term("risk_of_harm", "Asking could put someone at increased risk of significant harm"),
    Term("prejudice_crime", "Asking could get in the way of preventing, finding or prosecuting a serious crime"),
    Term("unjustified_delay", "Asking would cause a delay that cannot be justified"),
    Term("required", "A court order or a statute requires the information"),
)

REASONS_NOT_NEEDED = vocabulary(
    Term("nobody_identified", "Nobody can be identified from the information"),
    Term("nothing_shared", "Nothing will be shared"),
)

FORMS = vocabulary(
    Term("written", "In writing"),
    Term("spoken", "Spoken"),
)

# How somebody answered; implied consent is reasonable to infer, and never from silence (S4).
WAYS = vocabulary(
    Term("spoken", "They said so", "They were asked, and said it in their own words or way."),
    Term("written", "In writing", "They signed or wrote it. Keep the paper with it."),
    Term("implied", "It is implied", "Nobody asked; it is reasonable to infer. Silence is not enough."),
)

# The kinds of paper that can be kept, by their content type; the label is how a downloaded file's name ends.
PAPERS = vocabulary(Term("application/pdf", "pdf"), Term("image/jpeg", "jpg"), Term("image/png", "png"))

# What somebody must be told before their agreement counts as informed (practice document, S12 and S13).
ELEMENTS = vocabulary(
    Term("purpose", "What the information is needed for"),
    Term("use", "How it will be used"),
    Term("recipients", "Who it may be shared with"),
    Term("method", "How it will be shared"),
    Term("retention", "How long it is held, and in what form"),
    Term("limits", "When it may be shared without consent, because confidentiality cannot be kept"),
    Term("withdrawal", "That they can change their mind at any time"),
)

# What each status must say before it can stand in a record.
DETAILS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "given": ("given_by", "relationship", "form", "on"),
        "implied": ("explanation",),
        "refused": ("given_by", "relationship", "on"),
        "withdrawn": ("given_by", "relationship", "on"),
        "out_of_scope": ("explanation",),
        "not_sought": ("reason",),
        "cannot_give": ("explanation",),
        "not_needed": ("reason",),
    }
)

# The guidance packs' answers about consent, in the words of the statuses above.
OF_ANSWER: Mapping[str, str] = MappingProxyType(
    {
        "given": "given",
        "implied": "implied",
        "refused": "refused",
        "withdrawn": "withdrawn",
        "out_of_scope": "out_of_scope",
        "out_of_date": "out_of_scope",
        "not_sought": "not_sought",
        "not_asked": "not_sought",
        "cannot_give": "cannot_give",
    }
)


def not_explained(explained: Collection[str]) -> list[str]:
    """The labels of what the person was not told; empty when their consent is informed."""
    return [term.label for value, term in ELEMENTS.items() if value not in explained]


def description(status: str, explained: Collection[str]) -> str:
    """The status in words: "Consent was given, not informed" where an element is missing."""
    label = STATUSES[status].label
    return f"{label}, but it was not informed" if status == "given" and not_explained(explained) else label


def implied_is_open(between: str) -> bool:
    """Whether implied consent can be relied on: inside one organisation or a care relationship (S4)."""
    return between in {"same", "care"}


def reasons(status: str) -> Mapping[str, Term]:
    """The recognised reasons that go with a status; empty where it takes none."""
    return {"not_sought": REASONS_NOT_SOUGHT, "not_needed": REASONS_NOT_NEEDED}.get(status, {})
