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
from decisions.models.correcting import (
    CorrectionGivenUp,
    CorrectionHeard,
    CorrectionLink,
    CorrectionOwed,
    CorrectionSent,
    CorrectionSilence,
    CorrectionWords,
    FoundWrong,
)
from decisions.models.countersigning import Countersignature, CountersignNeeded
from decisions.models.decision import Answer, Decision
from decisions.models.disposing import Disposal, DisposalAnswer, DisposalProposal
from decisions.models.exports import AuditExport, ExportLine, ExportPart, ListExport
from decisions.models.flow import DataSet, Flow, FlowPartner
from decisions.models.flow_events import (
    FlowDecision,
    FlowEnd,
    FlowPaper,
    FlowReview,
    FlowSubmission,
)
from decisions.models.glass import GlassEntry
from decisions.models.holding import LegalHold
from decisions.models.incidents import Incident, IncidentStep
from decisions.models.lines import Line
from decisions.models.log_entries import LogEntry
from decisions.models.lookout import Finding, FindingReview
from decisions.models.open_sheets import OpenSheet
from decisions.models.person_packs import MadePack, PackChoice, PackGivenUp, PackText, PersonPack
from decisions.models.protecting import ClashAsked, ClashSettled, PersonUnlinked
from decisions.models.quality import FeedbackRead, QualityAnswer, QualityPick, QualityReview, QualitySample
from decisions.models.record import Amendment, Record, ToDo
from decisions.models.register import RegisterEntry
from decisions.models.requests import Reopening, RequestAnswer
from decisions.models.retention import KeptLonger, PersonKept, RetentionRule
from decisions.models.retention_entries import RetentionEntry
from decisions.models.reviewing import AdditionAsked, ReadMark, ReviewComment, ReviewEntry
from decisions.models.saved_filters import SavedFilter
from decisions.models.search import SearchText, SearchWord
from decisions.models.second_look import SecondLook
from decisions.models.sharing import Acknowledgement, ReceiptLink, SharingEvent, Silence
from decisions.models.sheets import Sheet, SheetApproval, SheetEnded, SheetSeen
from decisions.models.steps import (
    Conclusion,
    ConsentStatement,
    DutyToShare,
    Emergency,
    Item,
    LegalBasis,
    Page,
    Recipient,
    Request,
    SharingPlan,
    Weighing,
)
from decisions.models.telling import LookedAgain, Told
from decisions.models.withdrawal import WithdrawalNotice

__all__ = [
    "DutyToShare",
    "SecondLook",
    "FeedbackRead",
    "QualityAnswer",
    "QualityPick",
    "QualityReview",
    "QualitySample",
    "AuditExport",
    "ExportLine",
    "ExportPart",
    "Acknowledgement",
    "AdditionAsked",
    "AdviceAnswer",
    "AdviceDiscussion",
    "AdviceReply",
    "Amendment",
    "Answer",
    "BrokenGlass",
    "Carrier",
    "ClashAsked",
    "ClashSettled",
    "ConflictOfInterest",
    "Conclusion",
    "ConsentStatement",
    "CorrectionGivenUp",
    "CorrectionHeard",
    "CorrectionLink",
    "CorrectionOwed",
    "CorrectionSent",
    "CorrectionSilence",
    "CorrectionWords",
    "DataSet",
    "Countersignature",
    "CountersignNeeded",
    "Decision",
    "DecisionGrant",
    "Disposal",
    "DisposalAnswer",
    "DisposalProposal",
    "Emergency",
    "Finding",
    "FindingReview",
    "Flow",
    "FlowDecision",
    "FlowEnd",
    "FlowPaper",
    "FlowPartner",
    "FlowReview",
    "FlowSubmission",
    "FoundWrong",
    "GlassEntry",
    "GlassReview",
    "Incident",
    "IncidentStep",
    "Item",
    "KeptLonger",
    "LegalBasis",
    "LegalHold",
    "Line",
    "ListExport",
    "LogEntry",
    "LogNote",
    "LogTheme",
    "LookedAgain",
    "MadePack",
    "OpenSheet",
    "OutsideAdviser",
    "Overdue",
    "PackChoice",
    "PackGivenUp",
    "PackText",
    "Page",
    "PersonConcerned",
    "PersonKept",
    "PersonUnlinked",
    "PersonPack",
    "Precedent",
    "PutTo",
    "ReadMark",
    "ReceiptLink",
    "Recipient",
    "Record",
    "RegisterEntry",
    "Reopening",
    "Request",
    "RequestAnswer",
    "Restriction",
    "RetentionEntry",
    "RetentionRule",
    "ReviewComment",
    "ReviewEntry",
    "SavedFilter",
    "SearchText",
    "SearchWord",
    "SharingEvent",
    "SharingPlan",
    "Sheet",
    "SheetApproval",
    "SheetEnded",
    "SheetSeen",
    "Silence",
    "ToDo",
    "Told",
    "Weighing",
    "WithdrawalNotice",
]
