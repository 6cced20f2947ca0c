"""What went and was never heard of again: whoever carries the decision is told, once, when its days are over."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from decisions.actions.locking import locked
from decisions.models import SharingEvent, Silence
from decisions.models.receipts import silent
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from infoshare.accounts import notices
from infoshare.accounts.models import Organisation
from infoshare.faults import each_by_itself


def notice_silence(organisation: Organisation, *, now: datetime) -> int:
    """How many were told of. A fault with one stops no other."""
    return each_by_itself(
        _untold(organisation, now),
        lambda event: _tell(event, now),
        failed="Sheets of which nobody could be told by a fault of ours",
    )


def _untold(organisation: Organisation, now: datetime) -> QuerySet[SharingEvent]:
    rows = silent(SharingEvent.objects.filter(decision__organisation=organisation), organisation, now)
    return rows.filter(silence=None).select_related("sheet", "decision__organisation", "decision__owner")


@transaction.atomic
def _tell(found: SharingEvent, now: datetime) -> bool:
    """Looked at again while no word on it can come in. Two runs at once tell it once."""
    locked(found.decision)
    event = _untold(found.decision.organisation, now).filter(pk=found.pk).first()
    if event is None:
        return False
    assert event.sheet  # what went without one is asked about by nobody
    Silence.objects.create(sharing=event)
    people = who_may_hear(event.decision, whom_it_concerns(event.decision))
    path = reverse("sheet", args=[event.decision.reference, event.sheet.reference])
    notices.tell(people, f"Nobody has said that {event.sheet.reference} arrived. Ring them.", path=path)
    return True
