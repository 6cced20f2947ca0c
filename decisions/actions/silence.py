"""What went and was never heard of again: whoever carries the decision is told, once, when its days are over."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from decisions.models import SharingEvent, Silence
from decisions.models.receipts import silent
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from infoshare.accounts import notices
from infoshare.accounts.models import Organisation


@transaction.atomic
def notice_silence(organisation: Organisation, *, now: datetime) -> int:
    """How many were told of. Two runs at once wait for each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    rows = silent(SharingEvent.objects.filter(decision__organisation=organisation), organisation, now)
    found = list(rows.filter(silence=None).select_related("sheet", "decision__organisation", "decision__owner"))
    for each in found:
        _tell(each)
    return len(found)


def _tell(event: SharingEvent) -> None:
    assert event.sheet
    Silence.objects.create(sharing=event)
    people = who_may_hear(event.decision, whom_it_concerns(event.decision))
    path = reverse("sheet", args=[event.decision.reference, event.sheet.reference])
    notices.tell(people, f"Nobody has said that {event.sheet.reference} arrived. Ring them.", path=path)
