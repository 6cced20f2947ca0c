"""Whether a correction was made: by a link that is nothing without its code and shows none of it; and silence."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions.actions import corrections_heard
from decisions.actions.corrections_heard import notice_unconfirmed
from decisions.models import (
    CorrectionHeard,
    CorrectionLink,
    CorrectionOwed,
    CorrectionSent,
    CorrectionSilence,
    Incident,
    Sheet,
)
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.tenancy import context
from tests.conftest import Walked
from tests.decisions.answering_builders import press
from tests.decisions.correcting import WRONG, asked, found, given_up, owed, rang, told
from tests.decisions.pages import problems
from tests.decisions.sharing import sent as went
from tests.decisions.sharing import sheets
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
NOT_OPENED = "That code does not open this page. Check it, or ring whoever sent you the link."


@pytest.fixture
def sheet(north: People, walked: Walked) -> Sheet:
    return sheets(walked("C01", north["practitioner"]))[0]


@pytest.fixture
def row(sheet: Sheet, north: People) -> CorrectionOwed:
    went(sheet, by=north["practitioner"])
    (made,) = owed(found(sheet, by=north["practitioner"], kind="withdrawn", right=""))
    return made


@pytest.fixture
def sent(row: CorrectionOwed, north: People) -> CorrectionSent:
    return told(row, by=north["practitioner"])


def listed(who: User) -> list[str]:
    rows = work_list(User.objects.get(pk=who.pk))
    return [str(each["reference"]) for each in rows if each["title"] == "Ask whether a correction was made"]


def test_the_whole_way_link_by_mail_code_by_telephone_answer(
    sent: CorrectionSent, row: CorrectionOwed, sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    page = f"/decisions/{sheet.decision.reference}/wrong/{row.wrong.reference}/{row.pk}/link/"
    shown = press(signed_in(north["practitioner"]), page, email="teacher@school.example")
    code = shown.context["code"]
    (letter,) = [each for each in mail.outbox if each.to == ["teacher@school.example"]]
    for said in (code, code.replace("-", ""), sheet.reference, row.wrong.reference, "North"):
        assert said not in f"{letter.subject} {letter.body}", said
    link = re.search(r"/corrections/[\w-]+/", str(letter.body))
    assert link
    browser = Client()
    assert sheet.reference not in browser.get(link[0]).content.decode(), "a link alone shows nothing"
    assert browser.post(link[0], {"code": code})["Location"] == link[0]
    read = browser.get(link[0]).content.decode()
    assert sheet.reference in read
    hidden = [line["text"] for line in sheet.content["lines"]]
    hidden += [row.wrong.reference, sheet.decision.reference, sheet.recipient.role, WRONG["found_by"]]
    for each in hidden:
        assert each not in read, each
    assert press(browser, link[0], said="told_on", words="").status_code == 302
    heard = CorrectionHeard.objects.get()
    assert (heard.said, heard.said_by) == ("told_on", None)
    assert "Your answer is saved" in browser.get(link[0]).content.decode()
    sentence = f"{row.wrong.reference}: there is an answer to a correction."
    assert north["practitioner"].notices.filter(sentence=sentence).exists()


def test_it_opens_once_and_not_after_five_wrong_codes_nor_when_it_is_ended(sent: CorrectionSent, north: People) -> None:
    by = north["practitioner"]
    made = asked(sent, by=by)
    assert Client().post(f"/corrections/{made.token}/", {"code": made.code}).status_code == 302
    assert NOT_OPENED in problems(Client().post(f"/corrections/{made.token}/", {"code": made.code}))
    with pytest.raises(Refused, match="A link is on its way"):
        asked(sent, by=by)
    corrections_heard.end_correction_link(link=made.link, why="Lost", by=by)
    other = asked(sent, by=by)
    for _ in range(5):
        assert NOT_OPENED in problems(Client().post(f"/corrections/{other.token}/", {"code": "WRONG234"}))
    assert NOT_OPENED in problems(Client().post(f"/corrections/{other.token}/", {"code": other.code}))


def test_a_link_is_answered_once_and_asked_again_only_while_it_is_open(sent: CorrectionSent, north: People) -> None:
    by = north["practitioner"]
    made = asked(sent, by=by)
    _say(made, "not_yet")
    with pytest.raises(Refused, match="You have answered this"):
        _say(made, "put_right")
    again = asked(sent, by=by)
    _say(again, "gone")
    with pytest.raises(Refused, match="nothing to ask"):
        asked(sent, by=by)


def _say(made: corrections_heard.AskedToConfirm, said: str) -> CorrectionHeard:
    return corrections_heard.confirm(link=made.link, request_key=uuid4(), values={"said": said, "words": ""})


def test_what_did_not_reach_them_is_sent_again_before_it_is_asked_about(sent: CorrectionSent, north: People) -> None:
    rang(sent, "not_arrived", by=north["practitioner"])
    with pytest.raises(Refused, match="Send it again first"):
        asked(sent, by=north["practitioner"])


@pytest.mark.parametrize("ends", ["a word", "giving up"])
def test_silence_is_told_once_and_stays_on_the_list_until_it_ends(
    ends: str, sent: CorrectionSent, row: CorrectionOwed, north: People
) -> None:
    by = north["practitioner"]
    assert listed(by) == []
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        assert listed(by) == [row.wrong.reference]
        for _ in range(2):
            call_command("chase_advice")
        sentence = f"{row.wrong.reference}: nobody has confirmed a correction. Ring them."
        assert by.notices.filter(sentence=sentence).count() == CorrectionSilence.objects.count() == 1
        rang(sent, "not_yet", by=by)
        assert listed(by) == [row.wrong.reference], "they got it, and have not put it right"
        if ends == "a word":
            rang(sent, by=by)
        else:
            given_up(row, by=by)
        assert listed(by) == []


def test_a_word_in_time_is_followed_by_no_notice(sent: CorrectionSent, north: People) -> None:
    rang(sent, by=north["practitioner"])
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        assert notice_unconfirmed(north["practitioner"].organisation, now=timezone.now()) == 0


def test_each_look_and_word_from_outside_is_told_of_who_sent_the_link(sent: CorrectionSent, north: People) -> None:
    made = asked(sent, by=north["practitioner"])
    browser = Client()
    browser.post(f"/corrections/{made.token}/", {"code": made.code})
    browser.get(f"/corrections/{made.token}/")
    _say(made, "gone")
    for action in ("correction.opened", "correction.viewed", "correction.heard"):
        assert Event.objects.get(action=action).by == north["practitioner"], action


def test_before_anybody_is_known_the_database_shows_the_link_alone(sent: CorrectionSent, north: People) -> None:
    asked(sent, by=north["practitioner"])
    with the_site(), context.accounts():
        assert CorrectionLink.objects.count() == 1
        assert not CorrectionSent.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"wrong_codes": 6}, "correction_link_tries_end"),
        ({"wrong_codes": 5, "opened_at": timezone.now()}, "correction_link_opens_with_a_code"),
        ({"until": timezone.now() - timedelta(days=40)}, "correction_link_ends_after_it_begins"),
        ({"ended_at": timezone.now()}, "correctionlink_ending_is_whole"),
    ],
)
def test_the_database_keeps_no_link_that_does_not_end(
    wrong: dict[str, object], constraint: str, sent: CorrectionSent, north: People
) -> None:
    made = asked(sent, by=north["practitioner"])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CorrectionLink.objects.filter(pk=made.link.pk).update(**wrong)


def test_a_letter_that_was_not_for_them_opens_an_incident_by_whoever_wrote_that_down(
    sent: CorrectionSent, north: People
) -> None:
    """By the link it is theirs, and whoever sent the link is told; by telephone it is the colleague's."""
    by = north["practitioner"]
    said = _say(asked(sent, by=by), "not_ours")
    theirs = Incident.objects.get()
    assert (theirs.opened_by, theirs.heard) == (None, said)
    assert by.notices.filter(sentence__startswith=theirs.reference).exists()
    rang(sent, "not_ours", by=by)
    written = Incident.objects.get(opened_by=by)
    assert not by.notices.filter(sentence__startswith=written.reference).exists(), "who wrote it knows"
