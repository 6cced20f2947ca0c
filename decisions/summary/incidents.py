"""One incident on one page: what happened, the clock, each step so far. Nothing of what was shared."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions import words_of_sharing as words
from decisions.models import Decision, Incident, IncidentStep
from decisions.policies.sharing import TELL_ICO_WITHIN
from decisions.summary.drafts import Context
from infoshare.accounts.models import User

SETTLED = {"ico_no", "told_ico"}  # after either the clock says nothing more


def incident_page(incident: Incident, user: User) -> Context:
    steps = list(incident.steps.select_related("taken_by"))
    taken = {step.kind for step in steps}
    decision, sharing = incident.decision, incident.sharing
    opens = Decision.objects.visible_to(user).filter(pk=decision.pk).exists()
    return {
        "incident": incident.reference,
        "sheet": sharing.sheet.reference if sharing.sheet else "",
        "decision_url": reverse("decision", args=[decision.reference]) if opens else "",
        "decision": decision.reference,
        "what_happened": incident.what_happened,
        "opened": wording.moment(incident.opened_at),
        "opened_by": incident.opened_by.name if incident.opened_by else "whoever got it",
        "sent": f"{wording.moment(sharing.happened_at)}. {words.CHANNELS[sharing.channel].label}.",
        "closed": words.CLOSES in taken,
        "clock": "" if taken & (SETTLED | {words.CLOSES}) else clock(incident.opened_at, timezone.now()),
        "steps": [_step(step) for step in steps],
        "back_url": "/",
    }


def clock(opened_at: datetime, now: datetime) -> str:
    """In words, how much is left of the 72 hours."""
    hours = int((opened_at + TELL_ICO_WITHIN - now).total_seconds() // 3600)
    if hours < 0:
        return "The 72 hours in which the ICO is told are over. If it is told now, say why it is late."
    left = "Less than an hour is" if hours == 0 else "1 hour is" if hours == 1 else f"{hours} hours are"
    return f"{left} left of the 72 in which the ICO is told, if it is told."


def _step(step: IncidentStep) -> dict[str, str]:
    return {
        "what": words.INCIDENT_STEPS[step.kind].label,
        "text": step.text,
        "by": step.taken_by.name,
        "at": wording.moment(step.taken_at),
    }
