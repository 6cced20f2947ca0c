"""A person's own filters of the list of decisions: kept under a name, renamed, removed. No event says the name."""

from collections.abc import Mapping

from django.db import transaction

from decisions.models import SavedFilter
from decisions.models.saved_filters import MOST
from decisions.policies import registering as policies
from infoshare.accounts.models import User
from infoshare.audit import log


@transaction.atomic
def save_filter(*, name: str, wanted: Mapping[str, str], by: User) -> SavedFilter:
    """Pressed twice, the first is the answer."""
    _one_at_a_time(by)
    if before := by.saved_filters.filter(name=name, wanted=dict(wanted)).first():
        return before
    policies.check_can_save(by, wanted)
    policies.check_name_is_free(by, name)
    taken = set(by.saved_filters.values_list("place", flat=True))
    place = next(number for number in range(1, MOST + 1) if number not in taken)
    made = SavedFilter.objects.create(user=by, place=place, name=name, wanted=dict(wanted))
    _note("filter.saved", made, by)
    return made


@transaction.atomic
def rename_filter(*, kept: SavedFilter, name: str, by: User) -> None:
    _one_at_a_time(by)
    policies.check_name_is_free(by, name, but=kept)
    if by.saved_filters.filter(pk=kept.pk).exclude(name=name).update(name=name):
        _note("filter.renamed", kept, by)


@transaction.atomic
def remove_filter(*, kept: SavedFilter, by: User) -> None:
    number = kept.pk
    if by.saved_filters.filter(pk=number).delete()[0]:
        kept.pk = number
        _note("filter.removed", kept, by)


def _one_at_a_time(user: User) -> None:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _note(what: str, kept: SavedFilter, by: User) -> None:
    log.record(what, by=by, about=by.organisation, facts={"filter": kept.pk})
