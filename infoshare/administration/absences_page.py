"""What the pages about being away show, as plain data."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from infoshare.accounts.models import Absence, User
from infoshare.govuk.moments import day

Context = dict[str, object]


def own_page(user: User) -> Context:
    """One's own days away, and those of colleagues one stands in for."""
    standing_in = _from_today(Absence.objects.filter(stand_in=user, user__is_active=True)).select_related("user")
    return {
        "absences": absences_of(user),
        "standing_in": [{"for": each.user.name, "days": days(each)} for each in standing_in],
        "back_url": "/",
    }


def absences_of(user: User) -> list[Context]:
    """From today on, the soonest first, with a warning where whoever stands in could not answer then."""
    found = list(_from_today(user.absences.all()).prefetch_related("stand_in__memberships"))
    theirs = list(
        _from_today(Absence.objects.filter(user__in=[each.stand_in_id for each in found if each.stand_in_id]))
    )
    return [_row(each, theirs) for each in found]


def _from_today(absences: QuerySet[Absence]) -> QuerySet[Absence]:
    return absences.filter(last_on__gte=timezone.localdate())


def _row(absence: Absence, others: Iterable[Absence]) -> Context:
    return {
        "pk": absence.pk,
        "days": days(absence),
        "stand_in": absence.stand_in.name if absence.stand_in else "",
        "warning": _warning(absence, others),
        "is_now": absence.first_on <= timezone.localdate(),
    }


def _warning(absence: Absence, others: Iterable[Absence]) -> str:
    if absence.stand_in is None:
        return ""
    if not absence.stand_in.held:
        return f"{absence.stand_in.name} holds no role any more. Choose somebody else."
    also = [days(each) for each in others if each.user_id == absence.stand_in_id and _overlap(each, absence)]
    said = f"{absence.stand_in.name} is away then too: {'; '.join(also)}. Choose somebody else for those days."
    return said if also else ""


def _overlap(one: Absence, other: Absence) -> bool:
    return one.first_on <= other.last_on and other.first_on <= one.last_on


def days(absence: Absence) -> str:
    """Such as 3 December 2026, or 3 December 2026 to 7 January 2027."""
    return _span(absence.first_on, absence.last_on)


def begun(first_on: date) -> str:
    return f"It began on {day(first_on)}. That stays as it is."


def _span(first_on: date, last_on: date) -> str:
    return day(first_on) if first_on == last_on else f"{day(first_on)} to {day(last_on)}"
