"""One incident on one page: what happened, the clock, each step so far. Nothing of what was shared."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions import words_of_sharing as words
from decisions.models import Decision, Incident, IncidentStep
from decisions.policies.incidents import tell_ico_by
from decisions.summary.drafts import Context
from decisions.summary.waits import MOST, Waits
from infoshare.accounts import policy
from infoshare.accounts.models import User


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
        "clock": clock(end, timezone.now()) if (end := tell_ico_by(incident)) else "",
        "steps": [_step(step) for step in steps],
        "back_url": "/",
    }


def clock(end: datetime, now: datetime) -> str:
    """In words, how much is left of the 72 hours."""
    hours = int((end - now).total_seconds() // 3600)
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


def incidents_open(user: User) -> list[Waits]:
    """For those who close them: every one that is open; by when, until what is due within the 72 hours is settled."""
    if not policy.may(user, "incident.close"):
        return []
    reached = Decision.objects.reached_by(user, "incident.close")
    rows = Incident.objects.still_open().filter(decision__in=reached.values("pk")).prefetch_related("steps")
    return [_open(row) for row in rows.order_by("pk")[:MOST]]


def _open(row: Incident) -> Waits:
    path = reverse("incident", args=[row.reference])
    return Waits("Deal with an incident", row.reference, path, row.opened_at, tell_ico_by(row))
