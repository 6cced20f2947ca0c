"""Whether an action of the policy table reaches one decision, and whose it ever was."""

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


def carriers(decision: Decision) -> set[int]:
    """Whoever started it, carries it, or carried it before: handing it on for an hour makes nobody its adviser."""
    before = decision.history.order_by().values_list("owner_id", flat=True).distinct()
    return {decision.created_by_id, decision.owner_id, *before}
