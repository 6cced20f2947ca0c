"""What an organisation chooses for itself: its edition of the guidance, and its own time limits."""

from collections.abc import Mapping

from django.db import transaction

from decisions import policies
from infoshare.accounts.models import Organisation, User
from infoshare.audit import log
from infoshare.saving.versions import check_unchanged, values_of


@transaction.atomic
def choose_for_organisation(*, values: Mapping[str, object], seen: str, by: User) -> None:
    """Change the organisation of the person who asks."""
    policies.check_can_choose_for_organisation(by)
    row = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=None, saved_at=None)
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
    changed = sorted(name for name in values if stored[name] != values[name])
    log.record("organisation.changed", by=by, about=row, facts={"changed": changed})
