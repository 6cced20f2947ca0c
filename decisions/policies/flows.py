"""When each thing may be done with a bulk or regular flow: each check raises one sentence that a person can act on."""

from datetime import date

from decisions.draft import Draft
from decisions.flow import HeldFlow
from decisions.flow_pages import lacking
from decisions.models.flow_events import APPROVED
from decisions.models.scope import is_restricted
from decisions.policies.journey import check_can_edit
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.govuk.moments import moment


def check_can_start_flow(user: User) -> None:
    policy.check_may(user, "flow.start")


def check_can_carry_on(draft: Draft, user: User) -> None:
    """A draft whose answer is bulk sharing becomes a flow, once, by whoever carries it, with nothing left open in it.

    What it says stands in the flow, which a restriction of the draft would not keep from anybody.
    """
    check_can_start_flow(user)
    check_can_edit(draft, user)
    if not draft.is_bulk:
        raise Refused("This form is for bulk or regular sharing. This decision is about one case.")
    if is_restricted(draft.decision):
        raise Refused("This draft is restricted, and others can read that form. Ask for the restriction to be lifted.")
    if draft.open_discussions:
        raise Refused("You asked for advice that is still open. Write down what was advised, or take it back first.")


def check_can_change_flow(held: HeldFlow, user: User) -> None:
    """Its owner may, until it is submitted, and again once it is sent back."""
    _check_is_owner(held, user)
    if held.end:
        raise Refused("This flow has ended, so it can't be changed.")
    if not held.is_open:
        raise Refused(
            "This flow is submitted, so it can't be changed. Once it is decided, you can start a new version of it."
        )


def _check_is_owner(held: HeldFlow, user: User) -> None:
    if held.flow.owner_id != user.pk or not policy.may(user, "flow.start"):
        raise Refused(f"Only {held.flow.owner.name} can change this flow. You can read it.")


def check_can_submit(held: HeldFlow, user: User) -> None:
    check_can_change_flow(held, user)
    for _, sentence in lacking(held):
        raise Refused(sentence)


def is_author(held: HeldFlow, user: User) -> bool:
    """Whoever wrote, carries or submitted it, or did so with a former version, or with the draft that it came from."""
    return user.pk in held.authors


def deciding_role(user: User) -> str:
    """The role in which somebody decides; "" for whoever has none."""
    return next((role for role in policy.roles_that("flow.decide") if role in user.roles), "")


def check_can_decide(held: HeldFlow, user: User) -> None:
    """The IG lead or the Caldicott Guardian does (S9), and never on what they wrote themselves."""
    _check_reaches(held, user, "flow.decide")
    if is_author(held, user):
        raise Refused("You had a part in writing this flow, so somebody else has to decide on it.")
    if held.decision:
        raise Refused(f"{decided_by(held)} Nothing more is to be decided.")
    if not held.is_waiting or held.end:
        raise Refused("This flow is not submitted, so there is nothing to decide on.")


def decided_by(held: HeldFlow) -> str:
    """Who decided on the last submission, and when, in a sentence."""
    assert held.decision is not None
    return f"{held.decision.decided_by.name} decided on this on {moment(held.decision.decided_at)}."


def check_decision(held: HeldFlow, decided: str) -> None:
    """No bulk flow starts without its agreement, nor without its impact assessment where one is needed."""
    if decided not in APPROVED:
        return
    if not held.paper("agreement"):
        raise Refused(
            'There is no signed agreement yet, and no bulk flow starts without one. Choose "More information is '
            'needed", so that it can be added.'
        )
    if held.flow.dpia == "done" and not held.paper("dpia"):
        raise Refused("There is no impact assessment here, and no bulk flow starts without one.")


def check_can_review(held: HeldFlow, user: User, today: date) -> None:
    _check_reaches(held, user, "flow.review")
    if is_author(held, user):
        raise Refused("You had a part in writing this flow, so somebody else has to look at it again.")
    if not held.runs(today):
        raise Refused("This flow is not going on, so there is nothing to look at again.")


def check_can_end(held: HeldFlow, user: User) -> None:
    _check_reaches(held, user, "flow.end")
    if held.end:
        raise Refused("This flow has ended already.")


def check_can_renew(held: HeldFlow, user: User) -> None:
    """A change of a flow that was decided is a new version of it; while there is one, it is that."""
    _check_is_owner(held, user)
    if held.next_version:
        return
    if held.end or held.replacement:
        raise Refused("This flow has ended or was replaced, so it can't be changed. Start a new one.")
    if held.is_open or held.is_waiting:
        raise Refused("A new version can be started once this one is decided.")


def _check_reaches(held: HeldFlow, user: User, action: str) -> None:
    policy.check_may(user, action)
    here = held.flow.organisation_id == user.organisation_id
    if not here or not policy.reaches(user, action, owner_id=held.flow.owner_id, team_id=held.flow.team_id):
        raise Refused("Your role does not let you do this for this flow.")
