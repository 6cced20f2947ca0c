"""Clashes with those who must not be told or found: written down when they arise, and when one is found to be none."""

from collections.abc import Iterable

from django.db import transaction

from decisions import protecting
from decisions.actions.locking import locked
from decisions.clashes import Clash
from decisions.draft import load
from decisions.models import ClashSettled, Decision
from decisions.policies import Refused
from decisions.policies import protecting as policies
from infoshare.accounts.models import User
from infoshare.audit import log


def note_clashes(decision: Decision, before: Iterable[Clash], *, by: User) -> bool:
    """After a save, inside its transaction: each clash that was not there before is an event of its own.

    Whether there is one to look at now: new, or no longer settled. More of what is listed already leads nobody back.
    """
    if not decision.people.exists():
        return False
    draft = load(decision)
    known, open_before = {each.mark for each in before}, {each.itself for each in protecting.open_of(before, draft)}
    for clash in protecting.found(draft):
        if clash.mark not in known:
            log.record("clash.found", by=by, about=draft.decision, facts={"sort": clash.sort, "mark": clash.mark})
    return not draft.record and any(each.itself not in open_before for each in protecting.unsettled(draft))


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
