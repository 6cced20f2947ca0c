"""Who ever had to be protected around a decision: from the history of links and flags, so that nothing undoes it."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from consent.models import Person, Relationship
from decisions.models.access import PersonConcerned
from decisions.models.correcting import CorrectionWords, FoundWrong
from decisions.models.sheets import SheetApproval

Rows = QuerySet[Any]
TOLD, FOUND = {"must_not_be_told": True}, {"must_not_be_found": True}
LINKED = PersonConcerned.history.model
FLAGGED: tuple[tuple[type[Any], str, Q], ...] = (  # whose history, which column has the person, and what is a flag
    (Relationship.history.model, "person_id", Q(**TOLD) | Q(**FOUND)),
    (Person.history.model, "id", Q(**FOUND)),
)


def ever_flagged() -> Q:
    """Of a decision: since it began, somebody it was ever about, or somebody around them, must not be told or found."""
    first, second = _flags(decision="pk", began="created_at")
    return Q(Exists(first)) | Q(Exists(second))


def once_flagged() -> set[int]:
    """The numbers of people who had a flag at any time, or somebody around them had; whatever it is about."""
    saves = [rows.objects.filter(flag).values_list(person) for rows, person, flag in FLAGGED]
    related = Relationship.objects.filter(Q(**TOLD) | Q(**FOUND)).values_list("person_id")
    people = Person.objects.filter(**FOUND).values_list("id")
    return {number for (number,) in related.union(people, *saves)}


def standing_approvals() -> QuerySet[SheetApproval]:
    """Those who agreed count while nothing came since that they could not know: a flag, or words of a correction."""
    signed, sheet = {"history_date__gt": OuterRef("signed_at")}, OuterRef("sheet")
    flags = _flags(decision="sheet__decision_id", began="sheet__decision__created_at")
    around = (
        Q(person__must_not_be_found=True)
        | Q(person__relationships__must_not_be_told=True)
        | Q(person__relationships__must_not_be_found=True)
    )
    linked = LINKED.objects.filter(around, decision_id=OuterRef("sheet__decision_id"), history_type="+", **signed)
    shared = Q(item__lines__recipient__sheet=sheet, item__lines__choice="share") & ~Q(right="")
    words = (
        FoundWrong.objects.filter(shared, written_at__gt=OuterRef("signed_at")),
        CorrectionWords.objects.filter(owed__sharing__sheet=sheet, written_at__gt=OuterRef("signed_at")),
    )
    since = (*(rows.filter(**signed) for rows in flags), linked, *words)
    agreed = SheetApproval.objects.filter(agreed=True)
    for rows in since:
        agreed = agreed.exclude(Exists(rows))
    return agreed


def _flags(*, decision: str, began: str) -> tuple[Rows, ...]:
    """Each save with a flag on it, of people whom the decision was ever about; not what was over before it began."""
    return tuple(_of(*each, decision=decision, began=began) for each in FLAGGED)


def _of(saves: type[Any], person: str, flagged: Q, *, decision: str, began: str) -> Rows:
    ever = LINKED.objects.filter(decision_id=OuterRef(OuterRef(decision))).values("person_id")
    later = saves.objects.filter(
        ~flagged, id=OuterRef("id"), history_id__gt=OuterRef("history_id"), history_date__lt=OuterRef(OuterRef(began))
    )
    rows: Rows = saves.objects.all()
    return rows.filter(flagged, ~Exists(later), **{f"{person}__in": ever})
