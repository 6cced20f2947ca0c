"""What waits for somebody, since when and until when: the list on their first page, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.scope import unbarred
from infoshare.accounts.models import User

Context = dict[str, object]
MOST = 25  # of one kind


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that somebody is to do. `title` says what, `reference` of which thing; neither names anybody."""

    title: str
    reference: str
    url: str
    since: datetime
    due_at: datetime | None = None


def advice_to_follow(user: User) -> list[Waits]:
    """Answers that are in, to questions of one's own decisions: say whether they are followed."""
    rows = _asked_of_mine(user).filter(answers__in=AdviceAnswer.objects.open_to(user).filter(said="answer")).distinct()
    return [
        Waits("Say whether you follow the advice", row.reference, _page(row), since=row.asked_at) for row in rows[:MOST]
    ]


def advice_not_given(user: User) -> list[Waits]:
    """One's own questions that nobody has answered in time, and what was asked elsewhere and is not written down."""
    unanswered = _asked_of_mine(user).filter(answers=None)
    late = unanswered.filter(due_at__lt=timezone.now())
    elsewhere = unanswered.filter(put="elsewhere")
    return [
        *(
            Waits("Nobody has answered you: ring somebody", row.reference, _page(row), row.asked_at, row.due_at)
            for row in late[:MOST]
        ),
        *(Waits("Write down what was advised", row.reference, _page(row), row.asked_at) for row in elsewhere[:MOST]),
    ]


def _asked_of_mine(user: User) -> AdviceDiscussionQuerySet:
    mine = Decision.objects.visible_to(user).filter(owner=user)
    found = AdviceDiscussion.objects.waiting().filter(decision__in=mine).order_by("asked_at")
    return found.exclude(decision__record__isnull=False, about_record=False).select_related("decision")


def _page(row: AdviceDiscussion) -> str:
    return reverse("advice", args=[row.decision.reference, row.pk])


def to_answer(user: User) -> list[Waits]:
    """Questions put to them that nobody has answered. Whoever carries the decision by now is not its adviser."""
    put = AdviceDiscussion.objects.put_to(user).waiting().exclude(put="elsewhere").filter(answers=None)
    rows = put.exclude(asked_by=user).exclude(decision__owner=user)
    return [
        Waits("Answer a question for advice", row.reference, _asked(row, "put-question"), row.asked_at, row.due_at)
        for row in rows
    ]


def to_confirm(user: User) -> list[Waits]:
    """Discussions elsewhere in which they are said to have advised."""
    put = AdviceDiscussion.objects.put_to(user).filter(put="elsewhere").exclude(advice="")
    rows = put.exclude(answers__given_by=user).exclude(asked_by=user).exclude(decision__owner=user)
    return [
        Waits("Confirm what you advised", row.reference, _asked(row, "confirm-advice"), row.asked_at) for row in rows
    ]


def messages(user: User) -> list[Waits]:
    """Questions they asked or carry where somebody wrote after their own last message."""
    carried = unbarred(Decision.objects.all(), user).filter(owner=user)
    open_ones = AdviceDiscussion.objects.waiting().filter(decision__in=carried)
    theirs = Max("replies__pk", filter=~Q(replies__said_by=user))
    own = Coalesce(Max("replies__pk", filter=Q(replies__said_by=user)), 0)
    at = Max("replies__said_at", filter=~Q(replies__said_by=user))
    rows = open_ones.annotate(theirs=theirs, own=own).filter(theirs__gt=F("own")).annotate(at=at)
    return [
        Waits("You have a message", asked, reverse("advice", args=[reference, pk]), since)
        for asked, reference, pk, since in rows.values_list("reference", "decision__reference", "pk", "at")
    ]


def _asked(row: AdviceDiscussion, page: str) -> str:
    return reverse(page, args=[row.reference])


# Each says what of its kind waits for a person, in a number of queries that does not grow.
KINDS: tuple[Callable[[User], list[Waits]], ...] = (to_answer, to_confirm, advice_to_follow, advice_not_given, messages)


def work_list(user: User) -> list[Context]:
    """Everything that waits for this person: what has a time first, the soonest of it before the rest."""
    found = [each for kind in KINDS for each in kind(user)]
    return [_row(each) for each in sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.since))]


def _row(waits: Waits) -> Context:
    return {
        "title": waits.title,
        "reference": waits.reference,
        "url": waits.url,
        "when": f"needed by {wording.moment(waits.due_at)}" if waits.due_at else f"since {wording.moment(waits.since)}",
        "overdue": waits.due_at is not None and waits.due_at < timezone.now(),
    }
