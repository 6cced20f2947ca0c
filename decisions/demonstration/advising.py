"""Advice in the demonstration: one question that waits, one that is answered, one the Guardian has, one elsewhere."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid5

from django.utils import timezone

from decisions import actions, asking, content
from decisions.actions import answering
from decisions.actions.asking import Put, Whom
from decisions.asking import Question
from decisions.demonstration.walk import KEYS
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy

MAY_WE = "He has missed school for three weeks and the other school asks why. May we say what the family told us?"
HOW_MUCH = "How much of the behaviour log does the new school need: the dates, or the notes too?"
WHOM_TO_TELL = "The family asks what we wrote down about them. May we show them the whole record?"


def settle(decisions: Mapping[str, Decision], people: Mapping[str, User]) -> None:
    """Each once; what is there already stays as it is."""
    with tenancy.organisation(people["Ben Hughes"].organisation_id):
        _put(decisions["R19"], people["Ben Hughes"], _place(decisions["R19"]), MAY_WE, Whom("manager"), "today")
        answered = _put(
            decisions["R15"], people["Carys Lloyd"], "page-items", HOW_MUCH, Whom("safeguarding_lead"), "days"
        )
        _answer(answered, people["Deepa Nair"])
        _put(decisions["C01"], people["Deepa Nair"], "record", WHOM_TO_TELL, Whom("caldicott_guardian"), "days")
        _elsewhere(decisions["R15"], people["Carys Lloyd"], people["Grace Obi"])


def _place(decision: Decision) -> str:
    return load(decision).route.asked[0]


def _put(decision: Decision, by: User, place: str, text: str, whom: Whom, urgency: str) -> AdviceDiscussion:
    key = uuid5(KEYS, f"{decision.request_key} {place} {whom.role}")
    if before := AdviceDiscussion.objects.filter(decision=decision, request_key=key).first():
        return before
    question = Question(place, text, names_withheld=True)
    seen = content.fingerprint(asking.shown(load(decision), question))
    put = Put(question, urgency, whom)
    return actions.put_question(decision=decision, put=put, request_key=key, seen=seen, by=by)


def _answer(discussion: AdviceDiscussion, by: User) -> None:
    if discussion.answers.exists():
        return
    values = {
        "given_as": "safeguarding_lead",
        "advice": "share_part",
        "rationale": "The new school needs the dates and what helped. The notes name other children: leave them out.",
        "conditions": "Ring the school first, and ask who reads it there.",
        "theme": "others_named",
        "lesson": "A log of behaviour names other children. Send what helped, not the whole log.",
    }
    answering.answer(discussion=discussion, request_key=discussion.request_key, values=values, by=by)


def _elsewhere(decision: Decision, by: User, adviser: User) -> None:
    key = uuid5(KEYS, f"{decision.request_key} elsewhere")
    if AdviceDiscussion.objects.filter(decision=decision, request_key=key).exists():
        return
    asked = {
        "asked_whom": adviser.name,
        "role": "caldicott_guardian",
        "asked_at": timezone.now() - timedelta(hours=3),
        "dilemma": "Is it right to send anything before the parents have answered?",
        "identity_withheld": True,
        "named_why": "",
    }
    said = {
        "advice": "share",
        "advice_text": "Yes, what keeps the child safe in the first week. Tell the parents the same day.",
        "advised_on": timezone.localdate(),
        "followed": "yes",
        "not_followed_why": "",
    }
    actions.write_down(
        decision=decision, slug="page-risks", request_key=key, asked=asked, said=said, adviser=adviser, by=by
    )
