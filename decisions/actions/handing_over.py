"""Handing a decision over to somebody else, who carries it on from there."""

from django.db import transaction

from decisions import policies
from decisions.actions.access import pass_place_on
from decisions.actions.locking import locked
from decisions.models import Decision
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import check_unchanged

ASKED, LEAVER = "asked", "leaver"  # why it changed hands


@transaction.atomic
def hand_over(*, decision: Decision, to: User, seen: str, by: User) -> None:
    """`seen` is the mark of who carried it when the page was opened."""
    draft = locked(decision)
    policies.check_can_hand_over(draft, by)
    row = draft.decision
    check_unchanged({"owner": row.owner}, seen=seen, wanted={"owner": to}, saved_by=row.saved_by, saved_at=row.saved_at)
    policies.check_can_take(to, row)
    if row.owner_id != to.pk:
        pass_on(row, to=to, why=ASKED, by=by)


def pass_on(decision: Decision, *, to: User, why: str, by: User) -> None:
    """Only inside a transaction that has locked the decision and checked who takes it."""
    before = decision.owner_id
    decision.owner, decision.saved_by = to, by
    decision.save(update_fields=["owner", "saved_by", "saved_at"])
    pass_place_on(decision, before=before, to=to, by=by)
    announce(decision, before=before, why=why, by=by)


def announce(decision: Decision, *, before: int, why: str, by: User) -> None:
    """That it changed hands: for whoever reads its history, and for whoever carries it now."""
    facts: dict[str, log.Fact] = {"from": before, "to": decision.owner_id, "why": why}
    log.record("decision.handed-over", by=by, about=decision, facts=facts)
    if decision.owner_id != by.pk:
        sentence = f"{decision.reference} was handed over to you."
        notices.tell([decision.owner], sentence, path=f"/decisions/{decision.reference}/")
