"""What whoever asks is shown while a question is out: a message as the adviser will see it, and who is let in."""

import re
from collections.abc import Sequence

from django.urls import reverse

from decisions import asking, content, wording
from decisions.actions.outside import LetIn
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, OutsideAdviser
from decisions.summary.one_time_links import Whole, code_shown, mail_link
from decisions.summary.threads import Context

SUBJECT = "You are asked for professional advice"
WITHHELD = re.compile(r"(\[[a-z ]+ withheld\])")


def say_to_adviser_page(draft: Draft, discussion: AdviceDiscussion) -> Context:
    reference = draft.decision.reference
    return {
        "reference": reference,
        "discussion": discussion,
        "names_withheld": discussion.identity_withheld,
        "back_url": reverse("advice", args=[reference, discussion.pk]),
    }


def seen_by_adviser(draft: Draft, discussion: AdviceDiscussion, *, text: str, also: Sequence[str] = ()) -> Context:
    """The message word for word, in parts: those that stand for something withheld, and the others."""
    shown = asking.withheld(draft, text, [*discussion.also, *also]) if discussion.identity_withheld else text
    parts = WITHHELD.split(shown) if discussion.identity_withheld else [shown]
    return {
        "parts": [{"text": each, "withheld": bool(WITHHELD.fullmatch(each))} for each in parts],
        "seen": content.fingerprint({"shown": shown}),
    }


def mail_adviser_link(made: LetIn, whole: Whole) -> bool:
    """It says nothing of the question, and names nobody."""
    to, until, path = made.adviser.email, made.adviser.until, reverse("outside", args=[made.token])
    return mail_link(path, email=to, until=until, subject=SUBJECT, template="decisions/advice/mail.txt", whole=whole)


def code_page(draft: Draft, discussion: AdviceDiscussion, made: LetIn) -> Context:
    frame, let_in = say_to_adviser_page(draft, discussion), made.adviser
    links_url = reverse("let-outside-in", args=[draft.decision.reference, discussion.pk])
    about, whom = discussion.reference, f"{let_in.name} at {let_in.organisation}"
    return frame | code_shown(
        made.code, whom=whom, email=let_in.email, until=let_in.until, about=about, links_url=links_url
    )


def let_in_page(draft: Draft, discussion: AdviceDiscussion) -> Context:
    """Who was let in, and what became of it."""
    rows = discussion.outside_advisers.select_related("discussion", "ended_by")
    return {
        **say_to_adviser_page(draft, discussion),
        "people": [_let_in(row) for row in rows],
        "is_let_in": any(row.is_let_in for row in rows),
        "asked_whom": discussion.asked_whom,
    }


def _let_in(row: OutsideAdviser) -> Context:
    return {
        "pk": row.pk,
        "name": row.name,
        "organisation": row.organisation,
        "email": row.email,
        "until": wording.moment(row.until),
        "is_let_in": row.is_let_in,
        "state": _state(row),
    }


def _state(row: OutsideAdviser) -> str:
    if row.ended_at:
        return f"{row.ended_by} ended it on {wording.moment(row.ended_at)}"
    if row.is_locked:
        return "Five wrong codes were tried, so the link opens nothing now"
    if not row.is_let_in:
        return "It is over"
    return f"They opened it on {wording.moment(row.opened_at)}" if row.opened_at else "They have not opened it yet"
