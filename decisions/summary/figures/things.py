"""Figures of what is no decision: advice that was asked for, and glass that was broken.

Each has one query, of which a row's number is a count and its list a page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from decisions import wording, words
from decisions.models import AdviceAnswer, AdviceDiscussion, BrokenGlass, Decision, RegisterEntry
from decisions.models.register_scope import reach_of
from decisions.oversight.quarters import Quarter
from decisions.summary.figures.counting import ends_of
from infoshare.accounts.models import User

Rows = QuerySet[Any]
MOST = 25
READ, REVIEW = "decision.read", "glass.review"


@dataclass(frozen=True, slots=True)
class Part:
    slug: str
    label: str
    of: Callable[[User], Q]


@dataclass(frozen=True, slots=True)
class Thing:
    """`action` is what lets somebody see it; `url` and `says_of` are of one row, whose decision is read with it."""

    slug: str
    title: str
    says: str
    action: str
    unit: str
    rows: Callable[[User], Rows]
    at: str
    parts: tuple[Part, ...]
    url: Callable[[Any], str]
    reads: tuple[str, ...] = ()  # what its parts ask of a row, where some of it is worked out

    def address(self, part: Part) -> str:
        return f"{self.slug}-{part.slug}"

    def of_quarter(self, user: User, quarter: Quarter) -> Rows:
        first, beyond = ends_of(quarter)
        return self.rows(user).filter(**{f"{self.at}__gte": first, f"{self.at}__lt": beyond})

    def numbers(self, user: User, quarter: Quarter) -> Mapping[str, int]:
        """Of each part by its slug, and of all under no name."""
        rows = self.of_quarter(user, quarter).order_by()
        if self.reads:  # in rows of their own, or PostgreSQL works it out anew for each part
            rows = rows.values("pk", *self.reads).distinct()
        counts = {f"n_{place}": Count("pk", filter=part.of(user)) for place, part in enumerate(self.parts)}
        found = rows.aggregate(n_all=Count("pk"), **counts)
        return {"": found["n_all"], **{part.slug: found[f"n_{place}"] for place, part in enumerate(self.parts)}}

    def listed(self, user: User, quarter: Quarter, part: str) -> Rows:
        """All that the number counts, the newest first."""
        wanted = next(each for each in self.parts if each.slug == part)
        return self.of_quarter(user, quarter).filter(wanted.of(user)).order_by("-pk")


def _opened(user: User) -> Exists:
    """That the reader may open the decision."""
    return Exists(reach_of(user).of(RegisterEntry.objects.filter(pk=OuterRef("decision"))))


def _advice(user: User) -> Rows:
    return AdviceDiscussion.objects.filter(_opened(user))


def _put(user: User) -> Rows:
    """Put to somebody who is to answer by a moment, with when the first answer came that the reader may know of."""
    answers = AdviceAnswer.objects.open_to(user).filter(discussion=OuterRef("pk")).order_by("given_at")
    put: Rows = _advice(user).filter(due_at__isnull=False).annotate(answered=Subquery(answers.values("given_at")[:1]))
    return put


UNNEEDED = Q(answered=None) & (Q(ended_at__isnull=False) | ~Q(advice=""))  # an answer


def _unanswered(*, late: bool) -> Callable[[User], Q]:
    def of(user: User) -> Q:
        overdue = Q(due_at__lt=timezone.now())
        return Q(answered=None, advice="", ended_at=None) & (overdue if late else ~overdue)

    return of


def _glass(user: User) -> Rows:
    """As the list of what there is to review has it."""
    reached = Decision.objects.reached_by(user, REVIEW)
    return BrokenGlass.objects.filter(decision__in=reached).exclude(broken_by=user)


def _always(**what: object) -> Callable[[User], Q]:
    return lambda user: Q(**what)


def _waiting(*, late: bool) -> Callable[[User], Q]:
    def of(user: User) -> Q:
        overdue = Q(due_at__lt=timezone.now())
        return Q(advice="", ended_at=None) & (overdue if late else ~overdue | Q(due_at=None))

    return of


ADVICE = Thing(
    "advice",
    "Advice that was asked for",
    "Questions asked in the quarter, how they stand today, and whether the advice was followed.",
    READ,
    "Questions",
    _advice,
    "asked_at",
    (
        Part("followed", "Answered, and followed in full", _always(followed="yes")),
        Part("partly", "Answered, and followed in part", _always(followed="partly")),
        Part("not-followed", "Answered, and not followed", _always(followed="no")),
        Part("waiting", "Waiting, and there is time", _waiting(late=False)),
        Part("overdue", "Waiting, and overdue", _waiting(late=True)),
        Part("taken-back", "Taken back", _always(advice="", ended_at__isnull=False)),
    ),
    lambda row: reverse("decision", args=[row.decision.reference]),
)
ANSWERS = Thing(
    "answers",
    "How soon advice was answered",
    "Of questions put to somebody in the quarter, whether an answer came when it was due.",
    READ,
    "Questions",
    _put,
    "asked_at",
    (
        Part("in-time", "Answered in time", _always(answered__lte=F("due_at"))),
        Part("late", "Answered late", _always(answered__gt=F("due_at"))),
        Part("not-yet", "No answer yet, and there is time", _unanswered(late=False)),
        Part("overdue", "No answer yet, and it is overdue", _unanswered(late=True)),
        Part("closed", "Taken back, or the answer came another way", lambda user: UNNEEDED),
    ),
    lambda row: reverse("decision", args=[row.decision.reference]),
    reads=("answered", "due_at", "advice", "ended_at"),
)
GLASS = Thing(
    "glass",
    "Glass that was broken",
    "Each time a colleague opened a decision in an emergency that their role does not open, and what the review found.",
    REVIEW,
    "Times",
    _glass,
    "broken_at",
    (
        Part("to-review", "Not reviewed yet", _always(review__isnull=True)),
        *(
            Part(value.replace("_", "-"), term.label, _always(review__found=value))
            for value, term in words.GLASS_FINDINGS.items()
        ),
    ),
    lambda row: reverse("review-glass", args=[row.pk]),
)
THINGS = (ADVICE, ANSWERS, GLASS)


def line(thing: Thing, row: Any) -> dict[str, str]:
    at: datetime = getattr(row, thing.at)
    return {"reference": row.decision.reference, "url": thing.url(row), "at": wording.moment(at)}
