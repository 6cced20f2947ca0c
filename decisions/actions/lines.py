"""Deciding what goes to whom: one recipient at a time, item by item; or keeping everything back from one of them."""

from django.db import transaction

from decisions import grid, policies, protecting
from decisions.actions.locking import locked, save_after
from decisions.actions.protecting import note_clashes
from decisions.draft import Draft
from decisions.grid import Values
from decisions.models import Decision, Item, Line, Recipient
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import check_unchanged


@transaction.atomic
def decide_lines(*, decision: Decision, recipient: Recipient, values: Values, seen: str, by: User) -> bool:
    """Save what this recipient gets of each item (grid.py names the values). An item without a choice stays open."""
    draft = _writable(decision, by)
    before = protecting.found(draft)
    items = _save_all(draft, recipient_now(draft, recipient), values, seen, by=by)
    log.record("lines.decided", by=by, about=decision, facts={"recipient": recipient.pk, "items": _said(items)})
    return note_clashes(decision, before, by=by)


@transaction.atomic
def keep_all_back(*, decision: Decision, recipient: Recipient, why: str, seen: str, by: User) -> bool:
    """Keep every item back from this recipient, for one reason: it takes the place of what was decided before."""
    draft = _writable(decision, by)
    before = protecting.found(draft)
    items = _save_all(draft, recipient_now(draft, recipient), grid.kept_back(draft, why), seen, by=by)
    log.record("lines.kept-back", by=by, about=decision, facts={"recipient": recipient.pk, "items": _said(items)})
    return note_clashes(decision, before, by=by)


def _said(items: list[int]) -> list[str]:
    return [str(item) for item in items]


def _writable(decision: Decision, by: User) -> Draft:
    draft = locked(decision)
    policies.check_can_decide_lines(draft, by)
    return draft


def recipient_now(draft: Draft, recipient: Recipient) -> Recipient:
    for row in draft.recipients:
        if row.pk == recipient.pk:
            return row
    raise policies.Refused("Somebody has taken this recipient off the list since you opened the page.")


def _save_all(draft: Draft, to: Recipient, values: Values, seen: str, *, by: User) -> list[int]:
    """The items whose lines were written: those that read differently now, or did not stand any more."""
    last = Line.objects.filter(recipient=to).select_related("saved_by").order_by("saved_at").last()
    check_unchanged(
        grid.stored(draft, to),
        seen=seen,
        wanted=grid.wanted(draft, to, values),
        saved_by=last.saved_by if last else None,
        saved_at=last.saved_at if last else None,
    )
    chosen = [item for item in draft.items if values[grid.name("choice", item)]]
    return [item.pk for item in chosen if _save(draft, item, to, grid.of_item(values, item), by=by)]


def _save(draft: Draft, item: Item, to: Recipient, answers: Values, *, by: User) -> bool:
    line = draft.written(item, to) or Line(decision=draft.decision, item=item, recipient=to)
    if draft.line(item, to) and all(getattr(line, part) == answer for part, answer in answers.items()):
        return False
    for part, answer in answers.items():
        setattr(line, part, answer)
    line.saved_by = by
    save_after(line, (item.saved_at, to.saved_at))
    return True
