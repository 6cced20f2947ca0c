"""What is written to those who hold information. It names no child and nothing of what was shared."""

from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from consent.models import ConsentEvent
from decisions.models import Recipient
from decisions.models.leaning import Leaning
from infoshare.accounts.models import User
from infoshare.govuk.moments import day

DAYS_TO_ANSWER = 14
WITH_YOU = "sharing it with you"


def withdrawal_notice(leaning: Leaning, to: Recipient, event: ConsentEvent, *, by: User) -> str:
    """The draft of a notice; a person reads it, changes it and sends it."""
    decision = leaning.decision
    caller = decision.owner if decision.owner.is_active else by
    return render_to_string(
        "decisions/withdrawal/notice.txt",
        {
            "to": str(to),
            "reference": decision.reference,
            "day": day(event.on),
            "invalid": event.kind == "found_invalid",
            "parts": "; ".join([*([WITH_YOU] if to in leaning.taken else []), *leaning.lost_to(to)]),
            "rests_on_more": leaning.rests_on_more,
            "answer_by": day(timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)),
            "name": caller.name,
            "role": caller.job_title,
            "organisation": decision.organisation.name,
        },
    ).strip()
