"""What whoever reviews is shown as new; written with the thing itself, in its transaction."""

from decisions.models import AdviceDiscussion, Decision, Record, ReviewEntry
from infoshare.accounts.models import User


def enter(kind: str, decision: Decision, *, by: User, discussion: AdviceDiscussion | None = None) -> ReviewEntry:
    author, said = _of_advice(discussion) if discussion else _of_record(decision)
    return ReviewEntry.objects.create(
        organisation_id=decision.organisation_id,
        decision=decision,
        discussion=discussion,
        thing=discussion.reference if discussion else decision.reference,
        team_id=decision.team_id,
        author_id=author,
        said=said,
        kind=kind,
        came_by=by,
    )


def _of_advice(discussion: AdviceDiscussion) -> tuple[int, str]:
    return discussion.asked_by_id, discussion.advice


def _of_record(decision: Decision) -> tuple[int, str]:
    author, said = Record.objects.values_list("recorded_by", "decided").get(decision=decision)
    return author, said
