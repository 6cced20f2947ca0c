"""The recorded decision: its page, its PDF, its history, and what is added to it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import rfc8785
from django.template.loader import render_to_string

from decisions import content, passages, policies, steps, telling, wording
from decisions.draft import Draft, load
from decisions.guidance.drawing import svg
from decisions.models import AdviceDiscussion, Decision, Record, ToDo
from decisions.policies.correcting import check_can_find_wrong
from decisions.policies.second_look import check_can_look_again
from decisions.policies.telling import check_can_tell
from decisions.summary import amending, record_data
from decisions.summary.correcting import found_wrong
from decisions.summary.drafts import Context
from decisions.summary.kept_mark import kept_mark
from decisions.summary.navigation import hand_over_url, url
from decisions.summary.quality import quality_beside
from decisions.summary.requests import answering, answers_of
from decisions.summary.reviewing import added_in_review, panel
from decisions.summary.second_look import looked_again, url_of
from decisions.summary.sharing import shared
from decisions.summary.telling import rows_of
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows
from infoshare.audit import keyed, log
from infoshare.audit.models import Event
from infoshare.documents.issuing import issue
from infoshare.documents.pdf import Attachment, ToPrint
from infoshare.documents.proof import proof

RECORD = "record"  # the kind of its document
HANDED_OVER = "decision.handed-over"
DID: Mapping[str, str] = MappingProxyType(
    {
        "decision.started": "Started the decision",
        "draft.saved": "Saved",
        "question.answered": "Answered",
        "recipient.added": "Added somebody it would go to",
        "recipient.changed": "Changed somebody it would go to",
        "recipient.removed": "Took off somebody it would go to",
        "item.added": "Added a piece of information",
        "item.changed": "Changed a piece of information",
        "item.removed": "Took off a piece of information",
        "lines.decided": "Decided what goes to somebody",
        "lines.kept-back": "Kept everything back from somebody",
        "advice.put": "Asked for advice",
        "advice.asked": "Wrote down that advice was asked",
        "advice.given": "Answered a question for advice",
        "advice.replied": "Wrote a message about advice",
        "advice.confirmed": "Said whether advice was written down as it was given",
        "advice.taken-back": "Took a question for advice back",
        "advice.still-holds": "Said why advice still holds after changes",
        "advice.outside-let-in": "Let an adviser outside into one question",
        "advice.outside-opened": "The adviser outside whom they let in opened the question",
        "advice.outside-wrong-code": "A wrong code was tried for the adviser outside whom they let in",
        "advice.outside-ended": "Ended the link of an adviser outside",
        "advice.recorded": "Wrote down the advice",
        "decision.recorded": "Recorded the decision",
        "decision.carried-on": "Carried it on as bulk sharing",
        "decision.amended": "Added to the record",
        "passage.amended": "Amended the record",
        "review.commented": "Commented",
        "addition.asked": "Asked for an addition",
        "countersignature.needed": "A countersignature is needed",
        "record.countersigned": "Said whether they agree, as a countersignature",
        "sheet.seen": "Looked at a recipient's sheet",
        "sheet.made": "Made a recipient's sheet",
        "sheet.approved": "Said whether a recipient's sheet may go",
        "sheet.taken": "Opened a recipient's sheet to send it",
        "sheet.ended": "Said that a recipient's sheet never goes",
        "sharing.noted": "Wrote down that it was sent",
        "receipt.asked": "Asked a recipient whether it arrived",
        "receipt.heard": "A recipient's answer was written down",
        "incident.opened": "Opened an incident",
        "incident.step-taken": "Wrote down a step of an incident",
        "incident.closed": "Closed an incident",
        "item.found-wrong": "Wrote down that something in it is wrong",
        "correction.owed": "Somebody is to be told that it was wrong",
        "correction.worded": "Wrote what one recipient may read as right",
        "correction.sent": "Wrote down that a correction was sent",
        "correction.asked": "Asked a recipient whether a correction was made",
        "correction.opened": "A recipient whom they asked opened the link about a correction",
        "correction.wrong-code": "A wrong code was tried for the link about a correction",
        "correction.link-ended": "Ended a link about a correction",
        "correction.heard": "A recipient's answer to a correction was written down",
        "correction.given-up": "Wrote down why somebody can't be told that it was wrong",
        "family.told": "Wrote down that the child or the family was told",
        "telling.looked-again": "Looked again at telling the child or the family",
        "request.answered": "Wrote down how the request was answered",
        "decision.reopened": "Opened it again, for new facts, as a decision of its own",
        "guidance.looked-again": "Said what a second look came to, for a newer edition",
        "clash.found": "Something was found that could harm somebody who must be protected",
        "clash.asked": "Asked somebody with approval to look at what could harm somebody",
        "clash.settled": "Said why that harms nobody",
        "clash.refused": "Words of a correction were refused: they could have harmed somebody who must be protected",
        "person.linked": "Said which person it is about",
        "person.unlinked": "Took off a person whom it was said to be about",
        "decision.flagged": "Marked to be looked at again: the consent it rests on was taken away",
        "record.put-back": "Had the whole record put back from a file",
        HANDED_OVER: "Handed over to",
    }
)


def record_page(draft: Draft, user: User) -> Context:
    whole, may_add = _record(draft), allows(policies.check_can_add, draft, user)
    return {
        **_shown(draft, whole),
        "can_add": may_add,
        "to_chase": amending.to_chase(draft) if may_add else [],
        "panel": panel(draft, user),
        "hand_over_url": hand_over_url(draft, user),
        "may_tell": allows(check_can_tell, draft, user),
        "may_find_wrong": allows(check_can_find_wrong, draft, user),
        **answering(draft, user),
        "looked_again": looked_again(draft.decision),
        "look_again_url": url_of(draft.decision) if allows(check_can_look_again, draft, user) else "",
        "pdf_url": url(draft, "pdf"),
        **kept_mark(draft.decision, user),
        **quality_beside(draft, user),
        "back_url": "/",
    }


def issued(decision: Decision, *, by: User) -> bytes:
    """The record of a decision as one sealed file."""
    return issue(lambda: record_print(load(decision)), about=decision, kind=RECORD, by=by)


def record_print(draft: Draft) -> ToPrint:
    """PDF/A-3a and PDF/UA-1, with the record's own data attached."""
    kept, whole = _kept(draft), _record(draft)
    last = log.history(draft.decision).filter(action__in=DID).order_by("-pk")[0]
    whole["proof"] = proof(last, reference=draft.decision.reference, content=kept.content_hash)
    html = render_to_string("decisions/record_pdf.html", _shown(draft, whole, amending.PRINTED))
    attachment = Attachment(
        name=f"{draft.decision.reference}.json",
        data=rfc8785.dumps(record_data.of(whole)),
        mime="application/json",
        description="The record as data, in canonical JSON",
    )
    title = f"Decision record {draft.decision.reference}"
    return ToPrint(html, title=title, attachments=(attachment,), created_at=kept.recorded_at)


def add_page(draft: Draft, title: str) -> Context:
    return {"reference": draft.decision.reference, "title": title, "back_url": url(draft, "decision")}


def countersign_page(draft: Draft) -> Context:
    return {**_shown(draft, _record(draft)), "back_url": url(draft, "decision")}


def _shown(draft: Draft, whole: Context, look: str = amending.ON_A_PAGE) -> Context:
    """The same as it is drawn: what was amended, at its place."""
    return {**whole, "record": amending.marked(_kept(draft).content, amending.of(draft), look)}


def _kept(draft: Draft) -> Record:
    assert draft.record is not None  # the views show these pages of recorded decisions only
    return draft.record


def _record(draft: Draft) -> Context:
    """What both the page and the PDF show: the frozen content, and what was added since."""
    kept = _kept(draft)
    answers = {answer["slug"]: answer["value"] for answer in kept.content["answers"]}
    todos = ToDo.objects.filter(decision=draft.decision).select_related("done_by__added_by", "asked_for__asked_by")
    return {
        "decision": draft.decision,
        "reference": draft.decision.reference,
        "record": kept.content,
        "recorded": _recorded(kept),
        "picture": svg(draft.pack, answers),
        "todos": [_todo(row) for row in todos],
        "amendments": amending.sequence(amending.of(draft)),
        "advice_since": [_asked_since(draft, row) for row in draft.discussions if row.about_record],
        "corrections": [_correction(row) for row in draft.discussions if _is_corrected_since(row, kept)],
        "history": _history(draft),
        "shared": shared(draft),
        "found_wrong": found_wrong(draft),
        **added_in_review(draft),
        **rows_of(telling.of(draft)),
        "answers": answers_of(draft),
    }


def _recorded(kept: Record) -> dict[str, str]:
    return {
        "by": kept.recorded_by.name,
        "at": wording.moment(kept.recorded_at),
        "happened": wording.moment(kept.happened_at),
        "hash": kept.content_hash,
    }


def _todo(row: ToDo) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "due": wording.moment(row.due_at),
        "done": hasattr(row, "done_by"),
        "asked_by": row.asked_for.asked_by.name if hasattr(row, "asked_for") else "",
    }


def _asked_since(draft: Draft, row: AdviceDiscussion) -> dict[str, Any]:
    return {
        "asked": wording.moment(row.asked_at),
        "whom": row.asked_whom,
        "rows": content.discussion(row),
        "open": row.is_open,
        "url": url(draft, "advice", pk=row.pk),
    }


def _is_corrected_since(row: AdviceDiscussion, kept: Record) -> bool:
    """What was corrected before it was recorded stands in the record."""
    word = row.last_word
    return not row.about_record and word is not None and word.said == "corrected" and word.given_at > kept.recorded_at


def _correction(row: AdviceDiscussion) -> dict[str, str]:
    """What an adviser says that they advised, against what the record says of it."""
    word = row.last_word
    return {"asked": row.reference, "whom": row.asked_whom, "text": content.answered(word) if word else ""}


def _history(draft: Draft) -> list[dict[str, str]]:
    events = list(log.history(draft.decision).filter(action__in=DID))
    said = keyed.said(events)
    takers = User.objects.in_bulk([event.facts["to"] for event in events if event.action == HANDED_OVER])
    return [_line(event, _about(event.action, said[event.pk], draft, takers)) for event in events]


def _line(event: Event, about: str) -> dict[str, str]:
    """One line of history: what was done, to which page or question or to whom, by whom, when."""
    did = DID[event.action]
    return {"did": f"{did}: {about}" if about else did, "by": event.by.name, "at": wording.moment(event.at)}


def _about(action: str, said: Mapping[str, Any], draft: Draft, takers: Mapping[int, User]) -> str:
    if action == "passage.amended":
        return passages.of(_kept(draft).content)[said["place"]].title
    if action == "draft.saved":
        return steps.step(said["page"]).title
    if action == "question.answered":
        question = draft.pack.question(said["question"])
        return f"{question.text} {question.label(said['answer'])}"
    return takers[said["to"]].name if action == HANDED_OVER else ""
