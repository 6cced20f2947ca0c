"""Which texts of a decision are searched, how much each counts, and where a page says that it was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Part:
    """Columns of one table (of `decisions`), that a page calls by one name. A: counts most; D: least."""

    model: str
    columns: tuple[str, ...]
    weight: str
    said: str
    only: str = ""  # of these rows, in SQL: `t` is the row, `r` the record where there is one


# Answers that a change of another answer took off the path stay in the draft, and are on no page of the record.
ON_THE_PATH = """(r.id IS NULL OR EXISTS (
    SELECT FROM jsonb_array_elements(r.content->'answers') a WHERE a->>'slug' = t.slug))"""
PARTS = (
    Part("Decision", ("about",), "A", "In whom it is about"),
    Part("Decision", ("deciding",), "A", "In what is decided"),
    Part("Decision", ("purpose",), "B", "In the purpose"),
    Part("Recipient", ("name", "role", "organisation"), "B", "In a recipient"),
    Part("Item", ("text", "about_whom"), "C", "In what would be shared"),
    Part("Item", ("source", "author"), "C", "In where something is from"),
    Part("Line", ("redacted",), "C", "In what a recipient reads instead"),
    Part("Line", ("why",), "C", "In why somebody gets something, or does not"),
    Part("Conclusion", ("reasons", "other_ground", "departure_why"), "C", "In the reasons"),
    Part("Amendment", ("text", "why"), "C", "In what was added"),
    Part("SecondLook", ("why",), "C", "In a second look at it"),
    Part("Emergency", ("danger", "shared", "told_whom", "channel"), "C", "In what was shared in the emergency"),
    Part("Request", ("requester", "requester_organisation", "position"), "B", "In who asked"),
    Part("Request", ("asked_for", "asked_why", "verified_how"), "C", "In the request"),
    Part("Weighing", ("risk_of_sharing", "risk_of_not_sharing"), "D", "In the risks"),
    Part("Weighing", ("best_interests_why", "safety_of_others"), "D", "In what is best for the child"),
    Part("ConsentStatement", ("given_by", "relationship", "explanation"), "D", "In what is said of consent"),
    Part("ConsentStatement", ("child_views", "carer_views", "views_not_asked"), "D", "In what the family said"),
    Part("LegalBasis", ("power",), "D", "In the law"),
    Part("SharingPlan", ("how_much", "facts_apart", "right_person", "securely"), "D", "In how it is shared"),
    Part("SharingPlan", ("told_how", "not_told_why"), "D", "In telling the family"),
    Part("Answer", ("note",), "D", "In a note to an answer", only=ON_THE_PATH),
)
OWN_WORDS = "It has lists and pages of its own, read by others than the record is"
ACCESS = "Why somebody may open it or not is for those who look after access"
KEEPING = "How long it is kept is for those who look after that"
AFTER = "What happened after sharing stands on the page of who was told, and names colleagues"
SECRET = "It is a part of a link"  # noqa: S105 the reason, and no secret
# What people type about a decision and search leaves out, by table or column, each with its reason.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "DecisionGrant": ACCESS,
        "Restriction": ACCESS,
        "ConflictOfInterest": ACCESS,
        "BrokenGlass": ACCESS,
        "GlassReview": ACCESS,
        "PersonUnlinked": ACCESS,
        "DutyToShare": "It counts while the duty stands alone, and is on no page of the record otherwise",
        "ClashSettled": "It says how somebody is protected",
        "AdviceDiscussion": OWN_WORDS,
        "OutsideAdviser": OWN_WORDS,
        "AdviceAnswer": OWN_WORDS,
        "AdviceReply": OWN_WORDS,
        "LogNote": OWN_WORDS,
        "Precedent": OWN_WORDS,
        "ReviewComment": OWN_WORDS,
        "Countersignature": OWN_WORDS,
        "QualityReview": OWN_WORDS,
        "QualityAnswer": OWN_WORDS,
        "FeedbackRead": OWN_WORDS,
        "KeptLonger": KEEPING,
        "DisposalProposal": KEEPING,
        "DisposalAnswer": KEEPING,
        "LegalHold": KEEPING,
        "SheetApproval": AFTER,
        "SheetEnded": AFTER,
        "SharingEvent": AFTER,
        "Acknowledgement": AFTER,
        "ReceiptLink": SECRET,
        "CorrectionLink": SECRET,
        "FoundWrong": AFTER,
        "CorrectionWords": AFTER,
        "CorrectionSent": AFTER,
        "CorrectionGivenUp": AFTER,
        "CorrectionHeard": AFTER,
        "Incident": AFTER,
        "IncidentStep": AFTER,
        "Told": AFTER,
        "LookedAgain": AFTER,
        "RequestAnswer": AFTER,
        "Reopening": AFTER,
        "WithdrawalNotice": AFTER,
    }
)


def tables() -> Mapping[str, tuple[str, ...]]:
    """The columns of each model that are searched."""
    found: dict[str, tuple[str, ...]] = {}
    for part in PARTS:
        found[part.model] = (*found.get(part.model, ()), *part.columns)
    return found


def of(model: str) -> Iterator[Part]:
    return (part for part in PARTS if part.model == model)
