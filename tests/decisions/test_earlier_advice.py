"""What is learnt from earlier questions reaches whoever answers a like one; nothing else of those questions does."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions import actions
from decisions.actions import access
from decisions.actions.asking import Whom
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.summary.earlier import MOST, earlier_advice
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from tests.decisions.answering_builders import GUARDIAN, answered, put
from tests.decisions.builders import answer, started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def followed(discussion: AdviceDiscussion, given: AdviceAnswer, *, by: User) -> None:
    """Closed by whoever asked."""
    values = {"followed": "yes", "not_followed_why": ""}
    seen = fingerprint(values_of(discussion, values))
    actions.follow(discussion=discussion, answer=given, values=values, seen=seen, by=by)


def learnt(people: People, lesson: str, *, by: str = "practitioner", **ask: object) -> AdviceDiscussion:
    """Earlier advice from which somebody learnt something."""
    asker = people[by]
    discussion = put(started(asker), by=asker, **ask)  # type: ignore[arg-type]
    given = answered(discussion, by=people["safeguarding_lead"], lesson=lesson)
    followed(discussion, given, by=asker)
    return discussion


def asked_now(people: People, **ask: object) -> AdviceDiscussion:
    by = people["colleague"]
    return put(started(by), by=by, **ask)  # type: ignore[arg-type]


def lessons(discussion: AdviceDiscussion, reader: User) -> list[object]:
    return [row["lesson"] for row in earlier_advice(discussion, reader)]


def test_a_lesson_is_shown_and_nothing_that_tells_whose_it_was(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    Decision.objects.filter(pk=decision.pk).update(about="Canaryabout", deciding="Canarydeciding")
    earlier = put(decision, by=by, text="Canaryquestion at home", also=("Canaryalso",))
    canaries = {"rationale": "Canaryrationale", "conditions": "Canaryconditions", "consulted": "Canaryconsulted"}
    given = answered(earlier, by=north["safeguarding_lead"], lesson="Ask the nurse first", **canaries)
    followed(earlier, given, by=by)
    now = asked_now(north)
    shown = signed_in(north["safeguarding_lead"]).get(f"/advice/{now.reference}/").content.decode()
    assert "Ask the nurse first" in shown
    assert f"{given.given_on:%B %Y}" in shown
    for told in ("Canary", decision.reference, earlier.reference, by.name):
        assert told not in shown, told


def test_the_same_place_comes_first_then_the_same_theme_then_the_same_words(north: People) -> None:
    by, guardian, ig_lead = north["colleague"], north["caldicott_guardian"], north["ig_lead"]
    decision = started(by)
    answer(decision, "situation", "case", by=by)
    same_words = put(decision, by=by, whom=Whom("caldicott_guardian"), place="danger", text="A father threatens her")
    same_theme = put(decision, by=by, whom=Whom("caldicott_guardian"), place="danger", text="Something else")
    neither = put(decision, by=by, whom=Whom("caldicott_guardian"), place="danger", text="A bulk flow of registers")
    for row, theme in ((same_words, "other"), (same_theme, "harm"), (neither, "bulk")):
        lesson = f"Lesson of {row.pk}"
        followed(row, answered(row, by=guardian, **{**GUARDIAN, "theme": theme, "lesson": lesson}), by=by)
    same_place = learnt(north, "At the same place", text="Something wholly different")
    now = put(started(north["practitioner"]), by=north["practitioner"], text="May I say that the father threatens?")
    answered(now, by=north["safeguarding_lead"], theme="harm")
    assert same_place.question == now.question
    assert lessons(now, ig_lead) == ["At the same place", f"Lesson of {same_theme.pk}", f"Lesson of {same_words.pk}"]


def test_nothing_comes_from_where_the_reader_may_not_look(north: People, south: People) -> None:
    lead, guardian = north["safeguarding_lead"], north["caldicott_guardian"]
    conflicted, restricted = learnt(north, "Of a conflict"), learnt(north, "Of a restricted one")
    learnt(south, "Of another organisation")
    now = asked_now(north)
    assert set(lessons(now, lead)) == {"Of a conflict", "Of a restricted one"}
    access.bar(decision=conflicted.decision, whom=lead, kind="relative", why="An aunt", by=guardian)
    viewers = [north["practitioner"], north["viewer"]] if "viewer" in north else [north["practitioner"]]
    until = now.asked_at.replace(year=now.asked_at.year + 1)
    access.restrict(decision=restricted.decision, why="Staff", viewers=viewers, until=until, by=guardian)
    assert lessons(now, lead) == []


def test_what_is_open_taken_back_or_still_blind_teaches_nobody(north: People) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    answered(put(started(by), by=by), by=lead, lesson="Still open")
    first = put(started(by), by=by, second=Whom("caldicott_guardian"))
    answered(first, by=lead, lesson="Still blind")
    AdviceDiscussion.objects.filter(pk=first.pk).update(
        advice="share", advice_text="As I heard", followed="yes", advised_on=first.asked_at.date()
    )
    now = asked_now(north)
    assert lessons(now, north["ig_lead"]) == []
    answered(first.second, by=north["caldicott_guardian"], **GUARDIAN)
    assert lessons(now, north["ig_lead"]) == ["Still blind"], "both are in"


def test_an_answer_that_was_replaced_teaches_nobody(north: People) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    discussion = put(started(by), by=by)
    answered(discussion, by=lead, lesson="The first thought")
    followed(discussion, answered(discussion, by=lead), by=by)
    assert lessons(asked_now(north), lead) == []


def test_no_more_than_five_are_shown(north: People) -> None:
    for number in range(MOST + 1):
        learnt(north, f"Lesson {number}")
    assert len(lessons(asked_now(north), north["safeguarding_lead"])) == MOST


def test_marks_and_small_words_make_nothing_alike(north: People) -> None:
    learnt(north, "The of and to", text="[name withheld] and or the", place="situation")
    by = north["colleague"]
    decision = started(by)
    answer(decision, "situation", "case", by=by)
    now = put(decision, by=by, place="danger", text="[name withheld] or the and of")
    assert lessons(now, north["safeguarding_lead"]) == []
