"""Nothing waits silently: what nobody answers in time, or can answer any more, goes to somebody else."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from decisions.actions.asking import hand_to, in_line
from decisions.actions.locking import locked
from decisions.actions.telling import tell_carriers
from decisions.advising import clock
from decisions.models import AdviceDiscussion, ConflictOfInterest, DecisionGrant, Overdue, PutTo, Restriction
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.scope import VIEW
from decisions.policies.advice import never_asked
from infoshare.accounts import duty
from infoshare.accounts.models import Absence, Organisation, User
from infoshare.audit import log
from infoshare.faults import each_by_itself


def chase(organisation: Organisation, *, now: datetime) -> int:
    """How many questions were found to be late, or went to somebody else. A fault with one stops no other."""
    return each_by_itself(
        _to_chase(organisation, now),
        lambda row: _chase(row, now),
        failed="Questions that could not be chased by a fault of ours",
    )


def _to_chase(organisation: Organisation, now: datetime) -> AdviceDiscussionQuerySet:
    """What nobody has answered in time, the first time this is seen; and what was put to nobody who is there."""
    rows = AdviceDiscussion.objects.unanswered().filter(decision__organisation=organisation)
    late = Q(due_at__lt=now, overdue=None)
    stranded = Q(put="here") & ~Exists(_there(now))
    rows = rows.filter(late | stranded).order_by("pk")
    return rows.select_related("decision__organisation", "decision__team", "decision__owner", "asked_by", "overdue")


def _there(now: datetime) -> QuerySet[PutTo]:
    """Whoever a question was put to and can answer it that day."""
    today = timezone.localdate(now)
    away = Absence.objects.filter(user=OuterRef("user"), first_on__lte=today, last_on__gte=today)
    own = Q(user=F("discussion__asked_by")) | Q(user=F("discussion__decision__owner"))
    put = PutTo.objects.filter(discussion=OuterRef("pk"), user__is_active=True)
    return put.exclude(own | Q(Exists(away)) | _kept_out())


def _kept_out() -> Q:
    """By a conflict of interest; or, from one with names, by a restriction. As in policies.who_may_answer."""
    decision, them = OuterRef("discussion__decision"), OuterRef("user")
    conflicts = ConflictOfInterest.objects.filter(user=them, ended_at=None)
    conflict = conflicts.filter(Q(decision=decision) | Q(person__decisions__decision=decision))
    restricted = Restriction.objects.filter(decision=decision, ended_at=None)
    viewer = DecisionGrant.objects.live().filter(user=them, permission__codename=VIEW, content_object=decision)
    names = Q(discussion__identity_withheld=False) & Q(Exists(restricted)) & ~Q(Exists(viewer))
    return Q(Exists(conflict)) | names


@transaction.atomic
def _chase(found: AdviceDiscussion, now: datetime) -> bool:
    """Looked at again while nobody else can answer it, take it on or take it back. Two runs at once do it once."""
    locked(found.decision)
    row = _to_chase(found.decision.organisation, now).filter(pk=found.pk).first()
    if row is None:
        return False
    if row.due_at and clock.is_overdue(row.due_at, now) and not hasattr(row, "overdue"):
        Overdue.objects.create(discussion=row)
        _hand_on(row, now, why="overdue")
        tell_carriers(row, f"Nobody has answered {row.reference} in time. Ring somebody.")
        return True
    if _hand_on(row, now, why="next"):
        return True
    tell_carriers(row, f"Nobody who can answer {row.reference} is there. Ring somebody.", once=True)
    return False


def _hand_on(row: AdviceDiscussion, now: datetime, *, why: str) -> tuple[User, ...]:
    """To whom else it goes now: nobody, where it was put outside or nobody is there. The event is told of who asked."""
    if row.put != "here":
        return ()
    role = row.role if row.role in duty.NEXT else "manager"
    out = never_asked(row.decision, row.asked_by) | _asked(row)
    today = timezone.localdate(now)
    people = in_line(row.decision, role, named=not row.identity_withheld, on=today, but=out).people
    if people:
        hand_to(row, people, why=why, by=None)
        to = [str(user.pk) for user in people]
        log.record("advice.handed-on", by=row.asked_by, about=row.decision, facts={"discussion": row.pk, "to": to})
    return people


def _asked(row: AdviceDiscussion) -> set[int]:
    """Those it was put to, and those who were asked for the other of two opinions."""
    of_two = Q(discussion=row) | Q(discussion__second_of=row) | Q(discussion__second=row)
    return set(PutTo.objects.filter(of_two).values_list("user_id", flat=True))
