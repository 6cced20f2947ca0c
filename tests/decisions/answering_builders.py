"""Questions put to advisers, and what is said to them, as the pages would do it; and somebody outside at a browser."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core import mail
from django.test import Client
from django.utils import timezone

from decisions import asking, content
from decisions.actions import answering, put_question, write_down
from decisions.actions import outside as letting_in
from decisions.actions.asking import Put, Whom
from decisions.draft import load
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, Decision
from infoshare.accounts.models import User
from tests.decisions.pages import form_on

QUESTION = "A child in my class was hurt at home. May I tell the nurse?"


def put(
    decision: Decision,
    *,
    by: User,
    whom: Whom | None = None,
    second: Whom | None = None,
    place: str = "situation",
    text: str = QUESTION,
    named_why: str = "",
    also: tuple[str, ...] = (),
) -> AdviceDiscussion:
    """As the preview page sends it; with names where it says why."""
    question = asking.Question(place, text, not named_why, also)
    seen = content.fingerprint(asking.shown(load(decision), question))
    sent = Put(question, "days", whom or Whom("safeguarding_lead"), named_why, second)
    return put_question(decision=decision, put=sent, request_key=uuid4(), seen=seen, by=by)


def answered(discussion: AdviceDiscussion, *, by: User, **instead: object) -> AdviceAnswer:
    values = {
        "given_as": "safeguarding_lead",
        "advice": "share",
        "rationale": "She can't be kept safe otherwise",
        "conditions": "",
        **instead,
    }
    return answering.answer(discussion=discussion, request_key=uuid4(), values=values, by=by)


GUARDIAN: Mapping[str, object] = {
    "given_as": "caldicott_guardian",
    "principles": ["purpose", "duty_to_share"],
    "theme": "harm",
}


def written_to_asker(discussion: AdviceDiscussion, text: str, *, by: User) -> AdviceReply:
    return answering.say_to_the_asker(discussion=discussion, text=text, request_key=uuid4(), by=by)


def written_to_adviser(discussion: AdviceDiscussion, text: str, *, by: User, also: tuple[str, ...] = ()) -> AdviceReply:
    shown = text
    if discussion.identity_withheld:
        shown = asking.withheld(load(discussion.decision), text, [*discussion.also, *also])
    seen = content.fingerprint({"shown": shown})
    say = {"discussion": discussion, "text": text, "also": also, "seen": seen}
    return answering.say_to_the_adviser(request_key=uuid4(), by=by, **say)  # type: ignore[arg-type]


def talked(
    decision: Decision, adviser: User, *, by: User, place: str = "situation", **instead: object
) -> AdviceDiscussion:
    """A talk elsewhere, written down whole; the adviser is asked to confirm it."""
    asked = {
        "asked_whom": adviser.name,
        "role": "manager",
        "asked_at": timezone.now(),
        "dilemma": QUESTION,
        "identity_withheld": True,
        "named_why": "",
    }
    said = {
        "advice": "share",
        "advice_text": "Tell the nurse what she needs",
        "advised_on": timezone.localdate(),
        "followed": "yes",
        "not_followed_why": "",
    }
    asked |= {name: value for name, value in instead.items() if name in asked}
    said |= {name: value for name, value in instead.items() if name in said}
    return write_down(
        decision=decision, slug=place, request_key=uuid4(), asked=asked, said=said, adviser=adviser, by=by
    )


def confirmed(discussion: AdviceDiscussion, *, by: User, **values: object) -> AdviceAnswer:
    """Without values, confirmed; with them, corrected."""
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    seen = content.fingerprint(asking.written_down(load(discussion.decision), now))
    said = {"said": "corrected", "conditions": "", **values} if values else {"said": "confirmed"}
    return answering.confirm(discussion=discussion, request_key=uuid4(), values=said, seen=seen, by=by)


def said_of(discussion: AdviceDiscussion) -> dict[str, str]:
    """What the record says of it, or would say now."""
    draft = load(discussion.decision)
    [row] = [each for each in draft.discussions if each.pk == discussion.pk]
    shown = content.discussion(row, left=not content.is_on_the_way(draft, row))
    return {each["label"]: each["text"] for each in shown}


def outsider(discussion: AdviceDiscussion, *, by: User, **instead: str) -> letting_in.LetIn:
    who = {"name": "Dr Vaughan", "organisation": "The hospital", "email": "vaughan@hospital.example", **instead}
    return letting_in.let_outside_in(discussion=discussion, request_key=uuid4(), by=by, **who)


def opened(made: letting_in.LetIn, client: Client | None = None) -> Client:
    """A browser in which the code was given."""
    browser = client or Client()
    answer = browser.post(path(made), {"code": made.code})
    assert answer.status_code == 302, answer.content
    return browser


def path(made: letting_in.LetIn) -> str:
    return f"/outside/{made.token}/"


def press(client: Client, page: str, **typed: Any) -> Any:
    """Send the form of a page with its own hidden fields and what is typed."""
    form = form_on(client, page)
    hidden = {name: str(form[name].value()) for name, field in form.fields.items() if field.widget.is_hidden}
    return client.post(page, {**hidden, **typed})


def link_in_mail() -> str:
    """The path of the link in the newest mail."""
    found = re.search(r"/outside/[\w-]+/", str(mail.outbox[-1].body))
    assert found
    return found[0]
