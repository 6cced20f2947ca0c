"""The Caldicott inbox: what waits for an answer of a Guardian, what is overdue first."""

from collections.abc import Callable

from django.utils import timezone

from decisions import wording
from decisions.advising import clock
from decisions.advising.clock import URGENCIES
from decisions.models import AdviceAnswer, AdviceDiscussion
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.log import asked_of_guardians
from decisions.summary.drafts import Context
from decisions.summary.flows_waiting import flows_to_decide
from decisions.summary.waits import Waits
from infoshare.accounts.models import User

MOST = 100
# Whatever else a Guardian decides: each says what of its kind waits, in a fixed number of queries.
TO_DECIDE: tuple[Callable[[User], list[Waits]], ...] = (flows_to_decide,)


def inbox_page(user: User) -> Context:
    """The number of queries does not grow. Of a decision that the reader has a conflict with, nothing is there."""
    rows = list(_open(user)[:MOST])
    answers = AdviceAnswer.objects.open_to(user).filter(discussion__in=rows)
    answered = set(answers.values_list("discussion_id", flat=True))
    return {
        "rows": [_row(row, user, answered=row.pk in answered) for row in rows],
        "full": len(rows) == MOST,
        "most": MOST,
        "decide": [_decide(each) for kind in TO_DECIDE for each in kind(user)],
        "shown": [row.decision.reference for row in rows],
        "back_url": "/",
    }


def _open(user: User) -> AdviceDiscussionQuerySet:
    found = asked_of_guardians(user.organisation, user).filter(log_entry__waits=True)
    twins = ("second__put_to_whom", "second_of__put_to_whom")
    return (
        found.select_related("decision", "second", "second_of")
        .prefetch_related("put_to_whom__user", *twins)
        .order_by("log_entry__due_at", "log_entry__pk")
    )


def _row(row: AdviceDiscussion, user: User, *, answered: bool) -> Context:
    people = [put.user for put in row.put_to_whom.all()]
    return {
        "reference": row.reference,
        "received": wording.moment(row.asked_at),
        "urgency": URGENCIES[row.urgency].label,
        "due": wording.moment(row.due_at),
        "overdue": clock.is_overdue(row.due_at, timezone.now()) and not answered,
        "asked": [person.name for person in people] or [row.asked_whom],
        "answered": answered,
        "mine": user in people,
        "offered": user not in people and _may_take_on(row, user),
    }


def _may_take_on(row: AdviceDiscussion, user: User) -> bool:
    """What the row itself tells; the rest is asked when it is taken on."""
    of_other = {put.user_id for put in row.other.put_to_whom.all()} if row.other else set()
    return user.pk not in {row.asked_by_id, row.decision.owner_id, *of_other}


def _decide(waits: Waits) -> Context:
    return {
        "title": waits.title,
        "reference": waits.reference,
        "url": waits.url,
        "due": wording.moment(waits.due_at),
    }
