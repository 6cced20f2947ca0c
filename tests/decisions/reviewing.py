"""Records of north's practitioner, as those who oversee find them."""

from uuid import uuid4

from decisions.actions import countersigning, reviewing
from decisions.models import Countersignature, Decision, Record, ReviewComment, ReviewEntry, ToDo
from infoshare.accounts.models import Organisation, User


def entries(user: User) -> list[tuple[str, str]]:
    """What this person has not read yet: each thing, and what came last."""
    rows = ReviewEntry.objects.for_review_by(User.objects.get(pk=user.pk)).unread_by(user)
    return [(row.thing, row.kind) for row in rows.order_by("pk")]


def mark_all_read(user: User) -> None:
    rows = ReviewEntry.objects.for_review_by(user).unread_by(user)
    reviewing.mark_read(entries=list(rows.values_list("pk", flat=True)), by=user)


def comment(decision: Decision, text: str = "Well weighed", *, by: User) -> ReviewComment:
    return reviewing.comment(decision=decision, discussion=None, text=text, request_key=uuid4(), by=by)


def ask_for(decision: Decision, what: str = "Say why nobody was told", *, by: User) -> ToDo:
    return reviewing.ask_for_addition(decision=decision, what=what, days=5, request_key=uuid4(), by=by)


def needs_signing(user: User, *what: str) -> None:
    """What this person's organisation chooses, from now on."""
    Organisation.objects.filter(pk=user.organisation_id).update(countersign=list(what))
    user.organisation.refresh_from_db()


def sign(decision: Decision, *, by: User, agreed: bool = True, reasons: str = "") -> Countersignature:
    record = Record.objects.get(decision=decision)
    seen = countersigning.last_entry(record)
    return countersigning.countersign(
        record=record, agreed=agreed, reasons=reasons, seen=seen, request_key=uuid4(), by=by
    )
