"""The recipient's sheet: looked at, frozen with the record, approved by somebody else, taken to be sent, or ended."""

from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions import sheet as sheets
from decisions.actions.adding import add
from decisions.actions.lines import recipient_now
from decisions.actions.locking import locked
from decisions.actions.reviewing import add_todo, tell_whom_it_concerns
from decisions.actions.sharing import finish_sharing
from decisions.draft import Draft
from decisions.models import Decision, Recipient, Sheet, SheetApproval, SheetEnded, SheetSeen, ToDo
from decisions.models.approving import needing
from decisions.models.sheets import new_reference
from decisions.policies import sheets as policies
from decisions.policies.access import barred
from decisions.policies.reviewing import authors, who_may_hear
from infoshare.accounts import duty, notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before

DAYS_TO_ANSWER = 7
APPROVER = "manager"  # who is told that a sheet waits; whoever may countersign finds it on their list


@transaction.atomic
def look_at_sheet(*, decision: Decision, recipient: Recipient, seen: str, by: User) -> None:
    """`seen` is the fingerprint of what the page showed. Looked at twice, it is written down once."""
    draft = locked(decision)
    policies.check_can_look(draft, by)
    to = recipient_now(draft, recipient)
    policies.check_is_seen_as_it_is(draft, to, seen)
    if SheetSeen.objects.filter(decision=decision, recipient=to, fingerprint=seen, seen_by=by).exists():
        return
    SheetSeen.objects.create(decision=decision, recipient=to, fingerprint=seen, seen_by=by)
    log.record("sheet.seen", by=by, about=decision, facts={"recipient": to.pk, "sheet": seen})


def freeze_sheets(draft: Draft, *, by: User) -> None:
    """One for each who gets something; only inside the transaction that records the decision."""
    made = [_freeze(draft, to, by=by) for to in sheets.receivers(draft)]
    if made and needing().filter(pk=draft.decision.pk).exists():
        _tell_approvers(draft, made)


def _freeze(draft: Draft, to: Recipient, *, by: User) -> Sheet:
    reference = new_reference()
    content = sheets.stamped(sheets.of(draft, to), reference=reference, on=timezone.localdate())
    made = Sheet.objects.create(
        decision=draft.decision,
        recipient=to,
        reference=reference,
        content=content,
        content_hash=sheets.hash_of(content),
        made_by=by,
    )
    facts: dict[str, log.Fact] = {"sheet": reference, "recipient": to.pk, "content": made.content_hash}
    log.record("sheet.made", by=by, about=draft.decision, facts=facts)
    return made


def _tell_approvers(draft: Draft, made: list[Sheet]) -> None:
    decision = draft.decision
    out = authors(draft) | barred(decision)
    found = duty.on_duty(decision.organisation, APPROVER, team=decision.team, on=timezone.localdate(), but=out)
    people = who_may_hear(decision, found.people)
    for each in made:
        notices.tell(people, f"{each.reference} waits for your approval.", path=page_of(each))


def page_of(sheet: Sheet) -> str:
    return reverse("sheet", args=[sheet.decision.reference, sheet.reference])


@transaction.atomic
def approve_sheet(*, sheet: Sheet, agreed: bool, reasons: str, request_key: UUID, by: User) -> SheetApproval:
    """Of two at once, the second is told that somebody came first."""
    draft = locked(sheet.decision)
    own = sheet.approvals.filter(signed_by=by)
    if before := made_before(own, request_key=request_key, agreed=agreed, reasons=reasons):
        return before
    policies.check_can_approve(draft, sheet, by)
    todo = None
    if not agreed:
        slug, what = f"sheet-{request_key.hex[:20]}", f"Answer why {sheet.reference} was not approved"
        todo = add_todo(draft.decision, slug=slug, what=what, days=DAYS_TO_ANSWER, by=by)
    given = SheetApproval.objects.create(
        sheet=sheet, request_key=request_key, agreed=agreed, reasons=reasons, todo=todo, signed_by=by
    )
    facts: dict[str, log.Fact] = {"sheet": sheet.reference, "agreed": agreed, "content": sheet.content_hash}
    log.record("sheet.approved", by=by, about=draft.decision, facts=facts)
    said = "is approved. It can go." if agreed else "is not approved. See what is asked for."
    tell_whom_it_concerns(draft.decision, f"{sheet.reference} {said}", by=by)
    return given


@transaction.atomic
def end_sheet(*, sheet: Sheet, why: str, request_key: UUID, by: User) -> None:
    """It never goes: nobody approves it any more, and what waited for it is answered. Pressed twice, it ends once."""
    draft = locked(sheet.decision)
    if SheetEnded.objects.filter(sheet=sheet, ended_by=by, why=why).exists():
        return
    policies.check_can_end(draft, sheet, by)
    SheetEnded.objects.create(sheet=sheet, why=why, ended_by=by)
    log.record("sheet.ended", by=by, about=draft.decision, facts={"sheet": sheet.reference})
    _answer_refusals(draft, sheet, f"{sheet.reference} never goes. {why}", by=by)
    finish_sharing(draft, request_key=request_key, by=by)
    tell_whom_it_concerns(draft.decision, f"{sheet.reference} never goes.", by=by)


def _answer_refusals(draft: Draft, sheet: Sheet, text: str, *, by: User) -> None:
    for todo in ToDo.objects.filter(sheet_approval__sheet=sheet, done_by=None):
        add(draft.decision, request_key=uuid4(), title=todo.title, text=text, todo=todo, by=by)


def take_sheet(*, sheet: Sheet, how: str, by: User) -> None:
    """Somebody opens the file that leaves: written down once it may go, before it is given."""
    policies.check_may_go(sheet)
    facts: dict[str, log.Fact] = {"sheet": sheet.reference, "content": sheet.content_hash, "how": how}
    log.record("sheet.taken", by=by, about=sheet.decision, facts=facts)
