"""The pages of a request that is answered: the letter that refuses, how the answer went, and opening it again."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions.draft import Draft
from decisions.letters import refusal
from decisions.letters.sentences import Letter
from decisions.models import Answer, Decision, Request, RequestAnswer
from decisions.policies import requests as rules
from decisions.summary.navigation import url
from decisions.summary.waits import MOST, Waits, end_of
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows
from infoshare.documents.pdf import ToPrint

Context = dict[str, object]


def answering(draft: Draft, user: User) -> Context:
    """For the page of the record: how it was answered, what can be done, and the decisions that look at it again."""
    return {
        "may_answer": allows(rules.check_is_answered_here, draft, user),
        "may_refuse": allows(rules.check_can_refuse, draft, user),
        "answer_by": wording.day(draft.request.answer_by) if draft.request else "",
        "again": _opened(draft.decision.reopenings.values_list("decision", flat=True), user),
        "looks_again_at": _opened([draft.reopening.reopens_id], user) if draft.reopening else [],
    }


def answers_of(draft: Draft) -> list[dict[str, str]]:
    return [
        {
            "on": wording.day(row.on),
            "how": row.how,
            "by": row.answered_by.name,
            "at": wording.moment(row.answered_at),
        }
        for row in draft.decision.request_answers.select_related("answered_by")
    ]


def _opened(numbers: Collection[int] | QuerySet[Any, int], user: User) -> list[str]:
    """The references of those that the reader may open."""
    return list(
        Decision.objects.visible_to(user).filter(pk__in=numbers).order_by("pk").values_list("reference", flat=True)
    )


def refusal_of(draft: Draft, request: Request) -> Letter:
    return refusal.letter(draft, request, guarded=rules.is_guarded(draft, request))


def refusal_page(draft: Draft, request: Request) -> Context:
    guarded = rules.is_guarded(draft, request)
    return {
        "reference": draft.decision.reference,
        "letter": refusal.letter(draft, request, guarded=guarded),
        "name": "To whoever asked",
        "guarded": guarded,
        "pdf_url": url(draft, "refusal-pdf"),
        "text_url": url(draft, "refusal-text"),
        "back_url": url(draft, "decision"),
    }


def refusal_print(draft: Draft, request: Request, *, at: datetime) -> ToPrint:
    on = wording.day(timezone.localtime(at).date())
    html = render_to_string("decisions/letters/letter_pdf.html", {"letter": refusal_of(draft, request), "on": on})
    return ToPrint(html, title=f"Letter {draft.decision.reference}", created_at=at, printed_on=on)


def requests_to_answer(user: User) -> list[Waits]:
    """Requests with a day to answer by, of one's own decisions, that nobody has answered; the soonest first."""
    answered = RequestAnswer.objects.filter(decision=OuterRef("decision"))
    no_request = Answer.objects.filter(decision=OuterRef("decision"), slug="situation").exclude(value="request")
    mine = Decision.objects.visible_to(user).filter(owner=user, flow=None, emergency=None)
    rows = Request.objects.filter(decision__in=mine, answer_by__isnull=False)
    rows = rows.exclude(Exists(answered)).exclude(Exists(no_request))
    found = rows.select_related("decision").order_by("answer_by", "pk")[:MOST]
    return [_waits(row.decision, row) for row in found]


def _waits(decision: Decision, row: Request) -> Waits:
    assert row.answer_by
    where = reverse("decision", args=[decision.reference])
    since = timezone.make_aware(datetime.combine(row.received_on, datetime.min.time()))
    return Waits("Answer a request", decision.reference, where, since, end_of(row.answer_by))
