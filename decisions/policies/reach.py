"""Whether an action of the policy table reaches one decision."""

from decisions.models import Decision
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused


def reaches(user: User, action: str, decision: Decision) -> bool:
    """Whether the action, as this person's roles allow it, reaches this decision."""
    return policy.reaches(user, action, owner_id=decision.owner_id, team_id=decision.team_id)


def check_reaches(user: User, action: str, decision: Decision) -> None:
    policy.check_may(user, action)
    if not reaches(user, action, decision):
        raise Refused("Your role does not let you do this for this decision.")
