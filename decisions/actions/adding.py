"""Adding to a record: it is never changed, what comes later stands beside it."""

from uuid import UUID

from decisions.actions.entries import enter
from decisions.models import Amendment, Decision, ToDo
from infoshare.accounts.models import User
from infoshare.audit import log


def add(
    decision: Decision, *, request_key: UUID, title: str, text: str, by: User, why: str = "", todo: ToDo | None = None
) -> None:
    """`decision` is as it stands under the lock. What answers a to-do needs no reason."""
    added = Amendment.objects.create(
        decision=decision, request_key=request_key, todo=todo, title=title, text=text, why=why, added_by=by
    )
    facts = {"amendment": added.pk, "todo": todo.slug if todo else None}
    log.record("decision.amended", by=by, about=decision, facts=facts)
    enter("added", decision, by=by)
