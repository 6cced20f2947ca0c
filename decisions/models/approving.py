"""Which sheets a second person approves before they go, and how each stands. Whatever once asked for it goes on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from consent.models import Person, Relationship
from decisions.models.access import PersonConcerned
from decisions.models.correcting import CorrectionOwed
from decisions.models.decision import Decision, DecisionQuerySet
from decisions.models.guarding import LINKED, ever_flagged, once_flagged, standing_approvals
from decisions.models.open_sheets import OpenSheet
from decisions.models.sheets import Sheet, SheetApproval
from infoshare.accounts.models import Organisation

NOT_NEEDED, WAITS, REFUSED, APPROVED, ENDED = "", "waits", "refused", "approved", "ended"


def flagged() -> Q:
    """Of a decision: a person it is about, or somebody who is or was around them, must not be told or found, now."""
    related = Relationship.objects.filter(Q(must_not_be_told=True) | Q(must_not_be_found=True))
    people = Person.objects.filter(must_not_be_found=True, decisions__decision=OuterRef("pk"))
    return Q(Exists(related.filter(person__decisions__decision=OuterRef("pk")))) | Q(Exists(people))


def needing() -> DecisionQuerySet:
    """The decisions whose sheets a second person approves, as their organisation chose.

    Taking off a link or a flag changes nothing here: nobody lets a sheet go by undoing why it waits.
    """
    always = Q(organisation__sheets_approved="always")
    return Decision.objects.filter(always | Q(organisation__sheets_approved="flagged") & (flagged() | ever_flagged()))


def could_wait(organisation: Organisation) -> Q:
    """Of a sheet: it is one of rather too many than too few, which are read first: of those that have not gone, by the
    few who were ever flagged.

    To ask of each sheet that a county ever made would take seconds, on everybody's first page.
    """
    here = Q(open__organisation=organisation)
    if organisation.sheets_approved == "always":
        return here
    people, open_ones = once_flagged(), OpenSheet.objects.filter(organisation=organisation)
    linked: tuple[Any, ...] = (PersonConcerned, LINKED)
    decisions = (each.objects.filter(person__in=people).values("decision") for each in linked)
    first, second = (open_ones.filter(decision__in=each).values_list("pk") for each in decisions)
    asked = SheetApproval.objects.filter(sheet__open__organisation=organisation).values_list("sheet")
    return here & Q(pk__in=[number for (number,) in first.union(second, asked)])


def standings(sheets: Iterable[Sheet]) -> Mapping[int, str]:
    """How each stands, by its number; in three queries, however many there are."""
    sheets = list(sheets)
    needed = set(needing().filter(sheets__in=sheets).values_list("pk", flat=True))
    stands = Exists(standing_approvals().filter(pk=OuterRef("pk")))
    approvals = SheetApproval.objects.select_related("todo__done_by").annotate(stands=stands)
    found = Sheet.objects.filter(pk__in=[each.pk for each in sheets]).defer("content").select_related("ended")
    return {
        each.pk: _standing(each, list(each.approvals.all()), needed=each.decision_id in needed)
        for each in found.prefetch_related(Prefetch("approvals", approvals))
    }


def standing(sheet: Sheet) -> str:
    return standings([sheet])[sheet.pk]


def _standing(sheet: Sheet, approvals: list[Any], *, needed: bool) -> str:
    """One that was refused waits again once its to-do is done, whatever was chosen since."""
    if hasattr(sheet, "ended"):
        return ENDED
    if any(not each.agreed and not hasattr(each.todo, "done_by") for each in approvals):
        return REFUSED
    if any(each.stands for each in approvals):
        return APPROVED
    return WAITS if needed or approvals else NOT_NEEDED


def waiting() -> QuerySet[Sheet]:
    """Those that wait for somebody's approval: before they go, or before their recipient is told what was wrong."""
    given = SheetApproval.objects.filter(sheet=OuterRef("pk"))
    held = Exists(given.filter(agreed=False, todo__done_by__isnull=True))
    approved = Exists(standing_approvals().filter(sheet=OuterRef("pk")))
    wanted = Q(Exists(needing().filter(pk=OuterRef("decision")))) | Q(Exists(given))
    owed = CorrectionOwed.objects.filter(sharing__sheet=OuterRef("pk"), wrong__kind="wrong", sent=None, given_up=None)
    return Sheet.objects.filter(wanted, ~held, ~approved, Q(sharings=None) | Q(Exists(owed)), ended=None)
