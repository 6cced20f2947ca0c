"""What is stored about people and their consent."""

from consent.models.consent import Consent, ConsentRecipient
from consent.models.events import Assessment, AssessmentItem, ConsentEvent, Evidence
from consent.models.flags import FlagLifted
from consent.models.looks import LookAgain
from consent.models.person import Person, Relationship
from consent.models.reminder import ConsentReminder

__all__ = [
    "Assessment",
    "AssessmentItem",
    "Consent",
    "ConsentEvent",
    "ConsentRecipient",
    "ConsentReminder",
    "Evidence",
    "FlagLifted",
    "LookAgain",
    "Person",
    "Relationship",
]
