"""Of which decision a token is: looked up where it stands, in the rows of every table and its history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from tests.seeding.canaries import TOKEN, Canary

# The column that leads from a row to its decision, where it is not called so; "" leads to none or to several.
WAYS = {
    "Decision": "pk",
    "HistoricalDecision": "id",
    "DecisionGrant": "content_object",
    "HistoricalDecisionGrant": "content_object",
    "GlassReview": "broken_glass__decision",
    **dict.fromkeys(("PutTo", "Overdue", "OutsideAdviser", "AdviceAnswer", "AdviceReply"), "discussion__decision"),
    **dict.fromkeys(("LogNote", "Precedent", "LogTheme", "LogEntry"), "discussion__decision"),
    **dict.fromkeys(("ReceiptLink", "Acknowledgement", "Silence"), "sharing__decision"),
    "CorrectionOwed": "wrong__decision",
    **dict.fromkeys(("CorrectionWords", "CorrectionSent", "CorrectionGivenUp"), "owed__wrong__decision"),
    **dict.fromkeys(("CorrectionLink", "CorrectionHeard", "CorrectionSilence"), "sent__owed__wrong__decision"),
    "SheetApproval": "sheet__decision",
    "SheetEnded": "sheet__decision",
    "IncidentStep": "incident__decision",
    "CountersignNeeded": "record__decision",
    "Countersignature": "needed__record__decision",
    "ReadMark": "entry__decision",
    "AdditionAsked": "todo__decision",
    "Carrier": "",
    "DisposalAnswer": "proposal__decision",
    "QualityReview": "pick__decision",
    **dict.fromkeys(("QualityAnswer", "FeedbackRead"), "review__pick__decision"),
    # Of an organisation, and of a person.
    **dict.fromkeys(("RetentionRule", "Disposal", "PersonKept"), ""),
    **dict.fromkeys(("Finding", "QualitySample"), ""),
    "FindingReview": "",
    # Bulk sharing is about no decision; a look at a flow is written down of the flow.
    **dict.fromkeys(("Flow", "DataSet", "FlowPartner", "HistoricalFlow", "HistoricalDataSet"), ""),
    **dict.fromkeys(("FlowPaper", "FlowSubmission", "FlowDecision", "FlowReview", "FlowEnd"), ""),
    "HistoricalFlowPartner": "",
    **dict.fromkeys(("AuditExport", "ExportLine", "ListExport", "ExportPart", "SavedFilter"), ""),
    # What search keeps of texts is shown on no page.
    **dict.fromkeys(("SearchText", "SearchWord"), ""),
    # A pack is about a person; a look at it names the decisions that it shows.
    **dict.fromkeys(("PersonPack", "PackChoice", "PackText", "PackGivenUp", "MadePack"), ""),
}


def of_decisions(found: Iterable[Canary]) -> set[Canary]:
    """Those that were typed into a decision."""
    return {each for each in found if each.place.startswith("decisions.")}


def decisions_by_token() -> Mapping[str, set[int]]:
    """For each token, the numbers of the decisions in whose rows it stands."""
    found = defaultdict(set)
    for model in apps.get_app_config("decisions").get_models():
        if way := WAYS.get(model.__name__, "decision"):
            numbers = dict(model._default_manager.values_list("pk", way))
            for pk, text in rows(model):
                for token in TOKEN.findall(text) if numbers[pk] else ():
                    found[token].add(numbers[pk])
    return found


def rows(model: type[models.Model]) -> list[tuple[int, str]]:
    """The number of each row and all that stands in it."""
    key, table = sql.Identifier(str(model._meta.pk.column)), sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT t.{}, t::text FROM {} t").format(key, table))
        return list(cursor.fetchall())
