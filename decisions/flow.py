"""A flow with everything it holds, read at once, and what that comes to on a day. Nothing here writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from decisions.models import (
    DataSet,
    Flow,
    FlowDecision,
    FlowEnd,
    FlowPaper,
    FlowPartner,
    FlowReview,
    FlowSubmission,
)
from decisions.models.flow_authors import authors_of
from decisions.models.flow_events import APPROVED

SENT_BACK = "more_information"
NEAR = timedelta(days=30)  # before a date, in which it is shown as due


@dataclass(frozen=True, slots=True)
class Due:
    """A date that somebody has to look at; `days` until then, below zero once it is past."""

    what: str
    on: date
    days: int

    @property
    def is_overdue(self) -> bool:
        return self.days < 0


@dataclass(frozen=True)
class HeldFlow:
    """One flow as it stands. `later` holds the versions that are to replace it, or have; `authors` are numbers."""

    flow: Flow
    partners: list[FlowPartner]
    data_sets: list[DataSet]
    papers: list[FlowPaper]
    submissions: list[FlowSubmission]
    reviews: list[FlowReview]
    end: FlowEnd | None
    later: list["HeldFlow"]
    authors: frozenset[int] = frozenset()

    @property
    def submission(self) -> FlowSubmission | None:
        """The last one."""
        return self.submissions[-1] if self.submissions else None

    @property
    def decision(self) -> FlowDecision | None:
        """On the last submission."""
        return getattr(self.submission, "decision", None)

    @property
    def is_open(self) -> bool:
        """Whether its author can change it: not submitted yet, or sent back."""
        return not self.submission or bool(self.decision and self.decision.decided == SENT_BACK)

    @property
    def is_waiting(self) -> bool:
        return bool(self.submission and not self.decision)

    @property
    def is_approved(self) -> bool:
        """Whether it was; what became of it since is for status() to say."""
        return bool(self.decision and self.decision.decided in APPROVED)

    @property
    def replacement(self) -> "HeldFlow | None":
        """The later version that was approved."""
        return next((each for each in self.later if each.is_approved), None)

    @property
    def next_version(self) -> "HeldFlow | None":
        """The later version that nobody has finally decided on."""
        return next((each for each in self.later if (each.is_open or each.is_waiting) and not each.end), None)

    def status(self, today: date) -> str:
        """One of words.FLOW_STATUSES."""
        if self.end:
            return "ended"
        if not self.submission:
            return "draft"
        if not self.decision:
            return "submitted"
        if not self.is_approved:
            return "sent_back" if self.is_open else self.decision.decided
        if self.replacement:
            return "replaced"
        return "over" if self.flow.ends_on and self.flow.ends_on < today else self.decision.decided

    def runs(self, today: date) -> bool:
        """Whether information may flow, by what was decided."""
        return self.status(today) in APPROVED

    @property
    def review_on(self) -> date | None:
        """When it is to be looked at next."""
        if self.reviews:
            return self.reviews[-1].review_on
        return self.decision.review_on if self.decision else None

    def paper(self, kind: str) -> FlowPaper | None:
        """The one of that kind that counts: the last."""
        return next((each for each in reversed(self.papers) if each.kind == kind), None)

    def dues(self, today: date) -> list[Due]:
        """What comes up or is past while it runs, the soonest first."""
        if not self.runs(today):
            return []
        found = (Due(what, on, (on - today).days) for what, on in self._dates() if on and on - today <= NEAR)
        return sorted(found, key=lambda due: due.on)

    def _dates(self) -> Iterator[tuple[str, date | None]]:
        agreement, dpia = self.paper("agreement"), self.paper("dpia")
        yield "The flow is to be looked at again", self.review_on
        yield "The agreement is to be looked at again", agreement.review_on if agreement else None
        yield "The impact assessment is to be looked at again", dpia.review_on if dpia else None
        yield "Its last day", self.flow.ends_on


def load(flow: Flow) -> HeldFlow:
    return held(Flow.objects.filter(pk=flow.pk), whole=True)[0]


def near_a_date(flows: QuerySet[Flow], today: date) -> QuerySet[Flow]:
    """Of these the approved ones that have a date to look at; which day it is, dues() says."""
    this, by = OuterRef("pk"), today + NEAR
    decided = _last(FlowDecision.objects.filter(submission__flow=this))
    looked = Coalesce(_last(FlowReview.objects.filter(flow=this)), decided)
    agreement, dpia = (_last(FlowPaper.objects.filter(flow=this, kind=kind)) for kind in ("agreement", "dpia"))
    running = flows.filter(end=None, submissions__decision__decided__in=APPROVED).exclude(ends_on__lt=today)
    found = running.annotate(looked=looked, agreement_on=agreement, dpia_on=dpia)
    return found.filter(Q(ends_on__lte=by) | Q(looked__lte=by) | Q(agreement_on__lte=by) | Q(dpia_on__lte=by))


def _last(rows: QuerySet[Any]) -> Subquery:
    return Subquery(rows.order_by("-pk").values("review_on")[:1])


def held(flows: QuerySet[Flow], *, whole: bool = False) -> list[HeldFlow]:
    """In a number of queries that does not grow; without what was submitted, unless it is wanted whole."""
    submissions = FlowSubmission.objects.select_related("submitted_by", "decision__decided_by")
    submissions = submissions if whole else submissions.defer("content")
    papers = FlowPaper.objects.defer("data").select_related("added_by")
    rows = flows.select_related("organisation", "team", "owner", "saved_by", "former", "end__ended_by", "from_decision")
    later = (
        Flow.objects.order_by("pk")
        .select_related("end")
        .prefetch_related(Prefetch("submissions", FlowSubmission.objects.defer("content").select_related("decision")))
    )
    found = list(
        rows.prefetch_related(
            "owner__memberships",
            "flowpartners",
            "datasets",
            Prefetch("papers", papers),
            Prefetch("submissions", submissions),
            Prefetch("reviews", FlowReview.objects.select_related("reviewed_by")),
            Prefetch("later", later),
        )
    )
    authors = authors_of(row.pk for row in found)
    return [_held(row, authors[row.pk]) for row in found]


def _held(row: Flow, authors: frozenset[int]) -> HeldFlow:
    return HeldFlow(
        flow=row,
        partners=list(row.flowpartners.all()),
        data_sets=list(row.datasets.all()),
        papers=list(row.papers.all()),
        submissions=list(row.submissions.all()),
        reviews=list(row.reviews.all()),
        end=getattr(row, "end", None),
        later=[_version(each) for each in row.later.all()],
        authors=authors,
    )


def _version(row: Flow) -> HeldFlow:
    """Enough of a later version to say how it stands."""
    return HeldFlow(row, [], [], [], list(row.submissions.all()), [], getattr(row, "end", None), [])
