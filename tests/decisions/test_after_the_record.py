"""What advisers say after the decision is recorded, or carried on as a flow, is read by whoever asked and oversees."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions.actions import outside as letting_in
from decisions.actions import share_in_emergency
from decisions.actions.asking import Whom
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision, OutsideAdviser, ReviewEntry
from decisions.summary import records
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.answering_builders import confirmed, outsider, press, put, talked
from tests.decisions.builders import READY, ask, emergency, record, started
from tests.documents.reading import words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
OTHERWISE = {"advice": "do_not_share", "rationale": "I said to wait for the police"}


def page(discussion: AdviceDiscussion) -> str:
    return f"/decisions/{discussion.decision.reference}/advice/{discussion.pk}/"


@pytest.fixture
def corrected(walked: Walked, north: People) -> AdviceDiscussion:
    """Talked about with the manager, recorded, and then corrected by the manager."""
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    talk = talked(decision, north["manager"], by=by, place="page-risks")
    record(decision, by=by)
    confirmed(talk, by=north["manager"], **OTHERWISE)
    return talk


def test_a_correction_is_read_where_its_notice_leads(
    corrected: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    path = north["practitioner"].notices.latest("pk").path
    shown = signed_in(north["practitioner"]).get(path)
    assert path == page(corrected)
    assert "I said to wait for the police" in shown.content.decode()
    assert b"Save and continue" not in shown.content
    assert signed_in(north["practitioner"]).post(path, {"followed": "yes"}).status_code == 403


def test_a_correction_stands_beside_the_record_and_in_its_file(
    corrected: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    reader = signed_in(north["safeguarding_lead"])
    shown = reader.get(f"/decisions/{corrected.decision.reference}/").content.decode()
    assert "North manager corrected advice in this record" in shown
    assert "I said to wait for the police" in shown
    assert "Isaidtowaitforthepolice" in words(records.issued(corrected.decision, by=north["safeguarding_lead"]))


def test_a_correction_is_unread_again_and_stands_where_it_is_reviewed(
    corrected: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    entry = ReviewEntry.objects.filter(discussion=corrected).latest("pk")
    assert (entry.kind, entry.said, entry.came_by) == ("corrected", "do_not_share", north["manager"])
    lead = north["safeguarding_lead"]
    assert entry in ReviewEntry.objects.for_review_by(lead).unread_by(lead)
    reviewed = f"/decisions/{corrected.decision.reference}/advice/{corrected.pk}/reviewed/"
    assert "I said to wait for the police" in signed_in(lead).get(reviewed).content.decode()


def test_a_correction_of_a_draft_is_unread_again_too(north: People) -> None:
    talk = talked(started(north["practitioner"]), north["manager"], by=north["practitioner"])
    confirmed(talk, by=north["manager"], **OTHERWISE)
    assert ReviewEntry.objects.filter(discussion=talk, kind="corrected").exists()


def test_whoever_oversees_reads_what_was_asked_before_the_record_and_strangers_do_not(
    corrected: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    assert signed_in(north["manager"]).get(page(corrected)).status_code == 200
    assert signed_in(north["colleague"]).get(page(corrected)).status_code == 404


def _in_an_emergency(decision: Decision, by: User) -> None:
    share_in_emergency(by=by, request_key=decision.request_key, about="", values=emergency(), decision=decision)


def test_what_was_asked_before_an_emergency_can_be_read_after_it(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    question = put(decision, by=by)
    _in_an_emergency(decision, by)
    shown = signed_in(by).get(page(question))
    assert shown.status_code == 200
    assert b"Save and continue" not in shown.content


def test_a_link_that_is_open_after_the_record_can_be_ended(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    question = put(decision, by=by, whom=Whom("legal", outside="Dr Vaughan"))
    made = outsider(question, by=by)
    _in_an_emergency(decision, by)
    letting_in.end_outside(adviser=made.adviser, why="It is over", by=by)
    asker = signed_in(by)
    assert "ended it on" in asker.get(f"{page(question)}outside/").content.decode()
    OutsideAdviser.objects.filter(pk=made.adviser.pk).update(ended_at=None, ended_by=None, ended_why="")
    end = f"{page(question)}outside/{made.adviser.pk}/end/"
    assert press(asker, end, why="It is over").status_code == 302
    assert not OutsideAdviser.objects.get(pk=made.adviser.pk).is_let_in


def test_what_is_still_open_about_a_record_is_for_whoever_asked(
    walked: Walked, north: People, signed_in: SignedIn
) -> None:
    question = ask(walked("C01", north["practitioner"]), "record", by=north["practitioner"])
    assert signed_in(north["manager"]).get(page(question)).status_code == 403
    assert signed_in(north["practitioner"]).get(page(question)).status_code == 200


def test_a_correction_made_before_the_record_stands_in_it_alone(walked: Walked, north: People) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    talk = talked(decision, north["manager"], by=by, place="page-risks")
    confirmed(talk, by=north["manager"])
    record(decision, by=by)
    assert records.record_page(load(decision), by)["corrections"] == []
