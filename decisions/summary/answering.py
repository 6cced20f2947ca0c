"""What whoever is asked for advice is shown: the question, what it rests on, the way so far, and what was said."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from decisions import asking, wording, words
from decisions.advising import clock
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision, OutsideAdviser
from decisions.policies import advice as policies
from decisions.summary.earlier import earlier_advice
from decisions.summary.threads import Context, thread
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows

WAY = asking.PARTS["answers"]
LONG = 400  # characters of a part that is read on the page; a longer one opens


def answer_page(discussion: AdviceDiscussion, user: User) -> Context:
    draft = load(discussion.decision)
    return {
        **asked_of(discussion),
        "thread": thread(discussion, user),
        "changed": [each.part for each in asking.changed_since(draft, discussion)],
        "earlier": earlier_advice(discussion, user),
        "decision": _opens(discussion, user),
        "can_answer": allows(policies.check_can_answer, discussion, user),
        "stays": not allows(policies.check_opinion_may_change, discussion),
        "has_answered": discussion.answers.filter(given_by=user).exists(),
        "back_url": "/",
    }


def asked_of(discussion: AdviceDiscussion) -> Context:
    """What every adviser is shown, be they outside: what was frozen when it was put, who asked, by when."""
    shown: Mapping[str, Any] = discussion.shown
    parts = [_part(each) for each in shown["parts"]]
    return {
        "asked": discussion.reference,
        "question": shown["question"],
        "place": shown["place"],
        "guidance": shown["guidance"],
        "names_withheld": discussion.identity_withheld,
        "facts": [each for each in parts if each["title"] != WAY],
        "way": next((each["rows"] for each in parts if each["title"] == WAY), []),
        "asker": _asker(discussion),
        "asked_at": wording.moment(discussion.asked_at),
        "due": wording.moment(discussion.due_at),
        "overdue": discussion.is_open and clock.is_overdue(discussion.due_at, timezone.now()),
        "is_open": discussion.is_open,
        "ended": discussion.ended_at is not None,
        "about_record": discussion.about_record,
    }


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    return {**part, "is_long": sum(len(row["text"]) for row in part["rows"]) > LONG}


def _asker(discussion: AdviceDiscussion) -> str:
    team = discussion.decision.team
    said = (discussion.asked_by.name, discussion.asked_by.role_title, team.name if team else "")
    return ", ".join(each for each in said if each)


def _opens(discussion: AdviceDiscussion, user: User) -> str:
    """Its address, where names are given and the reader may open it anyway."""
    seen = Decision.objects.visible_to(user).filter(pk=discussion.decision_id)
    if discussion.identity_withheld or not seen.exists():
        return ""
    return reverse("decision", args=[discussion.decision.reference])


def say_page(discussion: AdviceDiscussion) -> Context:
    return {**asked_of(discussion), "back_url": reverse("put-question", args=[discussion.reference])}


def confirm_page(discussion: AdviceDiscussion, written: Mapping[str, str], user: User) -> Context:
    return {
        **asked_of(discussion),
        "thread": thread(discussion, user),
        "written": wording.rows(
            ("You are said to have advised", words.ADVICE[written["advice"]].label),
            ("What you said", written["text"]),
            ("On conditions", written["conditions"]),
            ("When", wording.day(discussion.advised_on)),
        ),
        "has_said": discussion.answers.filter(given_by=user).exists(),
        "back_url": "/",
    }


def outside_page(adviser: OutsideAdviser) -> Context:
    discussion = adviser.discussion
    return {
        **asked_of(discussion),
        "organisation": discussion.decision.organisation.name,
        "thread": thread(discussion, adviser),
        "until": wording.moment(adviser.until),
        "has_answered": adviser.answers.exists(),
        "stays": not allows(policies.check_opinion_may_change, discussion),
    }
