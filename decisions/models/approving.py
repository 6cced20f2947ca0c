"""Which sheets a second person approves before they go, and how each stands."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from consent.models import Person, Relationship
from decisions.models.decision import Decision, DecisionQuerySet
from decisions.models.sheets import Sheet, SheetApproval

NOT_NEEDED, WAITS, REFUSED, APPROVED = "", "waits", "refused", "approved"


def flagged() -> Q:
    """Of a decision: a person it is about, or somebody who is or was around them, must not be told or found, now."""
    related = Relationship.objects.filter(Q(must_not_be_told=True) | Q(must_not_be_found=True))
    people = Person.objects.filter(must_not_be_found=True, decisions__decision=OuterRef("pk"))
    return Q(Exists(related.filter(person__decisions__decision=OuterRef("pk")))) | Q(Exists(people))


def needing() -> DecisionQuerySet:
    """The decisions whose sheets a second person approves, as their organisation chose."""
    always = Q(organisation__sheets_approved="always")
    return Decision.objects.filter(always | Q(organisation__sheets_approved="flagged") & flagged())


def standings(sheets: Iterable[Sheet]) -> Mapping[int, str]:
    """How each stands, by its number; in three queries, however many there are. Flags count as they are now."""
    sheets = list(sheets)
    needed = set(needing().filter(sheets__in=sheets).values_list("pk", flat=True))
    approvals = SheetApproval.objects.select_related("todo__done_by")
    found = Sheet.objects.filter(pk__in=[each.pk for each in sheets]).defer("content")
    return {
        each.pk: _standing(list(each.approvals.all()), needed=each.decision_id in needed)
        for each in found.prefetch_related(Prefetch("approvals", approvals))
    }


def standing(sheet: Sheet) -> str:
    return standings([sheet])[sheet.pk]


def _standing(approvals: list[SheetApproval], *, needed: bool) -> str:
    """One that was refused waits again once its to-do is done, whatever was chosen since."""
    if any(each.agreed for each in approvals):
        return APPROVED
    if any(not hasattr(each.todo, "done_by") for each in approvals):
        return REFUSED
    return WAITS if needed or approvals else NOT_NEEDED


def waiting() -> QuerySet[Sheet]:
    """Those that wait for somebody's approval, and have not gone yet."""
    given = SheetApproval.objects.filter(sheet=OuterRef("pk"))
    settled = given.filter(Q(agreed=True) | Q(todo__done_by__isnull=True))
    wanted = Q(decision__in=needing().values("pk")) | Q(Exists(given))
    return Sheet.objects.filter(wanted, ~Exists(settled), sharings=None)
