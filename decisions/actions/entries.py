"""What whoever reviews is shown as new; written with the thing itself, in its transaction."""

from decisions.jobs import issue_record
from decisions.models import AdviceDiscussion, Decision, ReviewEntry
from infoshare.accounts.models import User


def enter(kind: str, decision: Decision, *, by: User, discussion: AdviceDiscussion | None = None) -> ReviewEntry:
    """`decision` is as it stands under the lock, with its record where it has one. Its PDF is made anew."""
    if hasattr(decision, "record"):
        issue_record(decision, by=by)
    return ReviewEntry.objects.create(
        organisation_id=decision.organisation_id,
        decision=decision,
        discussion=discussion,
        thing=discussion.reference if discussion else decision.reference,
        team_id=decision.team_id,
        author_id=discussion.asked_by_id if discussion else decision.record.recorded_by_id,
        said=discussion.advised if discussion else decision.record.decided,
        kind=kind,
        came_by=by,
    )
