"""The recipient's sheet, before the record and after it: its page, its PDF, its plain text."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse

from decisions import sheet as sheets
from decisions import wording
from decisions.draft import Draft
from decisions.models import CorrectionWords, Decision, FoundWrong, Recipient, Sheet, SheetApproval, SheetEnded
from decisions.models.approving import APPROVED, NOT_NEEDED, REFUSED, WAITS, could_wait, waiting
from decisions.policies import sheets as may
from decisions.policies.reviewing import without_a_part
from decisions.summary.drafts import Context
from decisions.summary.navigation import next_url, url
from decisions.summary.protecting import alarm
from decisions.summary.waits import MOST, Waits
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.documents.pdf import ToPrint
from infoshare.documents.proof import Proof


def sheets_page(draft: Draft) -> Context:
    """Each of those who get something, and whether their sheet was looked at as it is."""
    return {
        "decision": draft.decision,
        "reference": draft.decision.reference,
        "rows": [
            {
                "to": str(to),
                "url": url(draft, "see-sheet", pk=to.pk),
                "pieces": len(draft.goes_to(to)),
                "seen": sheets.seen(draft, to),
                "changed": sheets.seen_before(draft, to),
            }
            for to in sheets.receivers(draft)
        ],
        "nothing": [str(to) for to in draft.recipients if not draft.goes_to(to)],
        **alarm(draft),
        "next_url": next_url(draft),
        "back_url": url(draft, "decision"),
    }


def see_sheet_page(draft: Draft, to: Recipient) -> Context:
    return {
        "decision": draft.decision,
        "reference": draft.decision.reference,
        "to": str(to),
        "content": sheets.readable(sheets.of(draft, to)),
        "version": sheets.fingerprint(draft, to),
        "seen": sheets.seen(draft, to),
        "changed": not sheets.seen(draft, to) and sheets.seen_before(draft, to),
        "grid_url": url(draft, "what-goes-to", pk=to.pk),
        "back_url": url(draft, "sheets"),
    }


def sheet_frame(draft: Draft, sheet: Sheet, title: str = "") -> Context:
    """What every page about one sheet shows."""
    return {
        "title": title,
        "reference": draft.decision.reference,
        "sheet": sheet.reference,
        "to": str(sheet.recipient),
        "content": sheets.readable(sheet.content),
        "back_url": url(draft, "sheet", sheet=sheet.reference) if title else url(draft, "decision"),
    }


def approve_page(draft: Draft, sheet: Sheet) -> Context:
    """With what its recipient would be told was wrong: those words go under the same approval."""
    lines = Q(item__lines__recipient=sheet.recipient_id, item__lines__choice="share") & ~Q(right="")
    found = FoundWrong.objects.filter(lines).order_by("pk").values_list("right", flat=True)
    worded = CorrectionWords.objects.filter(owed__sharing__sheet=sheet).values_list("text", flat=True)
    return {**sheet_frame(draft, sheet, "May this sheet go?"), "put_right": [*found, *worded]}


def approval_of(sheet: Sheet, now: str) -> Context:
    rows = sheet.approvals.select_related("signed_by")
    held = policy.refusal_of(may.check_may_go, sheet)
    ended = SheetEnded.objects.filter(sheet=sheet).select_related("ended_by").first()
    return {
        "waits": now == WAITS,
        "refused": now == REFUSED,
        "approved": now == APPROVED,
        "may_go": not held,
        "held": held if now in {APPROVED, NOT_NEEDED} else "",
        "ended": ended and {"why": ended.why, "by": ended.ended_by.name, "at": wording.moment(ended.ended_at)},
        "said": [_said(row) for row in rows],
    }


def _said(row: SheetApproval) -> dict[str, Any]:
    return {
        "agreed": row.agreed,
        "reasons": row.reasons,
        "by": row.signed_by.name,
        "at": wording.moment(row.signed_at),
    }


def sheet_print(sheet: Sheet) -> ToPrint:
    """PDF/A-3a and PDF/UA-1. Its title is its reference, it carries no other file, and nothing that is not on it."""
    may.check_may_go(sheet)
    return to_print(
        sheet.content, sheet.made_at, content_hash=sheet.content_hash, organisation=sheet.decision.organisation_id
    )


def to_print(content: sheets.Content, made_at: datetime, *, content_hash: str, organisation: int) -> ToPrint:
    """Its last page has the hash of what stands on it and nothing of the log, which tells of what was kept back."""
    made = Proof(str(content["reference"]), content_hash, organisation)
    html = render_to_string("decisions/sheets/sheet_pdf.html", {"content": sheets.readable(content), "proof": made})
    return ToPrint(html, title=str(content["reference"]), created_at=made_at)


def sheet_text(sheet: Sheet) -> str:
    """The same rows, for secure email."""
    may.check_may_go(sheet)
    return as_text(sheet.content)


def as_text(content: sheets.Content) -> str:
    return render_to_string("decisions/sheets/sheet.txt", {"content": sheets.readable(content)})


def sheets_to_approve(user: User) -> list[Waits]:
    """The sheets that wait for this person's approval, or somebody's beside them; the oldest first."""
    reached = Decision.objects.visible_to(user).filter(policy.within(user, "record.countersign"))
    theirs = without_a_part(reached.filter(pk=OuterRef("decision")), user)
    rows = waiting().filter(could_wait(user.organisation)).alias(theirs=Subquery(theirs.values("pk")))  # one by one
    rows = rows.filter(theirs__isnull=False).select_related("decision").defer("content")
    return [_waits(row) for row in rows.order_by("open__pk")[:MOST]]


def _waits(row: Sheet) -> Waits:
    path = reverse("approve-sheet", args=[row.decision.reference, row.reference])
    return Waits("Approve a sheet before it goes", row.reference, path, row.made_at)
