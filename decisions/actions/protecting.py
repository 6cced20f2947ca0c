"""Clashes with those who must not be told or found: written down when they arise, and when one is found to be none."""

from django.db import transaction

from decisions import protecting
from decisions.actions.locking import locked
from decisions.draft import Draft, load
from decisions.models import ClashSettled, Decision
from decisions.policies import Refused
from decisions.policies import protecting as policies
from infoshare.accounts.models import User
from infoshare.audit import log


def note_clashes(before: Draft, *, by: User) -> None:
    """After a save, inside its transaction: each clash that was not there before is an event of its own."""
    if not before.people:
        return
    known = {each.mark for each in protecting.found(before)}
    for clash in protecting.found(load(before.decision)):
        if clash.mark not in known:
            log.record("clash.found", by=by, about=before.decision, facts={"sort": clash.sort, "mark": clash.mark})


@transaction.atomic
def settle_clash(*, decision: Decision, mark: str, why: str, by: User) -> None:
    """Said once: pressed twice, the first is the answer."""
    draft = locked(decision)
    if any(row.mark == mark for row in draft.settled):
        return
    clash = next((each for each in protecting.found(draft) if each.mark == mark), None)
    if clash is None:
        raise Refused(
            "This is not there any more: something changed since you opened the page. Look at the list again."
        )
    policies.check_can_settle(draft, clash, by)
    row = ClashSettled.objects.create(decision=decision, mark=mark, why=why, settled_by=by)
    log.record("clash.settled", by=by, about=decision, facts={"settled": row.pk, "sort": clash.sort})
