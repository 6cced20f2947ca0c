"""Closing advice: on the answer that was read, whatever it says, and never by whoever gave it."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions.actions import take_back
from decisions.actions.asking import Whom
from decisions.actions.handing_over import hand_over
from decisions.models import AdviceDiscussion, Decision
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint
from tests.conftest import Walked
from tests.decisions.answering_builders import answered, press, put, said_of
from tests.decisions.asking import MANAGER, follow, give
from tests.decisions.builders import advise, ask, started
from tests.decisions.pages import form_on, problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


def page(discussion: AdviceDiscussion) -> str:
    return f"/decisions/{discussion.decision.reference}/advice/{discussion.pk}/"


def given_on(decision: Decision, *, to: User) -> None:
    seen = fingerprint({"owner": decision.owner})
    hand_over(decision=decision, to=to, seen=seen, by=decision.owner)
    decision.refresh_from_db()


def test_advice_that_is_in_is_not_taken_back(decision: Decision, north: People, signed_in: SignedIn) -> None:
    by, question = north["practitioner"], put(decision, by=north["practitioner"])
    asker = signed_in(by)
    assert "It needs no answer any more" in asker.get(page(question)).content.decode()
    answered(question, by=north["safeguarding_lead"], advice="do_not_share")
    assert "It needs no answer any more" not in asker.get(page(question)).content.decode()
    told = problems(press(asker, f"{page(question)}take-back/", why="I ask somebody else"))
    assert told == ["They have answered, so it can't be taken back. Say whether you follow what they advise."]


def test_of_two_opinions_one_that_is_in_is_waited_for_with_the_other(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    first = put(decision, by=by, second=Whom("caldicott_guardian"))
    answered(first, by=north["safeguarding_lead"])
    with pytest.raises(Refused, match="Wait for both"):
        take_back(discussion=first, why="I ask somebody else", by=by)
    take_back(discussion=first.second, why="He is away", by=by)


def test_every_answer_stands_in_the_record(decision: Decision, north: People) -> None:
    by, lead, question = north["practitioner"], north["safeguarding_lead"], put(decision, by=north["practitioner"])
    answered(question, by=lead, advice="do_not_share", rationale="It puts the mother at risk")
    assert "It puts the mother at risk" in said_of(question)["Answered"]
    answered(question, by=lead, rationale="The police are there now")
    follow(question, by=by)
    said = said_of(question)
    assert said["What was said"] == "The police are there now"
    assert said["Also answered"].endswith("do not share. It puts the mother at risk")


def test_a_blind_answer_stands_in_no_record(decision: Decision, north: People) -> None:
    first = put(decision, by=north["practitioner"], second=Whom("caldicott_guardian"))
    answered(first, by=north["safeguarding_lead"], rationale="A secret so far")
    assert "A secret so far" not in str(said_of(first))


def test_an_answer_that_was_not_read_is_not_followed(decision: Decision, north: People, signed_in: SignedIn) -> None:
    question, lead = put(decision, by=north["practitioner"]), north["safeguarding_lead"]
    answered(question, by=lead, rationale="She needs it")
    asker = signed_in(north["practitioner"])
    read = form_on(asker, page(question))
    sent = {"version": read["version"].value(), "answer": str(read["answer"].value()), "followed": "yes"}
    answered(question, by=lead, advice="do_not_share", rationale="It puts the mother at risk")
    late = asker.post(page(question), sent)
    assert problems(late) == ["There is a newer answer. Read it, then say whether you follow it."]
    assert "It puts the mother at risk" in late.content.decode()
    assert not AdviceDiscussion.objects.get(pk=question.pk).is_closed
    again = late.context["form"]
    sent = {"version": again["version"].value(), "answer": str(again["answer"].value()), "followed": "yes"}
    assert asker.post(page(question), sent).status_code == 302
    assert AdviceDiscussion.objects.get(pk=question.pk).advice == "do_not_share"


def test_what_was_typed_is_kept_where_an_answer_came_meanwhile(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    question, asker = put(decision, by=north["practitioner"]), signed_in(north["practitioner"])
    form = form_on(asker, page(question))
    typed = {"version": form["version"].value(), "advice": "share", "advice_text": "She rang me", "followed": "yes"}
    typed |= {"adviser_id": str(north["safeguarding_lead"].pk)}
    on = question.asked_at.date()
    typed |= {"advised_on_day": str(on.day), "advised_on_month": str(on.month), "advised_on_year": str(on.year)}
    answered(question, by=north["safeguarding_lead"], rationale="It puts the mother at risk")
    late = asker.post(page(question), typed)
    [told] = problems(late)
    assert told.startswith("They have answered meanwhile")
    assert "She rang me" in late.content.decode()


def test_an_answer_of_another_question_is_not_taken_over(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    question, other = (put(decision, by=north["practitioner"], text=text) for text in ("May I?", "How?"))
    answered(question, by=north["safeguarding_lead"])
    strange = answered(other, by=north["safeguarding_lead"])
    asker = signed_in(north["practitioner"])
    version = form_on(asker, page(question))["version"].value()
    sent = {"version": version, "answer": str(strange.pk), "followed": "yes"}
    assert asker.post(page(question), sent).status_code == 404


def test_whoever_carried_it_for_an_hour_is_not_asked_about_it(decision: Decision, north: People) -> None:
    by, colleague = north["practitioner"], north["colleague"]
    given_on(decision, to=colleague)
    with pytest.raises(Refused, match="nobody is who carried this before"):
        put(decision, by=colleague, whom=Whom("colleague", by))


def test_whoever_was_asked_and_carried_it_since_answers_no_more(decision: Decision, north: People) -> None:
    by, lead, question = north["practitioner"], north["safeguarding_lead"], put(decision, by=north["practitioner"])
    given_on(decision, to=lead)
    given_on(decision, to=by)
    with pytest.raises(Refused, match="be your own adviser"):
        answered(question, by=lead)


def test_nobody_follows_their_own_advice(decision: Decision, north: People) -> None:
    lead, question = north["safeguarding_lead"], put(decision, by=north["practitioner"])
    answered(question, by=lead)
    given_on(decision, to=lead)
    with pytest.raises(Refused, match="from whoever carries the decision now"):
        follow(question, by=lead)
    take_back(discussion=question, why="It is my own advice", by=lead)
    assert "She can't be kept safe otherwise" in said_of(question)["Answered"]


@pytest.fixture
def about_record(walked: Walked, north: People) -> AdviceDiscussion:
    return put(walked("C01", north["practitioner"]), by=north["practitioner"], place="record", whom=MANAGER)


def test_an_adviser_about_a_record_does_not_close_on_their_own_answer(
    about_record: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    give(about_record, by=north["manager"])
    for who in ("manager", "caldicott_guardian"):
        assert signed_in(north[who]).get(page(about_record)).status_code == 403, who
        with pytest.raises(Refused, match="Whoever asked says"):
            follow(about_record, by=north[who])
        with pytest.raises(Refused, match="Whoever asked says"):
            take_back(discussion=about_record, why="No need", by=north[who])
    follow(about_record, by=north["practitioner"])


def test_what_stands_with_a_record_is_not_reworded(walked: Walked, north: People) -> None:
    by = north["practitioner"]
    talk = ask(walked("C01", by), "record", by=by)
    advise(talk, by=by)
    kept = AdviceDiscussion.objects.get(pk=talk.pk)
    with pytest.raises(Refused, match="This stands with the record"):
        advise(kept, by=by, advice_text="Share everything", advised_on=kept.advised_on)
    advise(kept, by=by, followed="no", not_followed_why="She asked me not to")
    assert AdviceDiscussion.objects.get(pk=talk.pk).followed == "no"


def test_a_message_to_nobody_is_not_sent(decision: Decision, north: People, signed_in: SignedIn) -> None:
    talk = ask(decision, "situation", by=north["practitioner"])
    refused = signed_in(north["practitioner"]).get(f"{page(talk)}say/")
    assert refused.status_code == 403
    assert "You asked this elsewhere" in refused.content.decode()


def test_a_question_taken_back_names_who_did_it(decision: Decision, north: People, signed_in: SignedIn) -> None:
    lead, question = north["safeguarding_lead"], put(decision, by=north["practitioner"])
    given_on(decision, to=north["colleague"])
    take_back(discussion=question, why="Solved", by=north["colleague"])
    assert (
        "North colleague took the question back"
        in signed_in(lead).get(f"/advice/{question.reference}/").content.decode()
    )
