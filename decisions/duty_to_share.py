"""The duty to share of the Children Act 2004, section 16LA: from when it is asked about, and when it stands.

It is no part of any edition of the guidance, so it stands beside the packs. Each organisation says from which day it
binds it. Before that day nothing is asked, and nothing of it is in any record.
"""

from datetime import date

from django.utils import timezone

from decisions.draft import Draft
from infoshare.accounts.models import Organisation

ACT = "Children Act 2004, section 16LA"


def in_force(organisation: Organisation, on: date) -> bool:
    return organisation.share_duty_from is not None and organisation.share_duty_from <= on


def is_asked(draft: Draft) -> bool:
    return in_force(draft.decision.organisation, timezone.localdate())


def stands(draft: Draft) -> bool:
    """Whether the answers say that the duty applies to this decision."""
    return is_asked(draft) and draft.duty is not None and draft.duty.applies


def is_told(draft: Draft) -> bool:
    """Whether the draft began before the day and has not answered yet: it is asked more than when it began."""
    since = draft.decision.organisation.share_duty_from
    answered = draft.duty is not None and draft.duty.answered
    began = timezone.localdate(draft.decision.created_at)
    return bool(is_asked(draft) and since and began < since and not answered and not draft.record)
