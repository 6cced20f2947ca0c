"""Writing a draft: start it, answer its questions, save its pages and lists."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from decisions import policies, protecting, steps
from decisions.actions.locking import locked, save_after, save_beside, still_there
from decisions.actions.protecting import note_clashes
from decisions.models import Answer, ConsentStatement, Decision, Item, Page, Recipient
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.versions import Conflict, check_unchanged, values_of

__all__ = ["Conflict", "add_row", "answer", "change_row", "remove_row", "save_details", "save_page", "start"]

Values = Mapping[str, object]
ListKind = type[Recipient] | type[Item]
COUNTED_BY = {"sector"}  # columns that nothing is decided on


@transaction.atomic
def start(*, by: User, request_key: UUID, values: Values, recipient: Values) -> Decision:
    """Start a decision and its first recipient; pressed twice with the same key, the first one is the answer."""
    policies.check_can_start(by)
    one_press_at_a_time(request_key)
    if before := made_before(by.started.all(), request_key=request_key, **values):
        return before
    decision = new_decision(by=by, request_key=request_key, values=values)
    Recipient.objects.create(decision=decision, request_key=request_key, saved_by=by, **recipient)
    log.record("decision.started", by=by, about=decision, facts={"guidance": decision.pack_id})
    return decision


def new_decision(*, by: User, request_key: UUID, values: Values, like: Decision | None = None) -> Decision:
    """The row of a new decision, on the organisation's edition of the guidance. Inside a transaction.

    `like`: the one that it looks at again; then whoever oversees that one oversees this one, too.
    """
    return Decision.objects.create(
        organisation=by.organisation,
        team=like.team if like else by.team,
        created_by=by,
        owner=by,
        saved_by=by,
        request_key=request_key,
        pack_id=by.organisation.default_pack,
        **values,
    )


@transaction.atomic
def save_details(*, decision: Decision, values: Values, seen: str, by: User) -> bool:
    """Change what the start page holds. Whether that brought a clash, here and below."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    before = protecting.found(draft)
    row = draft.decision
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    _save(row, values, by=by)
    if stored.get("purpose") != values.get("purpose"):
        _ask_again_about_the_purpose(draft.consent, by=by)
    log.record("draft.saved", by=by, about=row, facts={"page": "details", "changed": _changed(stored, values)})
    return note_clashes(decision, before, by=by)


def _ask_again_about_the_purpose(consent: ConsentStatement | None, *, by: User) -> None:
    """That a consent has the same purpose was said of the purpose as it was then."""
    if consent and consent.same_purpose:
        _save(consent, {"same_purpose": False}, by=by)


@transaction.atomic
def save_page(*, decision: Decision, step: steps.Step, kind: type[Page], values: Values, seen: str, by: User) -> bool:
    """Save one page of the journey: the fields in `values` of the row `kind`."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    policies.check_can_open(draft, step)
    policies.check_makes_sense(draft, step, values)
    policies.check_may_rely(draft, values, by)
    before = protecting.found(draft)
    row = kind._default_manager.filter(decision=decision).select_related("saved_by").first()
    stored = values_of(row or kind(), values)
    check_unchanged(
        stored,
        seen=seen,
        wanted=values,
        saved_by=row.saved_by if row else None,
        saved_at=row.saved_at if row else None,
    )
    _save(row or kind(decision=decision), values, by=by)
    log.record("draft.saved", by=by, about=decision, facts={"page": step.slug, "changed": _changed(stored, values)})
    return note_clashes(decision, before, by=by)


@transaction.atomic
def answer(*, decision: Decision, slug: str, value: str, note: str, seen: str, by: User) -> bool:
    """Answer one question. Later answers that fall off the path are kept, and count for nothing."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    policies.check_can_answer(draft, slug, value)
    before = protecting.found(draft)
    row = draft.answered.get(slug)
    wanted: Values = {"value": value, "note": note}
    check_unchanged(
        values_of(row or Answer(), wanted),
        seen=seen,
        wanted=wanted,
        saved_by=row.saved_by if row else None,
        saved_at=row.saved_at if row else None,
    )
    _save(row or Answer(decision=decision, slug=slug), wanted, by=by)
    log.record("question.answered", by=by, about=decision, facts={"question": slug}, personal={"answer": value})
    return note_clashes(decision, before, by=by)


@transaction.atomic
def add_row(*, decision: Decision, kind: ListKind, request_key: UUID, values: Values, by: User) -> bool:
    """Add a recipient or an item; pressed twice with the same key, it is there once."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    if made_before(kind._default_manager.filter(decision=decision), request_key=request_key, **values):
        return False
    if kind is Item:
        policies.check_has_room(draft)
    before = protecting.found(draft)
    row = kind(decision=decision, request_key=request_key)
    _save(row, values, by=by)
    log.record(f"{row._meta.model_name}.added", by=by, about=decision, facts={"row": row.pk})
    return note_clashes(decision, before, by=by)


@transaction.atomic
def change_row(*, decision: Decision, row: Recipient | Item, values: Values, seen: str, by: User) -> bool:
    """Change a recipient or an item."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    before = protecting.found(draft)
    now = still_there(row)
    stored = values_of(now, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=now.saved_by, saved_at=now.saved_at)
    if stored != values:  # what was decided on it stands while nothing of it changes
        _fill(now, values, by=by)
        if set(_changed(stored, values)) <= COUNTED_BY:
            save_beside(now)
        else:
            save_after(now, now.lines.values_list("saved_at", flat=True))
    facts: dict[str, log.Fact] = {"row": row.pk, "changed": _changed(stored, values)}
    log.record(f"{row._meta.model_name}.changed", by=by, about=decision, facts=facts)
    return note_clashes(decision, before, by=by)


@transaction.atomic
def remove_row(*, decision: Decision, row: Recipient | Item, by: User) -> bool:
    """Take a recipient or an item off the draft's list, and what was decided on it; their history stays."""
    draft = locked(decision)
    policies.check_can_edit(draft, by)
    before, now, pk = protecting.found(draft), still_there(row), row.pk
    gone = [*now.lines.all(), now]
    for each in gone:
        each.saved_by = by
        each.delete()
    facts: dict[str, log.Fact] = {"row": pk, "lines": len(gone) - 1}
    log.record(f"{row._meta.model_name}.removed", by=by, about=decision, facts=facts)
    return note_clashes(decision, before, by=by)


def _save(row: Page | Answer | Decision | Recipient | Item, values: Values, *, by: User) -> None:
    _fill(row, values, by=by)
    row.save()


def _fill(row: Page | Answer | Decision | Recipient | Item, values: Values, *, by: User) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_by = by


def _changed(stored: Values, values: Values) -> list[str]:
    return sorted(name for name in values if stored.get(name) != values[name])
