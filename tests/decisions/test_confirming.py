"""Somebody who is said to have advised elsewhere says whether it was so; what they correct is read before it counts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from decisions import content
from decisions.actions import record_advice, say_still_holds
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision, ToDo
from decisions.policies import Refused, check_can_record
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.answering_builders import confirmed, press, talked
from tests.decisions.builders import READY, advise, record, started
from tests.decisions.pages import problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OTHERWISE = {"advice": "do_not_share", "rationale": "I said to wait for the police"}


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


@pytest.fixture
def talk(decision: Decision, north: People) -> AdviceDiscussion:
    return talked(decision, north["manager"], by=north["practitioner"])


def page(discussion: AdviceDiscussion) -> str:
    return f"/advice/{discussion.reference}/confirm/"


def advice_rows(decision: Decision) -> dict[str, str]:
    whole: Any = content.of(load(decision))
    [row] = whole["advice"]
    return {each["label"]: each["text"] for each in row["rows"]}


def test_an_adviser_confirms_and_the_record_says_so(
    talk: AdviceDiscussion, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    manager = signed_in(north["manager"])
    shown = manager.get(page(talk)).content.decode()
    assert "Tell the nurse what she needs" in shown
    assert decision.reference not in shown
    assert manager.get(f"/advice/{talk.reference}/")["Location"] == page(talk)
    assert "Confirmed by" not in advice_rows(decision)
    assert press(manager, page(talk), said="confirmed")["Location"] == page(talk)
    given = talk.answers.get()
    assert (given.said, given.advice, given.rationale) == ("confirmed", "share", "Tell the nurse what she needs")
    assert advice_rows(decision)["Confirmed by"].startswith("North manager on ")
    assert "You confirmed" in manager.get(page(talk)).content.decode()
    assert not load(decision).corrected


def test_a_correction_says_what_was_advised_and_why(talk: AdviceDiscussion, north: People, signed_in: SignedIn) -> None:
    manager = signed_in(north["manager"])
    assert problems(press(manager, page(talk))) == ["Choose whether it is what you advised"]
    told = problems(press(manager, page(talk), said="corrected"))
    assert told == ["Choose what you advised", "Write down what you said, and why"]
    assert press(manager, page(talk), said="corrected", **OTHERWISE).status_code == 302
    assert (talk.answers.get().said, talk.answers.get().advice) == ("corrected", "do_not_share")
    assert "was corrected" in north["practitioner"].notices.latest("pk").sentence


def test_a_draft_waits_until_the_asker_says_again_whether_they_follow(walked: Walked, north: People) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    talk = talked(decision, north["manager"], by=by, place="page-risks")
    check_can_record(load(decision), by)
    confirmed(talk, by=north["manager"], **OTHERWISE)
    with pytest.raises(Refused, match="corrected what you wrote down"):
        check_can_record(load(decision), by)
    with pytest.raises(Refused, match="corrected what you wrote down"):
        say_still_holds(discussion=talk, why="Nothing new", seen="", by=by)
    again(talk, by=by, followed="no", not_followed_why="The police agreed since")
    check_can_record(load(decision), by)
    record(decision, by=by)
    [advice] = [each for each in decision.record.content["advice"] if each["question"].startswith("The risk")]
    rows = {row["label"]: row["text"] for row in advice["rows"]}
    assert rows["Corrected by"].endswith(": do not share. I said to wait for the police")
    assert rows["Why not in full"] == "The police agreed since"


def again(talk: AdviceDiscussion, *, by: User, **values: object) -> None:
    """The page of what was advised, saved once more."""
    advise(AdviceDiscussion.objects.get(pk=talk.pk), by=by, **values)


def test_a_correction_of_a_recorded_decision_is_a_to_do(walked: Walked, north: People) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    talk = talked(decision, north["manager"], by=by, place="page-risks")
    kept = record(decision, by=by).content_hash
    confirmed(talk, by=north["manager"], **OTHERWISE)
    todo = ToDo.objects.get(decision=decision, slug=f"corrected-{talk.pk}")
    assert todo.title.startswith(f"{talk.reference} was corrected")
    decision.record.refresh_from_db()
    assert decision.record.content_hash == kept


def test_what_was_confirmed_is_not_reworded(talk: AdviceDiscussion, north: People) -> None:
    by = north["practitioner"]
    again(talk, by=by, advice_text="Tell the nurse everything")
    confirmed(talk, by=north["manager"])
    with pytest.raises(Refused, match="The adviser confirmed this"):
        again(talk, by=by, advice_text="Tell the whole school")
    values = {"followed": "partly", "not_followed_why": "She asked me not to"}
    seen = fingerprint(values_of(AdviceDiscussion.objects.get(pk=talk.pk), values))
    record_advice(discussion=talk, values=values, seen=seen, by=by)
    talk.refresh_from_db()
    assert (talk.followed, talk.advice_text) == ("partly", "Tell the nurse everything")


def test_nobody_confirms_what_changed_since_they_read_it(
    talk: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    manager = signed_in(north["manager"])
    read = manager.get(page(talk)).context["form"]
    sent = {"said": "confirmed", "request_key": str(read["request_key"].value()), "version": read["version"].value()}
    again(talk, by=north["practitioner"], advice_text="Tell the whole school")
    assert problems(manager.post(page(talk), sent)) == [
        "What was written down changed since you opened this page. Read it again."
    ]
    assert not talk.answers.exists()


def test_nobody_says_it_twice_and_nobody_else_says_it(
    talk: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    confirmed(talk, by=north["manager"])
    with pytest.raises(Refused, match="said that already"):
        confirmed(talk, by=north["manager"], **OTHERWISE)
    for who in ("practitioner", "colleague", "caldicott_guardian"):
        assert signed_in(north[who]).get(page(talk)).status_code == 404


def test_what_was_written_down_is_read_without_the_names(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    decision.recipients.update(name="Rosalind Quill")
    talk = talked(decision, north["manager"], by=north["practitioner"], advice_text="Tell Rosalind, nobody else")
    shown = signed_in(north["manager"]).get(page(talk)).content.decode()
    assert "Tell [name withheld], nobody else" in shown
    assert "Rosalind" not in shown
    assert confirmed(talk, by=north["manager"]).rationale == "Tell [name withheld], nobody else"
