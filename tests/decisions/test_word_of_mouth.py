"""What a colleague is said to have advised by word of mouth is theirs to confirm, whichever way it was written down."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import evidence
from decisions.actions import write_down
from decisions.actions.access import bar
from decisions.actions.asking import Whom
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision
from decisions.policies import Refused
from decisions.policies.advice import who_may_have_said_it
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from tests.decisions.answering_builders import answered, confirmed, press, put, said_of, talked
from tests.decisions.builders import advise, asked, started
from tests.decisions.pages import problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


def waits(user: User) -> list[object]:
    return [row["title"] for row in work_list(user)]


def test_written_down_in_two_steps_it_is_confirmed_too(decision: Decision, north: People, signed_in: SignedIn) -> None:
    by, guardian = north["practitioner"], north["caldicott_guardian"]
    talk = write_down(
        decision=decision,
        slug="situation",
        request_key=decision.request_key,
        asked=asked(),
        said={},
        adviser=guardian,
        by=by,
    )
    assert "Confirm what you advised" not in waits(guardian)
    advise(talk, by=by)
    assert "Confirm what you advised" in waits(guardian)
    assert guardian.notices.get().path == f"/advice/{talk.reference}/"
    assert press(signed_in(guardian), f"/advice/{talk.reference}/confirm/", said="confirmed").status_code == 302
    assert said_of(talk)["Confirmed by"].startswith(guardian.name)


def test_somebody_with_a_conflict_since_hears_of_it_no_more(decision: Decision, north: People) -> None:
    """Neither of a talk that is written down in two steps, nor of a question put here."""
    by, guardian, lead = north["practitioner"], north["caldicott_guardian"], north["safeguarding_lead"]
    key, question = decision.request_key, put(decision, by=by)
    talk = write_down(
        decision=decision, slug="situation", request_key=key, asked=asked(), said={}, adviser=guardian, by=by
    )
    assert lead in who_may_have_said_it(question)
    for whom in (guardian, lead):
        bar(decision=decision, whom=whom, kind="relative", why="Her aunt", by=north["manager"])
    advise(talk, by=by)
    assert lead not in who_may_have_said_it(question)
    assert not guardian.notices.filter(sentence__contains=talk.reference).exists()
    assert not talk.put_to_whom.exists()


def test_what_somebody_said_to_a_question_put_here_is_theirs_to_confirm(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    by, lead = north["practitioner"], north["safeguarding_lead"]
    question = put(decision, by=by)
    page = f"/decisions/{decision.reference}/advice/{question.pk}/"
    today = timezone.localdate()
    typed = {"advice": "share", "advice_text": "Ring the nurse", "followed": "yes"}
    typed |= {
        "advised_on_day": str(today.day),
        "advised_on_month": str(today.month),
        "advised_on_year": str(today.year),
    }
    asker = signed_in(by)
    assert problems(press(asker, page, **typed)) == ["Choose who told you"]
    assert press(asker, page, **typed, adviser_id=str(lead.pk)).status_code == 302
    question.refresh_from_db()
    assert (question.asked_whom, question.adviser) == (lead.name, lead)
    assert "said to have advised" in lead.notices.latest("pk").sentence
    assert "Confirm what you advised" in waits(lead)
    reader = signed_in(lead)
    assert reader.get(f"/advice/{question.reference}/")["Location"] == f"/advice/{question.reference}/confirm/"
    assert "Ring the nurse" in reader.get(f"/advice/{question.reference}/confirm/").content.decode()
    confirmed(question, by=lead, advice="do_not_share", rationale="I said to wait")
    assert said_of(question)["Corrected by"].endswith("do not share. I said to wait")
    assert "Confirm what you advised" not in waits(lead)


def test_nobody_is_named_whom_it_was_not_put_to_nor_whoever_asked(decision: Decision, north: People) -> None:
    question = put(decision, by=north["practitioner"])
    for who in ("manager", "practitioner"):
        with pytest.raises(Refused, match="Choose who told you"):
            advise(question, by=north["practitioner"], adviser_id=north[who].pk)


def test_another_cannot_be_named_once_the_adviser_has_spoken(decision: Decision, north: People) -> None:
    by, lead, guardian = north["practitioner"], north["safeguarding_lead"], north["caldicott_guardian"]
    question = put(decision, by=by)
    question.put_to_whom.create(user=guardian, why="next")
    advise(question, by=by, adviser_id=lead.pk)
    confirmed(question, by=lead, advice="do_not_share", rationale="I said to wait")
    with pytest.raises(Refused, match="nobody else can be named"):
        advise(AdviceDiscussion.objects.get(pk=question.pk), by=by, adviser_id=guardian.pk)


def test_who_is_said_to_have_advised_and_nobody_else_confirms(decision: Decision, north: People) -> None:
    by, lead, guardian = north["practitioner"], north["safeguarding_lead"], north["caldicott_guardian"]
    question = put(decision, by=by)
    question.put_to_whom.create(user=guardian, why="next")
    advise(question, by=by, adviser_id=lead.pk)
    with pytest.raises(Refused, match="nothing here to confirm"):
        confirmed(question, by=guardian)


def test_a_colleague_is_not_written_down_as_somebody_elsewhere(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    asker, guardian = signed_in(north["practitioner"]), north["caldicott_guardian"]
    page = f"/decisions/{decision.reference}/questions/situation/advice/"
    for typed in (guardian.name.upper(), guardian.email):
        elsewhere = problems(press(asker, f"{page}elsewhere/", asked_whom=typed, role="caldicott_guardian"))
        assert any("Somebody in your organisation has that name" in each for each in elsewhere)
        outside = problems(press(asker, page, to="outside", outsider=typed, outside_as="legal", dilemma="May I?"))
        assert any("Somebody in your organisation has that name" in each for each in outside)


def test_an_answer_that_is_in_is_followed_or_not_and_not_written_over(decision: Decision, north: People) -> None:
    question = put(decision, by=north["practitioner"])
    answered(question, by=north["safeguarding_lead"], advice="do_not_share")
    with pytest.raises(Refused, match="They have answered meanwhile"):
        advise(question, by=north["practitioner"])


def test_somebody_outside_is_confirmed_by_nobody_here(decision: Decision, north: People) -> None:
    question = put(decision, by=north["practitioner"], whom=Whom("legal", outside="Dr Vaughan"))
    with pytest.raises(IntegrityError, match="confirmed_by_nobody_here"), transaction.atomic():
        AdviceDiscussion.objects.filter(pk=question.pk).update(adviser=north["manager"])


def test_what_was_said_on_the_telephone_stands_in_the_log(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    question = put(started(by), by=by, whom=Whom("caldicott_guardian"))
    advise(question, by=by, advice_text="Ring the ward first")
    shown = signed_in(north["caldicott_guardian"]).get(f"/caldicott/log/{question.reference}/").content.decode()
    assert "Ring the ward first" in shown


def test_an_adviser_who_corrects_is_believed_by_the_rules(decision: Decision, north: People) -> None:
    talk = talked(decision, north["manager"], by=north["practitioner"])
    confirmed(talk, by=north["manager"], advice="do_not_share", rationale="I said to wait")
    advise(AdviceDiscussion.objects.get(pk=talk.pk), by=north["practitioner"], advice_text=talk.advice_text)
    told = [text for rule in evidence.of(load(decision)) for text in rule["evidence"]]  # type: ignore[attr-defined]
    assert "North manager advised: do not share." in told
