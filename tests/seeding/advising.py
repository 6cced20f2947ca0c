"""Advice of each organisation of the campaigns: put to a manager and to somebody outside, talked over elsewhere."""

from typing import Any
from uuid import UUID, uuid5

from decisions.actions import answering, take_back
from decisions.actions import outside as letting_in
from decisions.actions.asking import Whom
from decisions.models import AdviceDiscussion, Decision
from decisions.words import PRINCIPLES
from tests.decisions.answering_builders import confirmed, put, talked, written_to_adviser
from tests.seeding.people import People

KEYS = UUID("6a1d3f52-91f4-4d0e-9a55-5b0d1c7e2f10")
PLACE = "page-risks"
LET_IN = 4  # outside, one after the other; the last may still open the link
EVERYTHING: dict[str, Any] = {
    "advice": "share_part",
    "rationale": "It is enough",
    "conditions": "Today",
    "principles": [next(iter(PRINCIPLES))],
    "consulted": "The police",
    "options": "To wait",
    "theme": "harm",
    "lesson": "Ask early",
}


def seek_advice(decision: Decision, people: People) -> None:
    by = decision.owner
    asked = put(decision, by=by, whom=Whom("manager"), place=PLACE, text="May I say so?")
    _answer(asked, people)
    doctor = Whom("professional_body", outside="A doctor")
    _let_in(put(decision, by=by, whom=doctor, place=PLACE, text="May the ward know?"))
    taken_back = put(decision, by=by, whom=Whom("manager"), place=PLACE, text="May I not?")
    take_back(discussion=taken_back, why="It is known now", by=by)
    for who in ("safeguarding_lead", "ig_lead"):
        talk = talked(decision, people[who], by=by, place=PLACE, dilemma="What now?")
        talk.conditions, talk.still_holds_why = "In writing", "Nothing that matters changed"
        talk.save()
    confirmed(talk, by=people["ig_lead"], advice="do_not_share", rationale="Wait", conditions="Until Monday")


def _answer(asked: AdviceDiscussion, people: People) -> None:
    manager = people["manager"]
    say = {"discussion": asked, "request_key": uuid5(KEYS, asked.reference), "by": manager}
    answering.say_to_the_asker(text="Since when?", **say)  # type: ignore[arg-type]
    written_to_adviser(asked, "Since Monday", by=asked.asked_by)
    answering.answer(values={"given_as": "manager", **EVERYTHING}, **say)  # type: ignore[arg-type]


def _let_in(asked: AdviceDiscussion) -> None:
    who = {"name": "A doctor", "organisation": "The hospital", "email": "doctor@hospital.example"}
    for number in range(LET_IN):
        key = uuid5(KEYS, f"{asked.reference} {number}")
        adviser = letting_in.let_outside_in(discussion=asked, request_key=key, by=asked.asked_by, **who).adviser
        if number < LET_IN - 1:
            letting_in.end_outside(adviser=adviser, why="Away", by=asked.asked_by)
    answering.say_from_outside(adviser=adviser, text="Which ward?", request_key=key)
    values = {"given_as": "professional_body", "advice": "share", "rationale": "It helps", "conditions": ""}
    answering.answer_from_outside(adviser=adviser, request_key=key, values=values)
