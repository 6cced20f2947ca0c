"""What is stored of a decision: the draft's rows, then the record and what was added to it."""

from decisions.models.advice import AdviceDiscussion
from decisions.models.decision import Answer, Decision
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

__all__ = [
    "AdviceDiscussion",
    "Amendment",
    "Answer",
    "Conclusion",
    "ConsentStatement",
    "Decision",
    "Emergency",
    "Item",
    "LegalBasis",
    "Page",
    "Recipient",
    "Record",
    "Request",
    "SharingPlan",
    "ToDo",
    "Weighing",
]
