"""What was shared: each sheet, each time it went, and what came back; and what of it waits for somebody."""

from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions import words_of_sharing as words
from decisions.draft import Draft
from decisions.models import Acknowledgement, Decision, FoundWrong, ReceiptLink, RegisterEntry, SharingEvent, Sheet
from decisions.models.approving import ENDED, REFUSED, WAITS, standings
from decisions.models.lines import GOES
from decisions.models.receipts import came_back, last_moment_in_time, missing, once_astray, to_send
from decisions.policies import check_can_add
from decisions.policies.sheets import check_can_approve, check_can_end
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.sheets import approval_of, sheet_frame
from decisions.summary.waits import MOST, Waits
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows


def shared(draft: Draft) -> Context:
    """For the record's page: its sheets and how each stands; what an emergency shared; its incidents."""
    rows = list(Sheet.objects.filter(decision=draft.decision).select_related("recipient").defer("content"))
    now = standings(rows) if rows else {}
    events = list(_events(draft.decision))
    return {
        "sheets": [
            _sheet(draft, row, now[row.pk], [each for each in events if each.sheet_id == row.pk]) for row in rows
        ],
        "events": [_event(draft, each) for each in events if each.sheet_id is None],
        "afterwards": bool(draft.record and draft.record.entered_afterwards),
        "incidents": [each.reference for each in draft.decision.incidents.exclude(sharing__sheet=None).order_by("pk")],
    }


def _events(decision: Decision) -> Any:
    said = Acknowledgement.objects.select_related("said_by", "link").order_by("pk")
    rows = SharingEvent.objects.filter(decision=decision).select_related("written_by", "sheet__recipient")
    rows = rows.defer("sheet__content").prefetch_related(Prefetch("acknowledgements", said), "incidents", "links")
    return rows.order_by("pk")


def _sheet(draft: Draft, row: Sheet, standing: str, events: list[SharingEvent]) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "to": str(row.recipient),
        "state": _state(standing, events),
        "once_astray": _once_astray(events),
        "events": [_event(draft, each) for each in events],
    }


def _state(standing: str, events: list[SharingEvent]) -> str:
    """Of the last time it went."""
    if not events:
        now = {WAITS: "Waits for approval", REFUSED: "Not approved yet", ENDED: "Never goes"}
        return now.get(standing, "Not sent yet")
    return words.CAME_BACK[came_back(events[-1].acknowledgements.all())]


def _once_astray(events: list[SharingEvent]) -> str:
    """That it reached somebody else before: a mark of its own, beside how it stands now."""
    said = [list(event.acknowledgements.all()) for event in events]
    once = any(once_astray(each) for each in said)
    return words.ONCE_ASTRAY if once and came_back(said[-1]) != words.ASTRAY else ""


def _event(draft: Draft, row: SharingEvent) -> dict[str, Any]:
    how = wording.label(words.VERIFIED, row.verified_how)
    return {
        "pk": row.pk,
        "at": wording.moment(row.happened_at),
        "channel": words.CHANNELS[row.channel].label,
        "by": row.shared_by or row.written_by.name,
        "written_by": row.written_by.name if row.shared_by else "",
        "verified": row.verified_words if row.verified_how == "other" else how,
        "to": row.told_whom,
        "what": row.what,
        "note": row.note,
        "said": [_said(each) for each in row.acknowledgements.all()],
        "incidents": [each.reference for each in row.incidents.all()],
        "has_sheet": row.sheet_id is not None,
        "is_heard": came_back(row.acknowledgements.all()) == words.ARRIVED,
        "is_asked": any(link.is_open for link in row.links.all()),
    }


def _said(row: Acknowledgement) -> dict[str, str]:
    """A word through a link is worth what the address is worth that it went to."""
    through = f"Through the link to {row.link.email}" if row.link else ""
    by = f"Written down by {row.said_by.name}. {row.told_how}" if row.said_by else through
    return {"what": wording.came_back([row]), "words": row.words, "by": by, "at": wording.moment(row.said_at)}


def sheet_page(draft: Draft, sheet: Sheet, user: User) -> Context:
    events = [_event(draft, each) for each in _events(draft.decision).filter(sheet=sheet)]
    return {
        **sheet_frame(draft, sheet),
        "approval": approval_of(sheet, standings([sheet])[sheet.pk]),
        "can_approve": allows(check_can_approve, draft, sheet, user),
        "can_add": allows(check_can_add, draft, user),
        "can_end": allows(check_can_end, draft, sheet, user),
        "events": events,
        "found_wrong": wrong_on(sheet),
    }


def to_send_page(draft: Draft, title: str) -> Context:
    """The sheets that are still to go, instead of a box for words that they went."""
    rows = to_send(draft.decision.sheets.select_related("recipient").defer("content"))
    return {
        "title": title,
        "reference": draft.decision.reference,
        "sheets": [{"reference": row.reference, "to": str(row.recipient)} for row in rows],
        "back_url": url(draft, "decision"),
    }


def wrong_on(sheet: Sheet) -> list[str]:
    """What of it was found wrong: whoever sends it all the same should know."""
    lines = sheet.recipient.lines.filter(choice__in=GOES)
    found = FoundWrong.objects.filter(item__in=lines.values("item")).order_by("pk")
    return list(found.values_list("reference", flat=True))


def sharing_frame(draft: Draft, event: SharingEvent, title: str) -> Context:
    """What the pages about one sending show."""
    back = url(draft, "sheet", sheet=event.sheet.reference) if event.sheet else url(draft, "decision")
    return {
        "title": title,
        "reference": draft.decision.reference,
        "sheet": event.sheet.reference if event.sheet else "",
        "to": event.whom,
        "event": _event(draft, event),
        "links": [_link(row) for row in event.links.select_related("ended_by")],
        "back_url": back,
    }


def _link(row: ReceiptLink) -> dict[str, Any]:
    if row.ended_at:
        state = f"{row.ended_by.name if row.ended_by else ''} ended it on {wording.moment(row.ended_at)}"
    elif row.is_locked:
        state = "Five wrong codes were tried, so it opens nothing now"
    elif not row.is_open:
        state = "It is over"
    else:
        state = f"Opened on {wording.moment(row.opened_at)}" if row.opened_at else "Not opened yet"
    return {
        "pk": row.pk,
        "email": row.email,
        "is_open": row.is_open,
        "state": state,
        "until": wording.moment(row.until),
    }


def receipts_missing(user: User) -> list[Waits]:
    """Of the decisions this person carries, the sheets of which no word came back in time, or that did not arrive."""
    now = timezone.now()
    carried = RegisterEntry.objects.visible_to(user).filter(owner=user, unheard_since__isnull=False)
    overdue = Q(unheard_since__lt=last_moment_in_time(user.organisation, now))
    oldest = carried.filter(overdue).order_by("unheard_since", "pk")[:MOST]
    asked = [*oldest.values_list("pk", flat=True), *carried.exclude(overdue).values_list("pk", flat=True)]
    mine = SharingEvent.objects.filter(decision__in=asked)
    rows = missing(mine, user.organisation, now).select_related("sheet", "decision").defer("sheet__content")
    return [_missing(row) for row in rows.prefetch_related("acknowledgements").order_by("happened_at")[:MOST]]


def _missing(row: SharingEvent) -> Waits:
    assert row.sheet
    path = reverse("sheet", args=[row.decision.reference, row.sheet.reference])
    title = "Send a sheet again" if row.acknowledgements.all() else "Ask whether a sheet arrived"
    return Waits(title, row.sheet.reference, path, row.happened_at)
