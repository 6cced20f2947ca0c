"""What is stored of a decision: the draft's rows, then the record and what was added to it."""

from decisions.models.access import (
    BrokenGlass,
    ConflictOfInterest,
    DecisionGrant,
    GlassReview,
    PersonConcerned,
    Restriction,
)
from decisions.models.advice import AdviceDiscussion
from decisions.models.answering import AdviceAnswer, AdviceReply, OutsideAdviser, Overdue, PutTo
from decisions.models.caldicott import LogNote, LogTheme, Precedent
from decisions.models.carrying import Carrier
from decisions.models.decision import Answer, Decision
from decisions.models.lookout import Finding, FindingReview
from decisions.models.record import Amendment, Record, ToDo
from decisions.models.steps import (
    Conclusion,
    ConsentStatement,
    Emergency,
    Item,
    LegalBasis,
    Page,
    Recipient,
    Request,
    SharingPlan,
    Weighing,
)
from decisions.models.withdrawal import WithdrawalNotice

__all__ = [
    "AdviceAnswer",
    "AdviceDiscussion",
    "AdviceReply",
    "Amendment",
    "Answer",
    "BrokenGlass",
    "Carrier",
    "ConflictOfInterest",
    "Conclusion",
    "ConsentStatement",
    "Decision",
    "DecisionGrant",
    "Emergency",
    "Finding",
    "FindingReview",
    "GlassReview",
    "Item",
    "LegalBasis",
    "LogNote",
    "LogTheme",
    "OutsideAdviser",
    "Overdue",
    "Page",
    "PersonConcerned",
    "Precedent",
    "PutTo",
    "Recipient",
    "Record",
    "Request",
    "Restriction",
    "SharingPlan",
    "ToDo",
    "Weighing",
    "WithdrawalNotice",
]
