"""Nothing waits silently: what nobody answers in time, or can answer any more, goes to somebody else."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions.actions.asking import hand_to
from decisions.advising import clock
from decisions.models import AdviceDiscussion, Overdue
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.policies.advice import never_asked
from infoshare.accounts import duty, notices
from infoshare.accounts.models import Organisation, User


@transaction.atomic
def chase(organisation: Organisation, *, now: datetime) -> int:
    """How many questions went to somebody else, or were found to be late. Two runs at once wait for each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    waiting = list(_unanswered(organisation))
    late = [row for row in waiting if row.due_at and clock.is_overdue(row.due_at, now) and not hasattr(row, "overdue")]
    for row in late:
        _chase(row, now)
    stranded = [row for row in waiting if row not in late and row.put == "here" and not _somebody_is_there(row, now)]
    for row in stranded:
        _hand_on(row, now, why="next")
    return len(late) + len(stranded)


def _unanswered(organisation: Organisation) -> AdviceDiscussionQuerySet:
    rows = AdviceDiscussion.objects.waiting().filter(decision__organisation=organisation, answers=None)
    rows = rows.exclude(put="elsewhere").order_by("pk")
    return rows.select_related("decision__organisation", "decision__team", "decision__owner", "asked_by", "overdue")


def _chase(row: AdviceDiscussion, now: datetime) -> None:
    """It goes on once; whoever carries the decision hears of it, so that they ring somebody."""
    Overdue.objects.create(discussion=row)
    if row.put == "here":
        _hand_on(row, now, why="overdue")
    page = reverse("advice", args=[row.decision.reference, row.pk])
    told = {user for user in (row.asked_by, row.decision.owner) if user.is_active}
    notices.tell(told, f"Nobody has answered {row.reference} in time. Ring somebody.", path=page)


def _hand_on(row: AdviceDiscussion, now: datetime, *, why: str) -> None:
    people = next(_in_line(row, now), ())
    hand_to(row, people, why=why, by=None)


def _in_line(row: AdviceDiscussion, now: datetime) -> Iterator[tuple[User, ...]]:
    """Who else can answer, the nearest first: on duty for the role, its deputies, then the next roles."""
    decision, today = row.decision, timezone.localdate(now)
    out = never_asked(decision, row.asked_by) | _asked(row)
    role: str | None = row.role if row.role in duty.NEXT else "manager"
    tried: set[str] = set()
    while role and role not in tried:
        tried.add(role)
        found = duty.on_duty(decision.organisation, role, team=decision.team, on=today, but=out).people
        yield from filter(None, [found])
        yield from filter(None, [duty.deputies_of(decision.organisation, role, team=decision.team, on=today, but=out)])
        role = duty.NEXT.get(role)


def _asked(row: AdviceDiscussion) -> set[int]:
    """Those it was put to, and those who were asked for the other of two opinions."""
    pair = [row.pk, row.second_of_id, row.second.pk if hasattr(row, "second") else None]
    numbers = AdviceDiscussion.objects.filter(pk__in=[pk for pk in pair if pk]).values_list("put_to_whom__user")
    return {number for (number,) in numbers if number}


def _somebody_is_there(row: AdviceDiscussion, now: datetime) -> bool:
    people = User.objects.filter(asked_to_advise__discussion=row, is_active=True)
    out = never_asked(row.decision, row.asked_by)
    there = [user for user in people if user.pk not in out]
    return len(duty.absences(there, on=timezone.localdate(now))) < len(there)
