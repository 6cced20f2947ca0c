"""Which questions the Caldicott log holds, what it says of each, and which entries a person may open.

`reader` is nobody where numbers are counted for everybody alike: then no conflict of interest hides anything.
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from decisions.models import scope
from decisions.models.advice import AdviceDiscussion, AdviceDiscussionQuerySet
from decisions.models.answering import AdviceAnswer, AdviceAnswerQuerySet, PutTo
from decisions.models.caldicott import LogTheme, Precedent
from decisions.models.decision import Decision, DecisionQuerySet
from decisions.models.log_entries import GUARDIAN
from infoshare.accounts.models import Organisation, User

THIS = OuterRef("pk")


def asked_of_guardians(organisation: Organisation, reader: User | None = None) -> AdviceDiscussionQuerySet:
    """Every question that was put to a Guardian, in that role or by name, or that one has advised on.

    The log's own entries are asked first, which are few; the rest of each one by one.
    """
    put_to_one = PutTo.objects.filter(discussion=THIS, as_guardian=True)
    advised = _answers(reader).filter(given_as=GUARDIAN)
    found = AdviceDiscussion.objects.filter(log_entry__organisation=organisation)
    found = found.filter(Q(role=GUARDIAN) | Exists(put_to_one) | Exists(advised))
    if reader is None:
        return found
    return _without_the_other(_of_one_of(found, scope.unbarred(Decision.objects.all(), reader)), reader)


def _of_one_of(rows: AdviceDiscussionQuerySet, decisions: DecisionQuerySet) -> AdviceDiscussionQuerySet:
    """Of these decisions, asked of each by itself: of `decision__in` PostgreSQL makes a list of all of them."""
    this = decisions.filter(pk=OuterRef("decision"))
    return rows.alias(theirs=Subquery(this.values("pk"))).filter(theirs__isnull=False)


def _without_the_other(rows: AdviceDiscussionQuerySet, reader: User) -> AdviceDiscussionQuerySet:
    """Whoever was asked for one of two opinions does not find the other before both are in."""
    put = PutTo.objects.filter(user=reader)
    of_one = Q(Exists(put.filter(discussion=OuterRef("second_of")))) | Q(Exists(put.filter(discussion__second_of=THIS)))
    pair = AdviceDiscussion.objects.waiting().filter(Q(pk=THIS) | Q(pk=OuterRef("second_of")) | Q(second_of=THIS))
    unanswered = pair.exclude(Exists(AdviceAnswer.objects.filter(discussion=OuterRef("pk"))))
    return rows.exclude(of_one & Q(Exists(unanswered)))


def openable(rows: AdviceDiscussionQuerySet, reader: User) -> AdviceDiscussionQuerySet:
    """Without names, all of them; with names, those of decisions that the reader may open anyway."""
    this = Decision.objects.visible_to(reader).filter(pk=OuterRef("decision"))
    return rows.alias(opens=Subquery(this.values("pk"))).filter(Q(identity_withheld=True) | Q(opens__isnull=False))


def with_log(
    rows: AdviceDiscussionQuerySet, reader: User | None = None, *, until: datetime | None = None
) -> AdviceDiscussionQuerySet:
    """Adds what the log says: when it was answered and closed, what was advised, its theme, its precedent's title.

    With `until`: what it said at that moment.
    """
    answers = _before(_answers(reader), "given_at", until)
    first, last = answers.order_by("id"), answers.order_by("-id")
    theme = _before(LogTheme.objects.filter(discussion=THIS), "set_at", until)
    precedents = _before(Precedent.objects.filter(discussion=THIS), "said_at", until)
    return rows.annotate(  # type: ignore[no-redef]
        answered_at=_of(first, "given_at"),
        logged_advice=Case(When(~Q(advice=""), then=F("advice")), default=Coalesce(_of(last, "advice"), Value(""))),
        logged_theme=Coalesce(NullIf(_of(last, "theme"), Value("")), _of(theme, "theme"), Value("")),
        precedent=Coalesce(_of(precedents.order_by("-id"), "title"), Value("")),
        closed_at=_of(_closings(), "history_date"),
    )


def as_it_stood(rows: AdviceDiscussionQuerySet, until: datetime) -> AdviceDiscussionQuerySet:
    """As with_log, at that moment; `advice_then` and `followed_then` are what was written down by then."""
    then = _before(_history(), "history_date", until).order_by("-history_id")
    found = with_log(rows, until=until)
    return found.annotate(advice_then=_of(then, "advice"), followed_then=_of(then, "followed"))  # type: ignore[no-redef]


def _before(rows: Any, column: str, until: datetime | None) -> Any:
    return rows.filter(**{f"{column}__lt": until}) if until else rows


def _answers(reader: User | None) -> AdviceAnswerQuerySet:
    return AdviceAnswer.objects.open_to(reader).filter(discussion=THIS)


def _closings() -> QuerySet[Any]:
    """A discussion does not say when it was closed; its history does."""
    return _history().exclude(advice="").order_by("history_id")


def _history() -> QuerySet[Any]:
    rows: QuerySet[Any] = AdviceDiscussion.history.model.objects.filter(id=THIS)
    return rows


def _of(rows: QuerySet[Any], column: str) -> Subquery:
    return Subquery(rows.values(column)[:1])
