"""A mistake in sharing: opened and told at once, dealt with step by step, closed with what was learnt."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.models import Acknowledgement, CorrectionHeard, Decision, Incident, IncidentStep, SharingEvent
from decisions.policies import check_can_add
from decisions.policies import incidents as policies
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from decisions.words_of_sharing import CLOSES
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

NOT_FOR_THEM = "Whoever got it says that it was not meant for them."
LETTER_NOT_FOR_THEM = "A correction reached somebody it was not meant for."


@transaction.atomic
def open_incident(*, sharing: SharingEvent, what_happened: str, request_key: UUID, by: User) -> Incident:
    draft = locked(sharing.decision)
    rows = draft.decision.incidents.all()
    if before := made_before(rows, request_key=request_key, sharing=sharing, what_happened=what_happened):
        return before
    check_can_add(draft, by)
    made = Incident(request_key=request_key, what_happened=what_happened, sharing=sharing, opened_by=by)
    return _open(made, draft.decision, by=by)


def not_meant_for_them(said: Acknowledgement, decision: Decision, *, by: User) -> Incident:
    """By the word of whoever got it; only inside its transaction. Whoever wrote that word down opened it.

    `by` is who sent the link, or wrote the word down.
    """
    what: dict[str, Any] = {"what_happened": NOT_FOR_THEM, "sharing": said.sharing, "acknowledgement": said}
    return _open(Incident(request_key=uuid4(), opened_by=said.said_by, **what), decision, by=by)


def letter_not_meant_for_them(said: CorrectionHeard, decision: Decision, *, by: User) -> None:
    """The same of a correction, which tells what was on the sheet. After an emergency there may be no sending."""
    if sharing := said.sent.owed.sharing:
        what: dict[str, Any] = {"what_happened": LETTER_NOT_FOR_THEM, "sharing": sharing, "heard": said}
        _open(Incident(request_key=uuid4(), opened_by=said.said_by, **what), decision, by=by)


def _open(made: Incident, decision: Decision, *, by: User) -> Incident:
    made.decision = decision
    made.save()
    facts: dict[str, log.Fact] = {"incident": made.reference, "sharing": made.sharing_id}
    log.record("incident.opened", by=by, about=decision, facts=facts)
    enter("incident", decision, by=by)
    carriers = who_may_hear(decision, whom_it_concerns(decision))
    people = {user.pk: user for user in (*policies.who_close(decision), *carriers) if user.pk != made.opened_by_id}
    notices.tell(people.values(), f"{made.reference} is open: something went wrong in sharing.", path=page_of(made))
    return made


def page_of(incident: Incident) -> str:
    return reverse("incident", args=[incident.reference])


@transaction.atomic
def take_step(*, incident: Incident, kind: str, text: str, request_key: UUID, by: User) -> IncidentStep:
    """One thing that was done or decided. The last closes it."""
    draft = locked(incident.decision)
    if before := made_before(incident.steps.all(), request_key=request_key, kind=kind, text=text):
        return before
    policies.check_can_take_step(incident, kind, by)
    taken = IncidentStep.objects.create(incident=incident, kind=kind, text=text, request_key=request_key, taken_by=by)
    action = "incident.closed" if kind == CLOSES else "incident.step-taken"
    log.record(action, by=by, about=draft.decision, facts={"incident": incident.reference, "step": kind})
    enter("incident", draft.decision, by=by)
    return taken


def incident_viewed(incident: Incident, *, by: User) -> None:
    log.record("incident.viewed", by=by, about=incident.decision, facts={"incident": incident.reference})
