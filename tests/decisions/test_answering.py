"""Whoever a question is put to answers it from one page, and sees nothing but what they were meant to."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions.actions import access, answering, take_back
from decisions.actions.asking import Whom
from decisions.actions.handing_over import hand_over
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.policies import Refused
from decisions.policies.answering import NAMES_SOMEBODY, answers_as
from infoshare.accounts.models import Absence, User
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint
from tests.decisions.answering_builders import (
    GUARDIAN,
    QUESTION,
    answered,
    press,
    put,
    said_of,
    written_to_adviser,
    written_to_asker,
)
from tests.decisions.asking import follow
from tests.decisions.builders import answer, started
from tests.decisions.pages import problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


@pytest.fixture
def asked(decision: Decision, north: People) -> AdviceDiscussion:
    """Put to the safeguarding lead of the team."""
    return put(decision, by=north["practitioner"])


def page(discussion: AdviceDiscussion) -> str:
    return f"/advice/{discussion.reference}/"


def test_an_adviser_reads_the_question_and_answers_it_on_one_page(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    shown = lead.get(page(asked)).content.decode()
    for part in (QUESTION, "North practitioner", "Answer needed by", "Names are withheld", "To help"):
        assert part in shown
    assert asked.decision.reference not in shown
    done = press(lead, page(asked), advice="share_part", rationale="She needs it", conditions="Not the address")
    assert done["Location"] == page(asked)
    given = AdviceAnswer.objects.get()
    assert (given.given_by, given.given_as, given.advice) == (
        north["safeguarding_lead"],
        "safeguarding_lead",
        "share_part",
    )
    assert "You have answered" in lead.get(page(asked)).content.decode()
    assert "is answered" in north["practitioner"].notices.latest("pk").sentence


def test_each_look_is_written_down_before_anything_shows(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    for name, path in (("put-question", page(asked)), ("say-to-asker", f"{page(asked)}say/")):
        lead.get(path)
        event = Event.objects.filter(action="advice.viewed").latest("pk")
        assert (event.by, event.about_id) == (north["safeguarding_lead"], asked.decision_id)
        assert event.facts == {"discussion": asked.pk, "what": name}


def test_for_everybody_else_there_is_no_such_question(
    asked: AdviceDiscussion, north: People, south: People, signed_in: SignedIn
) -> None:
    strangers = [north[who] for who in ("practitioner", "manager", "colleague", "caldicott_guardian", "ig_lead")]
    for stranger in (*strangers, south["safeguarding_lead"]):
        for path in (page(asked), f"{page(asked)}say/", f"{page(asked)}confirm/"):
            assert signed_in(stranger).get(path).status_code == 404, (stranger, path)


def test_a_conflict_of_interest_closes_the_question(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    assert lead.get(page(asked)).status_code == 200
    access.bar(
        decision=asked.decision,
        whom=north["safeguarding_lead"],
        kind="relative",
        why="His aunt",
        by=north["caldicott_guardian"],
    )
    assert lead.get(page(asked)).status_code == 404
    assert lead.post(page(asked), {"advice": "share"}).status_code == 404
    assert "/advice/AD-" not in lead.get("/").content.decode()


def test_whoever_took_the_decision_over_is_not_its_adviser(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    seen = fingerprint({"owner": north["practitioner"]})
    hand_over(decision=asked.decision, to=north["safeguarding_lead"], seen=seen, by=north["practitioner"])
    answer_to = signed_in(north["safeguarding_lead"]).get(page(asked))
    assert answer_to.status_code == 403
    assert "be your own adviser" in answer_to.content.decode()
    assert QUESTION not in answer_to.content.decode()


def test_what_changed_since_is_named_and_its_new_text_is_not_shown(
    asked: AdviceDiscussion, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    assert "This changed since" not in lead.get(page(asked)).content.decode()
    decision.purpose = "To keep Kestrel away"
    decision.save()
    shown = lead.get(page(asked)).content.decode()
    assert "This changed since you were asked:</strong> the case" in shown
    assert "Kestrel" not in shown
    assert "To help" in shown


def test_a_guardian_ticks_the_principles_and_chooses_a_theme(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    asked = put(decision, by=north["practitioner"], whom=Whom("caldicott_guardian"))
    guardian = signed_in(north["caldicott_guardian"])
    assert "For your log" in guardian.get(page(asked)).content.decode()
    told = problems(press(guardian, page(asked), advice="share", rationale="It is needed"))
    assert told == ["Tick each principle that you thought of", "Choose what it is about"]
    typed = {"principles": ["minimum", "duty_to_share"], "theme": "harm", "lesson": "Tell what is needed, no more"}
    assert press(guardian, page(asked), advice="share", rationale="It is needed", **typed).status_code == 302
    given = AdviceAnswer.objects.get()
    assert (given.given_as, given.principles) == ("caldicott_guardian", ["minimum", "duty_to_share"])


def test_no_answer_of_a_guardian_is_stored_without_them(decision: Decision, north: People) -> None:
    asked = put(decision, by=north["practitioner"], whom=Whom("caldicott_guardian"))
    given = {"discussion": asked, "given_by": north["caldicott_guardian"], "advice": "share", "rationale": "Yes"}
    for lacks in ("principles", "theme"):
        values = {**given, **GUARDIAN, lacks: [] if lacks == "principles" else ""}
        with pytest.raises(IntegrityError, match="guardian_says"), transaction.atomic():
            AdviceAnswer.objects.create(request_key="0" * 32, **values)
        with pytest.raises(Refused, match="ticks the principles"):
            answered(asked, by=north["caldicott_guardian"], **{**GUARDIAN, lacks: ""})


def test_a_stand_in_answers_as_who_they_are(decision: Decision, north: People) -> None:
    today = decision.created_at.date()
    away = {"user": north["safeguarding_lead"], "stand_in": north["colleague"], "set_by": north["manager"]}
    Absence.objects.create(first_on=today, last_on=today, request_key="0" * 32, **away)
    asked = put(decision, by=north["practitioner"])
    assert answers_as(asked, north["colleague"]) == ["colleague"]
    with pytest.raises(Refused, match="a role that you hold"):
        answered(asked, by=north["colleague"])
    given = answered(asked, by=north["colleague"], given_as="colleague")
    follow(asked, by=north["practitioner"])
    assert given.given_as == "colleague"
    assert said_of(asked)["Answered as"] == "Another colleague"


def test_whoever_lost_the_role_does_not_answer_in_it(decision: Decision, north: People) -> None:
    asked = put(decision, by=north["practitioner"], whom=Whom("caldicott_guardian"))
    guardian = User.objects.get(pk=north["caldicott_guardian"].pk)
    guardian.memberships.update(role="practitioner")
    assert answers_as(asked, User.objects.get(pk=guardian.pk)) == ["colleague"]


def test_somebody_of_the_next_role_answers_in_their_own(decision: Decision, north: People) -> None:
    for who in ("safeguarding_lead", "safeguarding_lead_elsewhere"):
        north[who].is_active = False
        north[who].save()
    asked = put(decision, by=north["practitioner"])
    assert answers_as(asked, north["caldicott_guardian"]) == ["caldicott_guardian"]


def test_the_last_answer_counts_until_the_question_is_closed(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    for advice in ("share", "do_not_share"):
        assert press(lead, page(asked), advice=advice, rationale="I think so").status_code == 302
    assert [row.advice for row in AdviceAnswer.objects.all()] == ["share", "do_not_share"]
    follow(asked, by=north["practitioner"])
    with pytest.raises(Refused, match="is closed"):
        answered(asked, by=north["safeguarding_lead"])


def test_why_a_question_was_taken_back_is_not_told(asked: AdviceDiscussion, north: People, signed_in: SignedIn) -> None:
    lead = signed_in(north["safeguarding_lead"])
    take_back(discussion=asked, why="I know now", by=north["practitioner"])
    over = lead.get(page(asked)).content.decode()
    assert "needs no answer" in over
    assert "I know now" not in over, "why is in the asker's own words"
    assert "Give this advice" not in over
    with pytest.raises(Refused, match="taken back"):
        answered(asked, by=north["safeguarding_lead"])


def test_what_was_typed_meanwhile_is_kept_where_the_question_was_closed(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    key = str(lead.get(page(asked)).context["form"]["request_key"].value())
    take_back(discussion=asked, why="I know now", by=north["practitioner"])
    late = lead.post(page(asked), {"request_key": key, "advice": "share", "rationale": "An hour of thought"})
    assert problems(late) == ["This question was taken back, so it needs no answer."]
    assert "An hour of thought" in late.content.decode()
    said = lead.post(f"{page(asked)}say/", {"request_key": key, "text": "Half a page"})
    assert problems(said) == ["This question was taken back, so it needs no answer."]
    assert "Half a page" in said.content.decode()


def test_only_whoever_it_was_put_to_answers(asked: AdviceDiscussion, north: People) -> None:
    with pytest.raises(Refused, match="not put to you"):
        answered(asked, by=north["manager"], given_as="manager")


def test_what_was_typed_is_kept_where_something_lacks(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    answer_to = press(signed_in(north["safeguarding_lead"]), page(asked), rationale="Half a thought", lesson="A lesson")
    assert problems(answer_to) == ["Choose what you advise"]
    shown = answer_to.content.decode()
    assert "Half a thought" in shown
    assert "A lesson" in shown


def test_pressing_twice_answers_once(asked: AdviceDiscussion, north: People) -> None:
    values = {"given_as": "safeguarding_lead", "advice": "share", "rationale": "Yes", "conditions": ""}
    for _ in range(2):
        answering.answer(discussion=asked, request_key=asked.request_key, values=values, by=north["safeguarding_lead"])
    assert AdviceAnswer.objects.count() == 1


def test_a_lesson_that_names_somebody_is_refused_and_the_try_is_written_down(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    decision.recipients.update(name="Rosalind Quill")
    asked = put(decision, by=north["practitioner"])
    lead, typed = signed_in(north["safeguarding_lead"]), {"advice": "share", "rationale": "It is needed"}
    for lesson in ("Ask Rosalind first", f"As in {decision.reference}", "Ring 01632 960 123"):
        answer_to = press(lead, page(asked), **typed, lesson=lesson)
        assert problems(answer_to) == [NAMES_SOMEBODY]
        assert lesson in answer_to.content.decode(), "what was typed stays"
    assert not AdviceAnswer.objects.exists()
    assert Event.objects.filter(action="advice.lesson-refused", by=north["safeguarding_lead"]).count() == 3
    assert press(lead, page(asked), **typed, lesson="Ask the nurse first").status_code == 302


def test_messages_go_to_and_fro_and_hold_back_what_is_withheld(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    decision.recipients.update(name="Rosalind Quill")
    asked, lead, by = (
        put(decision, by=north["practitioner"]),
        signed_in(north["safeguarding_lead"]),
        north["practitioner"],
    )
    assert press(lead, f"{page(asked)}say/", text="Does the nurse know her?").status_code == 302
    to_adviser = f"/decisions/{decision.reference}/advice/{asked.pk}/say/"
    asker = signed_in(by)
    first = press(asker, to_adviser, text="Rosalind does. So does Kestrel.", also="Kestrel")
    preview = first.content.decode()
    assert first.status_code == 200
    assert '<mark class="app-withheld">[name withheld]</mark> does. So does' in preview
    assert preview.count("app-withheld") == 2
    assert not asked.replies.filter(said_by=by).exists(), "nothing is sent before it was seen"
    form = first.context["form"]
    sent = {**dict(form.sent), "seen": first.context["seen"]}
    assert asker.post(to_adviser, sent).status_code == 302
    shown = lead.get(page(asked)).content.decode()
    assert "[name withheld] does. So does [name withheld]." in shown
    assert "You wrote" in shown
    assert "Rosalind" not in shown
    assert "Kestrel" not in shown
    later = written_to_adviser(AdviceDiscussion.objects.get(pk=asked.pk), "Kestrel rang", by=by)
    assert later.shown == "[name withheld] rang", "words once withheld stay so"


def test_a_message_is_not_sent_otherwise_than_it_was_seen(
    asked: AdviceDiscussion, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    asker, path = signed_in(north["practitioner"]), f"/decisions/{decision.reference}/advice/{asked.pk}/say/"
    first = press(asker, path, text="Rosalind knows")
    decision.recipients.update(name="Rosalind Quill")
    second = asker.post(path, {**dict(first.context["form"].sent), "seen": first.context["seen"]})
    assert problems(second) == ["Read what the adviser will see. Then send it."]
    assert not asked.replies.exists()


def test_a_message_is_for_whoever_carries_the_decision_to_write(
    asked: AdviceDiscussion, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    for of in ("say/", "outside/"):
        path = f"/decisions/{decision.reference}/advice/{asked.pk}/{of}"
        assert signed_in(north["manager"]).get(path).status_code == 403
        assert signed_in(north["manager_elsewhere"]).get(path).status_code == 404
        assert signed_in(north["practitioner"]).get(path).status_code == 200


def test_a_link_to_the_decision_stands_only_where_names_are_given_and_it_may_be_opened(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    withheld = put(decision, by=by)
    named = put(decision, by=by, named_why="She knows the family")
    elsewhere = put(decision, by=by, whom=Whom("manager", north["manager_elsewhere"]), named_why="She knows them")
    link = f"/decisions/{decision.reference}/"
    lead = signed_in(north["safeguarding_lead"])
    assert link in lead.get(page(named)).content.decode()
    assert link not in lead.get(page(withheld)).content.decode()
    assert link not in signed_in(north["manager_elsewhere"]).get(page(elsewhere)).content.decode()


def test_the_way_so_far_stands_on_the_page(decision: Decision, north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    for slug, value in (("situation", "case"), ("danger", "no"), ("statutory", "no")):
        answer(decision, slug, value, by=by)
    asked = put(decision, by=by, place="purpose")
    assert len(signed_in(north["safeguarding_lead"]).get(page(asked)).context["way"]) == 3


@pytest.mark.slow
def test_the_page_asks_the_database_no_more_as_much_is_said(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["safeguarding_lead"])
    few = _queries(lead, page(asked))
    for number in range(3):
        answered(asked, by=north["safeguarding_lead"], rationale=f"Reason {number}")
        written_to_asker(asked, f"Question {number}", by=north["safeguarding_lead"])
        written_to_adviser(asked, f"Answer {number}", by=north["practitioner"])
    assert _queries(lead, page(asked)) <= few


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
