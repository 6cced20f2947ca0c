"""Asking for advice in tests: put a question as its page would, answer it, close it."""

from uuid import UUID, uuid4

from decisions import actions, asking, content
from decisions.actions import answering
from decisions.actions.asking import Put, Whom
from decisions.asking import Question
from decisions.draft import load
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of

MANAGER = Whom("manager")


def put(
    decision: Decision,
    place: str = "situation",
    *,
    by: User,
    text: str = "A child in my class: may I?",
    whom: Whom = MANAGER,
    urgency: str = "days",
    named_why: str = "",
    also: tuple[str, ...] = (),
    second: Whom | None = None,
    key: UUID | None = None,
) -> AdviceDiscussion:
    """Send it as the page would on which the asker read what the adviser will see. A reason to name lifts the names."""
    question = Question(place, text, names_withheld=not named_why, also=also)
    seen = content.fingerprint(asking.shown(load(decision), question))
    wanted = Put(question, urgency, whom, named_why=named_why, second=second)
    return actions.put_question(decision=decision, put=wanted, request_key=key or uuid4(), seen=seen, by=by)


def said(**instead: object) -> dict[str, object]:
    """What the page of an answer holds."""
    return {
        "given_as": "manager",
        "advice": "share_part",
        "rationale": "The school needs the times, not the reasons",
        "conditions": "",
        "principles": [],
        "consulted": "",
        "options": "",
        "theme": "",
        "lesson": "",
        "review_on": None,
        **instead,
    }


def give(discussion: AdviceDiscussion, *, by: User, key: UUID | None = None, **instead: object) -> AdviceAnswer:
    return answering.answer(discussion=discussion, request_key=key or uuid4(), values=said(**instead), by=by)


def follow(discussion: AdviceDiscussion, *, by: User, **instead: object) -> None:
    """Take the last answer over, as its page would that was opened just now."""
    last = AdviceAnswer.objects.open_to(by).filter(discussion=discussion).latest("pk")
    values = {"followed": "yes", "not_followed_why": "", **instead}
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    actions.follow(discussion=now, answer=last, values=values, seen=fingerprint(values_of(now, values)), by=by)
