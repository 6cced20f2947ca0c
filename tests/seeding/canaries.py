"""Canaries: while planting, each text that the application stores gets a random token that says whose it is.

A token that turns up where its organisation's people are not meant to be reading has leaked. Planting happens where
Django turns a row's values into SQL, so a new table or column takes part without being named here; CODES names those
that no person types.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    Column = models.Field[Any, Any]
else:
    Column = models.Field

TOKEN = re.compile(r"cnry[a-z2-7]{12}")
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
OURS = ("accounts", "administration", "consent", "decisions", "signing_in", "usersessions")
# Text that nobody types: values of the guidance, names of pages, hashes, sentences of the product, and copies of texts.
CODES = frozenset(
    {
        "accounts.Membership.role",
        "accounts.Notice.path",
        "accounts.Notice.sentence",
        "accounts.Organisation.default_pack",
        "accounts.Organisation.listed_body",
        "accounts.Organisation.nation",
        "accounts.Organisation.sheets_approved",
        "accounts.User.password",
        "accounts.User.session_stamp",
        "consent.Assessment.kind",
        "consent.AssessmentItem.item",
        "consent.Consent.kind",
        "consent.Consent.between",
        "consent.Consent.reference",
        "consent.ConsentEvent.kind",
        "consent.ConsentEvent.form",
        "consent.ConsentEvent.reason",
        "consent.ConsentEvent.responsibility",
        "consent.ConsentEvent.basis",
        "consent.ConsentReminder.kind",
        "consent.Evidence.content_type",
        "consent.Evidence.sha256",
        "consent.Person.ethnicity",
        "consent.Relationship.basis",
        "consent.Relationship.kind",
        "consent.Relationship.responsibility",
        "administration.Invitation.role",
        "administration.Invitation.token_hash",
        "decisions.Acknowledgement.done_with",
        "decisions.AdviceAnswer.advice",
        "decisions.AdviceAnswer.given_as",
        "decisions.AdviceAnswer.said",
        "decisions.AdviceAnswer.theme",
        "decisions.AdviceDiscussion.advice",
        "decisions.AdviceDiscussion.followed",
        "decisions.AdviceDiscussion.put",
        "decisions.AdviceDiscussion.question",
        "decisions.AdviceDiscussion.reference",
        "decisions.AdviceDiscussion.role",
        "decisions.AdviceDiscussion.still_holds_of",
        "decisions.AdviceDiscussion.urgency",
        "decisions.Amendment.place",
        "decisions.Amendment.stood",
        "decisions.Amendment.title",
        "decisions.Answer.slug",
        "decisions.Answer.value",
        "decisions.ClashAsked.ended_why",
        "decisions.ClashSettled.mark",
        "decisions.Conclusion.decided",
        "decisions.ConflictOfInterest.kind",
        "decisions.ConsentStatement.details_of",
        "decisions.ConsentStatement.form",
        "decisions.ConsentStatement.reason",
        "decisions.ConsentStatement.status",
        "decisions.CorrectionGivenUp.kind",
        "decisions.CorrectionHeard.said",
        "decisions.CorrectionLink.code_hash",
        "decisions.CorrectionLink.token_hash",
        "decisions.CorrectionSent.channel",
        "decisions.Decision.between",
        "decisions.Decision.pack_id",
        "decisions.Decision.reference",
        "decisions.Disposal.about",
        "decisions.Disposal.reference",
        "decisions.Disposal.slot",
        "decisions.DisposalAnswer.answer",
        "decisions.DisposalProposal.slot",
        "decisions.Finding.key",
        "decisions.Finding.rule",
        "decisions.FindingReview.outcome",
        "decisions.DataSet.sensitive",
        "decisions.Flow.common_law",
        "decisions.Flow.condition",
        "decisions.Flow.dpia",
        "decisions.Flow.interval",
        "decisions.Flow.lawful_basis",
        "decisions.ExportLine.sha256",
        "decisions.Flow.own_part",
        "decisions.Flow.reference",
        "decisions.FlowDecision.decided",
        "decisions.FlowDecision.role",
        "decisions.FlowPaper.content_type",
        "decisions.FlowPaper.kind",
        "decisions.FlowPaper.sha256",
        "decisions.FlowPartner.part",
        "decisions.FlowSubmission.content_hash",
        "decisions.FlowSubmission.to_role",
        "decisions.FoundWrong.kind",
        "decisions.FoundWrong.reference",
        "decisions.GlassReview.found",
        "decisions.Incident.reference",
        "decisions.IncidentStep.kind",
        "decisions.Item.category",
        "decisions.Item.nature",
        "decisions.LegalBasis.common_law",
        "decisions.LegalBasis.condition",
        "decisions.LegalBasis.lawful_basis",
        "decisions.Line.choice",
        "decisions.Line.onward",
        "decisions.ListExport.place",
        "decisions.LogTheme.theme",
        "decisions.LookedAgain.found",
        "decisions.MadePack.read",
        "decisions.MadePack.sha256",
        "decisions.OutsideAdviser.code_hash",
        "decisions.OutsideAdviser.token_hash",
        "decisions.PackText.category",
        "decisions.PackText.mark",
        "decisions.PersonPack.made_for",
        "decisions.PersonPack.reference",
        "decisions.PutTo.why",
        "decisions.QualityAnswer.answer",
        "decisions.QualityAnswer.question",
        "decisions.QualitySample.chosen",
        "decisions.QualitySample.frame_mark",
        "decisions.QualitySample.seed",
        "decisions.ReceiptLink.code_hash",
        "decisions.ReceiptLink.token_hash",
        "decisions.Recipient.sector",
        "decisions.Record.best_interests",
        "decisions.Record.content_hash",
        "decisions.Record.decided",
        "decisions.Record.outcome",
        "decisions.Record.pack_hash",
        "decisions.DutyToShare.about_child",
        "decisions.DutyToShare.listed",
        "decisions.DutyToShare.relevant",
        "decisions.Record.pack_id",
        "decisions.Record.told",
        "decisions.RegisterEntry.age",
        "decisions.RegisterEntry.agreement",
        "decisions.RegisterEntry.decided",
        "decisions.RegisterEntry.ethnicity",
        "decisions.RegisterEntry.outcome",
        "decisions.RegisterEntry.pack_id",
        "decisions.RegisterEntry.situation",
        "decisions.RegisterEntry.state",
        "decisions.RegisterEntry.told",
        "decisions.Request.identity_check",
        "decisions.RetentionRule.slot",
        "decisions.ReviewEntry.kind",
        "decisions.ReviewEntry.said",
        "decisions.ReviewEntry.thing",
        "decisions.SearchWord.word",
        "decisions.SharingEvent.channel",
        "decisions.SharingEvent.verified_how",
        "decisions.SecondLook.came_to",
        "decisions.SecondLook.pack_id",
        "decisions.SharingPlan.told",
        "decisions.Sheet.content_hash",
        "decisions.Sheet.reference",
        "decisions.SheetSeen.fingerprint",
        "decisions.ToDo.slug",
        "decisions.ToDo.title",
        "decisions.Told.whom",
        "decisions.Weighing.best_interests",
        "decisions.WithdrawalNotice.recipient",
        "signing_in.CacheRow.cache_key",
        "signing_in.CacheRow.value",
        "signing_in.UnsavedForm.path",
        "usersessions.UserSession.session_key",
    }
)


class Canary(NamedTuple):
    token: str
    organisation: str  # its name before tokens: North
    place: str  # decisions.Item.text


def token() -> str:
    return "cnry" + "".join(secrets.choice(ALPHABET) for _ in range(12))


def typed() -> set[str]:
    """Every column that holds what a person typed, as app.Model.column."""
    return {place(model, column) for model in ours() for column in texts(model)} - CODES


def ours() -> Iterator[type[models.Model]]:
    """The product's own tables: a history repeats its table, and a proxy is another name for one."""
    for model in apps.get_models():
        historical = model.__name__.startswith("Historical")
        if model._meta.app_label in OURS and not historical and not model._meta.proxy:
            yield model


def texts(model: type[models.Model]) -> Iterator[Column]:
    for column in model._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField) and not column.choices:
            yield column


def place(model: type[models.Model], column: Column) -> str:
    return f"{model._meta.label}.{column.name}"


@dataclass
class Canaries:
    """Every token planted, and where."""

    planted: dict[str, Canary] = field(default_factory=dict)

    def new(self, organisation: str, where: str) -> str:
        made = token()
        self.planted[made] = Canary(made, organisation, where)
        return made

    def found_in(self, text: str | bytes) -> set[Canary]:
        """Tokens of any organisation in a page, a file, a mail."""
        whole = text.decode(errors="replace") if isinstance(text, bytes) else text
        return {self.planted[each] for each in TOKEN.findall(whole.lower()) if each in self.planted}

    def of_others(self, text: str | bytes, organisation: str) -> set[Canary]:
        return {each for each in self.found_in(text) if each.organisation != organisation}

    def of(self, organisation: str) -> Iterable[Canary]:
        return (each for each in self.planted.values() if each.organisation == organisation)

    def places(self) -> dict[str, set[str]]:
        """For each organisation, the columns that hold its tokens."""
        found = defaultdict(set)
        for each in self.planted.values():
            found[each.organisation].add(each.place)
        return found

    @contextmanager
    def planting(self, organisation: str) -> Iterator[None]:
        """Inside, what is stored carries tokens of this organisation."""
        wanted = typed()
        store = models.Field.pre_save

        def pre_save(column: Column, row: models.Model, add: bool) -> object:
            value = store(column, row, add)
            where = place(type(row)._meta.concrete_model or type(row), column)
            if where not in wanted or not isinstance(value, str) or not value or TOKEN.search(value.lower()):
                return value
            marked = _marked(value, self.new(organisation, where), column)
            setattr(row, column.attname, marked)
            return marked

        with mock.patch.object(models.Field, "pre_save", pre_save):
            yield


def _marked(value: str, mark: str, column: Column) -> str:
    if isinstance(column, models.EmailField):
        return f"{mark}.{value}"
    return f"{value[: column.max_length - len(mark) - 1] if column.max_length else value} {mark}"
