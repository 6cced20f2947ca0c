"""The pages of whoever asks for advice: put a question, one discussion, what changed since; and the list of advice."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from decisions import asking, content, steps, wording, words
from decisions.advising import clock
from decisions.draft import Draft
from decisions.guidance import packs
from decisions.guidance.pack import Question
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.policies.advice import check_can_take_back, never_asked
from decisions.summary.drafts import Context
from decisions.summary.navigation import place_url, url
from decisions.summary.protecting import alarm
from decisions.summary.threads import thread
from infoshare.accounts import duty, notices
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows

PAGE = 25


def ask_page(draft: Draft, slug: str, preview: Mapping[str, Any] | None = None) -> Context:
    """`preview` is what the adviser will see, once there is something to see."""
    return {
        **_place(draft, slug),
        "bulk": draft.is_bulk,
        "preview": preview,
        "elsewhere_url": url(draft, "ask-elsewhere", slug=slug),
    }


def elsewhere_page(draft: Draft, slug: str) -> Context:
    return {**_place(draft, slug), "ask_url": url(draft, "ask", slug=slug)}


def on_duty(draft: Draft, by: User) -> dict[str, str]:
    """For each role that can be asked, a line that says whom a question goes to today."""
    decision, out, today = draft.decision, never_asked(draft.decision, by), timezone.localdate()
    found = {
        role: duty.on_duty(decision.organisation, role, team=decision.team, on=today, but=out)
        for role in words.ROLES_ASKED
    }
    return {role: _whom(each) for role, each in found.items()}


def _whom(found: duty.Duty) -> str:
    names = ", ".join(user.name for user in found.people)
    if found.because == duty.NOBODY:
        return "Nobody is there. Ring somebody, and write down what they say."
    if found.because == duty.HOLDS:
        return f"Goes to {names}."
    if found.because == duty.DEPUTY:
        return f"Away. Goes to {names}, who stands in."
    return f"Nobody is there. Goes to {names} ({words.ADVISERS[found.role].label})."


def advice_page(draft: Draft, discussion: AdviceDiscussion, user: User) -> Context:
    last = last_answer(discussion, user)
    return {
        **_place(draft, discussion.question),
        "discussion": discussion,
        "role": words.ADVISERS[discussion.role].label,
        "asked": wording.moment(discussion.asked_at),
        "due": wording.moment(discussion.due_at),
        "late": discussion.is_open and clock.is_overdue(discussion.due_at, timezone.now()),
        "answer": answered(last) if last else None,
        "read": last.pk if last else "",
        "both_wait": not last and discussion.other is not None,
        "rows": content.discussion(discussion, left=not content.is_on_the_way(draft, discussion)),
        "can_take_back": allows(check_can_take_back, discussion, user),
        "let_in": any(each.is_let_in for each in discussion.outside_advisers.select_related("discussion")),
        "changes": _changes(draft, discussion),
        "stale": discussion.is_closed and asking.is_stale(draft, discussion),
        "still_holds": discussion.still_holds_why,
        "corrected": discussion.is_closed and discussion.is_corrected,
        "thread": thread(discussion, user),
        "not_mailed": _not_mailed(discussion),
        "urls": {
            "take_back": url(draft, "take-back-question", pk=discussion.pk),
            "still_holds": url(draft, "still-holds", pk=discussion.pk),
            "say": url(draft, "say-to-adviser", pk=discussion.pk),
            "outside": url(draft, "let-outside-in", pk=discussion.pk),
        },
    }


def _not_mailed(discussion: AdviceDiscussion) -> str:
    """Where those it was put to could not be mailed: they see it when they sign in."""
    told = notices.failing().filter(path=reverse("put-question", args=[discussion.reference]))
    return notices.NOT_MAILED if discussion.is_open and told.exists() else ""


def last_answer(discussion: AdviceDiscussion, user: User) -> AdviceAnswer | None:
    """The one that counts, as far as this person may see it already."""
    found = AdviceAnswer.objects.open_to(user).filter(discussion=discussion, said="answer")
    return found.select_related("given_by", "outside").last()


def answered(answer: AdviceAnswer) -> Context:
    return {
        "pk": answer.pk,
        "by": answer.giver,
        "as": words.ADVISERS[answer.given_as].label,
        "at": wording.moment(answer.given_at),
        "advice": words.ADVICE[answer.advice].label,
        "rationale": answer.rationale,
        "conditions": answer.conditions,
        "principles": [words.PRINCIPLES[slug].label for slug in words.PRINCIPLES if slug in answer.principles],
    }


def still_holds_page(draft: Draft, discussion: AdviceDiscussion) -> Context:
    return {
        **_place(draft, discussion.question),
        "discussion": discussion,
        "changes": _changes(draft, discussion),
        "ask_url": url(draft, "ask", slug=discussion.question),
        "back_url": url(draft, "advice", pk=discussion.pk),
    }


def stands_now(draft: Draft, discussion: AdviceDiscussion) -> str:
    """The mark of what the advice rests on, as it is now."""
    return content.fingerprint(asking.rests_on(draft, discussion.question))


def _changes(draft: Draft, discussion: AdviceDiscussion) -> list[Context]:
    return [
        {"part": each.part, "gone": each.gone, "came": each.came} for each in asking.changed_since(draft, discussion)
    ]


def _place(draft: Draft, slug: str) -> Context:
    question: Question | None = None
    if slug != steps.RECORD and not slug.startswith(steps.PAGE):
        question = draft.pack.question(slug)
    back = url(draft, "decision") if draft.record else place_url(draft, slug)
    return {
        "draft": draft,
        "decision": draft.decision,
        "reference": draft.decision.reference,
        "place": steps.place(draft.pack, slug),
        "question": question,
        "recorded": draft.record is not None,
        "back_url": back,
        **alarm(draft),
    }


def discussions_page(user: User, query: Mapping[str, str]) -> Context:
    """The advice recorded in the decisions this person may see: all of it, or only what still waits."""
    found = AdviceDiscussion.objects.filter(decision__in=Decision.objects.visible_to(user))
    only_open = query.get("show") == "waiting"
    if only_open:
        found = found.waiting()
    found = found.select_related("decision", "asked_by").order_by("-asked_at", "-id")[:PAGE]
    rows = [_discussion(row) for row in found]
    return {
        "shown": [row["reference"] for row in rows],
        "discussions": rows,
        "only_open": only_open,
        "page_size": PAGE,
        "back_url": "/",
    }


def _discussion(row: AdviceDiscussion) -> Context:
    return {
        "reference": row.decision.reference,
        "question": steps.place(packs.get(row.decision.pack_id), row.question),
        "asked_whom": row.asked_whom,
        "role": words.ADVISERS[row.role].label,
        "asked": wording.moment(row.asked_at),
        "by": row.asked_by.name,
        "dilemma": row.dilemma,
        "advice_text": row.advice_text,
        "advice": _state(row),
        "followed": wording.label(words.FOLLOWED, row.followed),
    }


def _state(row: AdviceDiscussion) -> str:
    return "Taken back" if row.ended_at else wording.label(words.ADVICE, row.advice) or "Waiting"
