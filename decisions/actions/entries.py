"""What whoever reviews is shown as new; written with the thing itself, in its transaction."""

from decisions.models import AdviceDiscussion, Decision, ReviewEntry
from infoshare.accounts.models import User


def enter(kind: str, decision: Decision, *, by: User, discussion: AdviceDiscussion | None = None) -> ReviewEntry:
    return ReviewEntry.objects.create(
        organisation_id=decision.organisation_id,
        decision=decision,
        discussion=discussion,
        thing=discussion.reference if discussion else decision.reference,
        kind=kind,
        came_by=by,
    )
