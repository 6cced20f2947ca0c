"""What was found wrong, who is told, and how that stands: its page, the letter, and what of it waits for somebody."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions import words_of_sharing as words
from decisions.draft import Draft
from decisions.letters import correction
from decisions.models import (
    AdviceDiscussion,
    CorrectionHeard,
    CorrectionLink,
    CorrectionOwed,
    CorrectionSent,
    Decision,
    FoundWrong,
)
from decisions.models.corrections_due import to_send, unconfirmed
from decisions.policies import Refused
from decisions.policies import correcting as policies
from decisions.sheet import Content
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.waits import MOST, Waits
from decisions.words_of_sharing import CONFIRMS, LOST
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows
from infoshare.documents.pdf import ToPrint

IN_THE_EMERGENCY = "Those who were told in the emergency"
CONFIRMED, GIVEN_UP, SENT, TO_SEND = "Put right", "Given up", "Sent, not confirmed yet", "To send"
NOT_NEEDED = "Needs no correction"
ASK_TO_DELETE = "Ask somebody to delete what was not meant for them"


def owed_rows() -> "QuerySet[CorrectionOwed]":
    """Each with all that became of it."""
    heard = CorrectionHeard.objects.select_related("said_by")
    sent = CorrectionSent.objects.select_related("written_by").prefetch_related(
        Prefetch("heard", heard), Prefetch("links", CorrectionLink.objects.select_related("heard"))
    )
    rows = CorrectionOwed.objects.select_related(
        "wrong__item", "wrong__decision", "sharing__sheet__recipient", "given_up__given_up_by"
    )
    beside = ("worded", "sharing__acknowledgements", "sharing__incidents")
    return rows.prefetch_related(Prefetch("sent", sent), *beside).order_by("pk")


def found_wrong(draft: Draft) -> list[dict[str, Any]]:
    """For the record's page and its PDF: each thing that was found wrong, and who was told."""
    rows = FoundWrong.objects.filter(decision=draft.decision).select_related("item", "written_by")
    return [_found(draft, row) for row in rows.prefetch_related(Prefetch("owed", owed_rows())).order_by("pk")]


def _found(draft: Draft, row: FoundWrong) -> dict[str, Any]:
    owed = [_owed(each) for each in row.owed.all()]
    number = [each.pk for each in draft.items].index(row.item_id) + 1 if row.item_id else 0
    return {
        "reference": row.reference,
        "called": f"Information {number}" if number else "What was told in the emergency",
        "text": row.item.text if row.item else row.what,
        "kind": words.WRONG[row.kind].label,
        "withdrawn": row.kind == "withdrawn",
        "right": row.right,
        "found_how": row.found_how,
        "found_by": row.found_by,
        "by": row.written_by.name,
        "at": wording.moment(row.written_at),
        "owed": owed,
        "is_open": any(each["is_open"] for each in owed),
    }


def _owed(row: CorrectionOwed) -> dict[str, Any]:
    state = state_of(row)
    sheet = row.sharing.sheet if row.sharing else None
    return {
        "pk": row.pk,
        "to": row.sharing.whom if row.sharing else IN_THE_EMERGENCY,
        "sheet": sheet.reference if sheet else "",
        "went": wording.moment(row.sharing.happened_at) if row.sharing else "",
        "went_astray": bool(row.sharing and row.sharing.went_astray),
        "state": state,
        "is_open": state in {SENT, TO_SEND},
        "sent": [_sent(each) for each in row.sent.all()],
        "given_up": _given_up(row),
    }


def state_of(row: CorrectionOwed) -> str:
    """The same as models/corrections_due.py, of a row that was read with all that became of it."""
    sent = list(row.sent.all())
    said = {each.said for each in sent[-1].heard.all()} if sent else set()
    if said & set(CONFIRMS):
        return CONFIRMED
    if hasattr(row, "given_up"):
        return NOT_NEEDED if row.given_up.kind == "not_needed" else GIVEN_UP
    return SENT if sent and not said & set(LOST) else TO_SEND


def _given_up(row: CorrectionOwed) -> dict[str, str]:
    if not hasattr(row, "given_up"):
        return {}
    it = row.given_up
    kind = words.GIVEN_UP[it.kind].label
    return {"kind": kind, "why": it.why, "by": it.given_up_by.name, "at": wording.moment(it.given_up_at)}


def _sent(row: CorrectionSent) -> dict[str, Any]:
    return {
        "at": wording.moment(row.happened_at),
        "channel": words.CHANNELS[row.channel].label,
        "by": row.sent_by or row.written_by.name,
        "written_by": row.written_by.name if row.sent_by else "",
        "note": row.note,
        "letter": row.letter,
        "heard": [_heard(each) for each in row.heard.all()],
        "links": [_link(each) for each in row.links.all()],
        "is_asked": any(each.is_open and not hasattr(each, "heard") for each in row.links.all()),
    }


def _heard(row: CorrectionHeard) -> dict[str, str]:
    by = f"Written down by {row.said_by.name}. {row.told_how}" if row.said_by else "Through their link"
    what = words.PUT_RIGHT_THEIRS[row.said]
    return {"what": what, "words": row.words, "by": by, "at": wording.moment(row.said_at)}


def _link(row: CorrectionLink) -> dict[str, Any]:
    opened = f"Opened on {wording.moment(row.opened_at)}" if row.opened_at else "Not opened yet"
    return {"pk": row.pk, "email": row.email, "is_open": row.is_open, "state": opened if row.is_open else "It is over"}


def find_wrong_page(draft: Draft) -> Context:
    return {
        "reference": draft.decision.reference,
        "afterwards": bool(draft.record and draft.record.entered_afterwards),
        "back_url": url(draft, "decision"),
    }


def found_wrong_page(draft: Draft, wrong: FoundWrong, *, can_add: bool) -> Context:
    """Also who advised: their advice may rest on it."""
    row = next(each for each in found_wrong(draft) if each["reference"] == wrong.reference)
    return {
        "reference": draft.decision.reference,
        "row": row,
        "can_add": can_add,
        "asked": [
            {"whom": each.asked_whom, "reference": each.reference}
            for each in draft.discussions
            if _may_rest_on(each, wrong)
        ],
        "back_url": url(draft, "decision"),
    }


def _may_rest_on(asked: AdviceDiscussion, wrong: FoundWrong) -> bool:
    """Whether the piece stands in what was frozen for it; also where that can't be told."""
    frozen = asked.rested_on.get("items", [])
    return not (asked.rested_on and wrong.item) or any(wrong.item.text in each["text"] for each in frozen)


def correction_frame(draft: Draft, owed: CorrectionOwed, title: str = "") -> Context:
    """What every page about one recipient's correction shows."""
    where = {"wrong": owed.wrong.reference}
    page = url(draft, "found-wrong", **where)
    return {
        "title": title,
        "reference": draft.decision.reference,
        "wrong": owed.wrong.reference,
        "row": _owed(owed),
        "withdrawn": owed.wrong.kind == "withdrawn",
        "back_url": url(draft, "correction", **where, pk=owed.pk) if title else page,
    }


def correction_page(draft: Draft, owed: CorrectionOwed) -> Context:
    sheet = owed.sharing.sheet if owed.sharing else None
    has_letter = allows(policies.check_has_a_letter, owed)
    return {
        **correction_frame(draft, owed),
        **_letter(draft, owed),
        "in_part": bool(sheet and correction.in_part(draft, sheet, owed.wrong)),
        "may_word": has_letter and owed.wrong.kind == "wrong",
        "may_ask": has_letter and any(each.letter for each in list(owed.sent.all())[-1:]),
    }


def correction_letter(draft: Draft, owed: CorrectionOwed) -> Content:
    """What it says now. Raises Refused while none may go."""
    there = correction.versions(draft, owed, timezone.now())
    policies.check_letter(draft, owed, there[-1].right if there else "")
    return there[-1].content


def letters_offered(draft: Draft, owed: CorrectionOwed) -> dict[str, Any]:
    """Each that there was until now, the newest last: one of them went, or none. Chosen is the only one that may go."""
    there = correction.versions(draft, owed, timezone.now())
    is_plain = len(there) == 1 and allows(policies.check_letter, draft, owed, there[0].right)
    return {"letters": there, "chosen": there[0].mark if is_plain else ""}


def _letter(draft: Draft, owed: CorrectionOwed) -> Context:
    """The letter, or why there is none."""
    try:
        return {"content": correction_letter(draft, owed), "no_letter": ""}
    except Refused as refused:
        return {"content": None, "no_letter": str(refused)}


def correction_print(content: Content) -> ToPrint:
    """PDF/A-3a and PDF/UA-1. Its title is the sheet's reference; it carries no other file."""
    html = render_to_string("decisions/correcting/letter_pdf.html", {"content": content})
    title = f"Correction to {content['sheet']}"
    return ToPrint(html, title=title, created_at=timezone.now(), printed_on=str(content["date"]))


def correction_text(content: Content) -> str:
    return render_to_string("decisions/correcting/letter.txt", {"content": content})


def corrections_to_send(user: User) -> list[Waits]:
    """Of the decisions this person carries, who is still to be told that something was wrong."""
    carried = Decision.objects.visible_to(user).filter(owner=user)
    rows = to_send(CorrectionOwed.objects.filter(wrong__decision__in=carried.values("pk")))
    rows = rows.select_related("wrong__decision", "sharing").order_by("pk")
    beside = ("sharing__acknowledgements", "sharing__incidents")
    return [_waits(_to_do(row), row) for row in rows.prefetch_related(*beside)[:MOST]]


def _to_do(row: CorrectionOwed) -> str:
    return ASK_TO_DELETE if row.sharing and row.sharing.went_astray else "Send a correction"


def corrections_unconfirmed(user: User) -> list[Waits]:
    """The same of those that went and that nobody confirmed in time."""
    carried = Decision.objects.visible_to(user).filter(owner=user)
    rows = unconfirmed(user.organisation, timezone.now()).filter(owed__wrong__decision__in=carried.values("pk"))
    rows = rows.select_related("owed__wrong__decision").defer("letter").order_by("happened_at")
    return [_waits("Ask whether a correction was made", row.owed) for row in rows[:MOST]]


def _waits(title: str, row: CorrectionOwed) -> Waits:
    path = reverse("correction", args=[row.wrong.decision.reference, row.wrong.reference, row.pk])
    return Waits(title, row.wrong.reference, path, row.owed_at)
