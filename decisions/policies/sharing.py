"""When it may be noted that something went, and what came back; when a link may be sent; who deals with a mistake."""

from datetime import datetime, timedelta

from decisions.draft import Draft
from decisions.models import Decision, Incident, IncidentStep, ReceiptLink, SharingEvent, Sheet
from decisions.policies.access import has_conflict
from decisions.policies.journey import check_can_add
from decisions.policies.reach import reaches
from decisions.policies.sheets import check_may_go
from decisions.words_of_sharing import CLOSES
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

LINK_LASTS = timedelta(days=30)
TELL_ICO_WITHIN = timedelta(hours=72)  # UK GDPR Article 33, from when the organisation knows
CLOSED = "This incident is closed. Add to the record instead."


def check_can_note_sent(draft: Draft, sheet: Sheet | None, by: User) -> None:
    """A sheet that may go; or, without one, what else was shared in an emergency."""
    check_can_add(draft, by)
    if sheet:
        check_may_go(sheet)
    elif not draft.record or not draft.record.entered_afterwards:
        raise Refused("Open the sheet of whoever got it, and say there that it has been sent.")


def check_moment(draft: Draft, happened_at: datetime) -> None:
    """To the minute, as it is typed. An emergency is recorded after it was shared."""
    assert draft.record
    if not draft.record.entered_afterwards and happened_at < draft.record.recorded_at.replace(second=0, microsecond=0):
        raise Refused("It can't have gone before the decision was recorded. Check the date and the time.")


def check_can_ask_receipt(sharing: SharingEvent) -> None:
    if not sharing.sheet_id:
        raise Refused("There is no sheet here. Ring them, and write down what they say.")
    if sharing.acknowledgements.filter(arrived=True).exists():
        raise Refused("They have said that it arrived, so there is nothing to ask.")
    if any(link.is_open for link in sharing.links.all()):
        raise Refused("A link is on its way to them. End it first, if it went to the wrong place.")


def check_can_answer_link(link: ReceiptLink) -> None:
    if link.acknowledgements.exists():
        raise Refused("You have answered this. If something changed, ring whoever sent it.")


def deals_with(incident: Incident, user: User) -> bool:
    """Whoever may write down steps: by their role towards the decision, or because they close incidents."""
    decision = incident.decision
    if has_conflict(decision, user) or decision.organisation_id != user.organisation_id:
        return False
    opens = Decision.objects.visible_to(user).filter(pk=decision.pk)
    return reaches(user, "incident.close", decision) or (reaches(user, "incident.handle", decision) and opens.exists())


def check_can_take_step(incident: Incident, kind: str, by: User) -> None:
    if not deals_with(incident, by):
        raise Refused("Your role does not let you do this for this incident.")
    if IncidentStep.objects.filter(incident=incident, kind=CLOSES).exists():
        raise Refused(CLOSED)
    if kind == CLOSES:
        policy.check_may(by, "incident.close")
