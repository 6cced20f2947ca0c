"""Who deals with a mistake in sharing, who decides about it and closes it, and when the clock of 72 hours stops."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from decisions.models import Decision, Incident, IncidentStep
from decisions.policies.access import barred, has_conflict
from decisions.policies.reach import reaches
from decisions.words_of_sharing import (
    CLOSES,
    DECIDES_ON_THE_ICO,
    ICO_IS_NOT_TOLD,
    INCIDENT_STEPS,
    OF_THE_PEOPLE,
    TOLD_ICO,
)
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.accounts.policy import Refused

TELL_ICO_WITHIN = timedelta(hours=72)  # UK GDPR Article 33, from when the organisation knows
FOR_WHO_CLOSE = (*DECIDES_ON_THE_ICO, TOLD_ICO, CLOSES)
CLOSED = "This incident is closed. Add to the record instead."
NOT_YOUR_OWN = "You sent it, carry the decision or opened this. Somebody else who closes incidents does this."
ICO_IS_OPEN = "First write down that the ICO was told, or that you decided not to tell it, and why."
PEOPLE_ARE_OPEN = "First write down that the people it is about were told, or why they are not."


def deals_with(incident: Incident, user: User) -> bool:
    """Whoever may write down steps: by their role towards the decision, or because they close incidents."""
    decision = incident.decision
    if has_conflict(decision, user) or decision.organisation_id != user.organisation_id:
        return False
    opens = Decision.objects.visible_to(user).filter(pk=decision.pk)
    return reaches(user, "incident.close", decision) or (reaches(user, "incident.handle", decision) and opens.exists())


def who_close(decision: Decision) -> list[User]:
    """Everybody whose role closes it, on duty or not: the clock of 72 hours runs for all of them."""
    here = colleagues(decision.organisation).filter(memberships__role__in=policy.roles_that("incident.close"))
    out = barred(decision)
    return [user for user in here.distinct() if user.pk not in out]


def kinds_for(incident: Incident, user: User) -> list[str]:
    """The steps that this person may write down. Whoever made the mistake neither decides on the ICO nor closes it.

    Nor does whoever opened it close it. Where nobody else could, they may.
    """
    if not policy.may(user, "incident.close"):
        return [kind for kind in INCIDENT_STEPS if kind not in FOR_WHO_CLOSE]
    made: set[int | None] = {incident.sharing.written_by_id, incident.decision.owner_id}
    own = {CLOSES: made | {incident.opened_by_id}, **dict.fromkeys(DECIDES_ON_THE_ICO, made)}
    others = {each.pk for each in who_close(incident.decision)}
    return [kind for kind in INCIDENT_STEPS if user.pk not in own.get(kind, set()) or not others - own[kind]]


def check_can_take_step(incident: Incident, kind: str, by: User) -> None:
    if not deals_with(incident, by):
        raise Refused("Your role does not let you do this for this incident.")
    taken = list(IncidentStep.objects.filter(incident=incident).values_list("kind", flat=True))
    if CLOSES in taken:
        raise Refused(CLOSED)
    if kind not in kinds_for(incident, by):
        policy.check_may(by, "incident.close")
        raise Refused(NOT_YOUR_OWN)
    if kind == CLOSES:
        _check_is_decided(taken)


def _check_is_decided(taken: list[str]) -> None:
    if not ico_is_settled(taken):
        raise Refused(ICO_IS_OPEN)
    if not set(taken) & set(OF_THE_PEOPLE):
        raise Refused(PEOPLE_ARE_OPEN)


def ico_is_settled(taken: Iterable[str]) -> bool:
    """Whether it was told, or the last that was decided is that it is not. `taken` are the steps so far, in order."""
    taken = list(taken)
    decided = [kind for kind in taken if kind in DECIDES_ON_THE_ICO]
    return TOLD_ICO in taken or decided[-1:] == [ICO_IS_NOT_TOLD]


def tell_ico_by(incident: Incident) -> datetime | None:
    """The end of the 72 hours; None once nothing is left to do by then."""
    taken = [step.kind for step in incident.steps.all()]
    return None if CLOSES in taken or ico_is_settled(taken) else incident.opened_at + TELL_ICO_WITHIN
