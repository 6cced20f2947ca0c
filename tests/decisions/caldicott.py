"""Questions to a Caldicott Guardian for tests: put through the real actions, at whatever moment, and answered."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

import time_machine
from django.utils import timezone

from decisions import asking, content
from decisions.actions import advice as closing
from decisions.actions import answering
from decisions.actions.asking import Put, Whom, put_question, take_back
from decisions.draft import load
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from tests.decisions.builders import started
from tests.seeding.people import People

GUARDIAN = "caldicott_guardian"
ANSWER: Mapping[str, object] = {
    "given_as": GUARDIAN,
    "advice": "share",
    "conditions": "Tell the nurse alone",
    "rationale": "The nurse needs it to keep the child well",
    "principles": ["purpose", "minimum"],
    "consulted": "The data protection officer",
    "options": "To share all, part or nothing",
    "theme": "health",
    "lesson": "Ask before the end of term",
    "review_on": None,
}


def put(
    decision: Decision,
    *,
    by: User,
    text: str = "May I tell the nurse that AB is ill?",
    urgency: str = "days",
    whom: Whom | None = None,
    second: Whom | None = None,
    names_withheld: bool = True,
) -> AdviceDiscussion:
    question = asking.Question("situation", text, names_withheld)
    wanted = Put(question, urgency, whom or Whom(GUARDIAN), "" if names_withheld else "She knows them", second)
    seen = content.fingerprint(asking.shown(load(decision), question))
    return put_question(decision=decision, put=wanted, request_key=uuid4(), seen=seen, by=by)


def answer(discussion: AdviceDiscussion, *, by: User, **instead: object) -> AdviceAnswer:
    values = {**ANSWER, **instead}
    return answering.answer(discussion=discussion, request_key=uuid4(), values=values, by=by)


def follow(given: AdviceAnswer, *, by: User, followed: str = "yes", why: str = "") -> None:
    values = {"followed": followed, "not_followed_why": why}
    discussion = AdviceDiscussion.objects.get(pk=given.discussion_id)
    seen = fingerprint(values_of(discussion, values))
    closing.follow(discussion=discussion, answer=given, values=values, seen=seen, by=by)


def whole(
    people: People, at: datetime, *, after: timedelta = timedelta(hours=2), **instead: object
) -> AdviceDiscussion:
    """Asked at that moment, answered that much later, followed an hour after."""
    owner, guardian = people["practitioner"], people[GUARDIAN]
    with time_machine.travel(at, tick=False):
        discussion = put(started(owner), by=owner, urgency=str(instead.pop("urgency", "days")))
    followed, why = str(instead.pop("followed", "yes")), str(instead.pop("why", ""))
    with time_machine.travel(at + after, tick=False):
        given = answer(discussion, by=guardian, **instead)
    with time_machine.travel(at + after + timedelta(hours=1), tick=False):
        follow(given, by=owner, followed=followed, why=why)
    return discussion


def a_year(people: People, year: int = 2025) -> None:
    """38 questions: most answered in time, some late, few of some kinds, two taken back, one that waits."""
    monday = datetime(year, 1, 6, 10, tzinfo=timezone.get_default_timezone())
    for week in range(24):
        advice = ("share", "share_part", "do_not_share")[week % 3]
        whole(people, monday + timedelta(weeks=2 * week), after=timedelta(hours=1 + week % 6), advice=advice)
    for week in range(8):
        at = monday + timedelta(weeks=3 * week, hours=3)
        whole(people, at, after=timedelta(days=9), theme="harm", followed="partly", why="Not all of it was needed")
    for week in range(3):
        whole(people, monday + timedelta(weeks=5 * week, hours=1), urgency="at_once", followed="no", why="Too late")
    owner = people["practitioner"]
    for week in range(2):
        with time_machine.travel(monday + timedelta(weeks=7 * week), tick=False):
            take_back(discussion=put(started(owner), by=owner), why="It was solved", by=owner)
    with time_machine.travel(monday + timedelta(weeks=50), tick=False):
        put(started(owner), by=owner)
