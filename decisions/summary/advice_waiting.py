"""What of advice waits for somebody: to answer, to confirm, to follow, to chase, to read."""

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from decisions.models import AdviceAnswer, AdviceDiscussion, Decision, RegisterEntry
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.register import RegisterQuerySet
from decisions.models.register_scope import barred
from decisions.summary.waits import MOST, Waits
from infoshare.accounts.models import User


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
    found = _waiting(RegisterEntry.objects.visible_to(user), user).order_by("asked_at")
    return found.exclude(decision__record__isnull=False, about_record=False).select_related("decision")


def _waiting(entries: RegisterQuerySet, user: User) -> AdviceDiscussionQuerySet:
    """Questions that wait in decisions they carry: those are few, and these are read from them and not from all."""
    waiting = entries.filter(owner=user, waiting_since__isnull=False).values_list("pk", flat=True)
    return AdviceDiscussion.objects.waiting().filter(decision__in=list(waiting))


def _page(row: AdviceDiscussion) -> str:
    return reverse("advice", args=[row.decision.reference, row.pk])


def to_answer(user: User) -> list[Waits]:
    """Questions put to them that nobody has answered. Whoever carries the decision, or did, is not its adviser."""
    put = AdviceDiscussion.objects.put_to(user).waiting().exclude(put="elsewhere").filter(answers=None)
    rows = _not_carried(put.exclude(asked_by=user), user)
    return [
        Waits("Answer a question for advice", row.reference, _asked(row, "put-question"), row.asked_at, row.due_at)
        for row in rows.order_by(F("due_at").asc(nulls_last=True), "pk")[:MOST]
    ]


def _not_carried(rows: AdviceDiscussionQuerySet, user: User) -> AdviceDiscussionQuerySet:
    """Without those of decisions that they carry, started or carried before."""
    before = Decision.history.filter(Q(owner=user) | Q(created_by=user))
    return rows.exclude(decision__owner=user).exclude(decision__in=before.values("id"))


def to_confirm(user: User) -> list[Waits]:
    """Discussions in which they are said to have advised by word of mouth."""
    put = AdviceDiscussion.objects.put_to(user).filter(adviser=user).exclude(advice="")
    rows = _not_carried(put.exclude(answers__given_by=user).exclude(asked_by=user), user)
    return [
        Waits("Confirm what you advised", row.reference, _asked(row, "confirm-advice"), row.asked_at)
        for row in rows.order_by("pk")[:MOST]
    ]


def messages(user: User) -> list[Waits]:
    """Questions of decisions they carry, where somebody wrote after their own last message."""
    open_ones = _waiting(RegisterEntry.objects.exclude(pk__in=barred(user)), user)
    theirs = Max("replies__pk", filter=~Q(replies__said_by=user))
    own = Coalesce(Max("replies__pk", filter=Q(replies__said_by=user)), 0)
    at = Max("replies__said_at", filter=~Q(replies__said_by=user))
    shown = ("reference", "decision__reference", "pk", "at")
    rows = open_ones.annotate(theirs=theirs, own=own).filter(theirs__gt=F("own")).annotate(at=at)
    return [
        Waits("You have a message", asked, reverse("advice", args=[reference, pk]), since)
        for asked, reference, pk, since in rows.order_by("at").values_list(*shown)[:MOST]
    ]


def _asked(row: AdviceDiscussion, page: str) -> str:
    return reverse(page, args=[row.reference])
