"""What whoever got a sheet says: by a link that is nothing without its code and shows nothing of it; and silence."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from unittest import mock
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from decisions.actions import receipts
from decisions.actions.silence import notice_silence
from decisions.models import Acknowledgement, Incident, ReceiptLink, SharingEvent, Sheet, Silence
from decisions.models.receipts import last_day_in_time
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.tenancy import context
from tests.conftest import Walked
from tests.decisions.answering_builders import press
from tests.decisions.pages import problems
from tests.decisions.sharing import ARRIVED, asked, choose, rang, said, sent, sheets
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
ANSWER = {"arrived": "yes", "right_person": "yes", "done_with": "using", "words": ""}
WRONG = "That code does not open this page. Check it, or ring whoever sent you the link."


@pytest.fixture
def sheet(north: People, walked: Walked) -> Sheet:
    return sheets(walked("C01", north["practitioner"]))[0]


@pytest.fixture
def event(sheet: Sheet, north: People) -> SharingEvent:
    return sent(sheet, by=north["practitioner"])


def opened(made: receipts.Asked) -> Client:
    browser = Client()
    assert browser.post(f"/receipts/{made.token}/", {"code": made.code}).status_code == 302
    return browser


def listed(who: User) -> list[str]:
    rows = work_list(User.objects.get(pk=who.pk))
    titles = ("Ask whether a sheet arrived", "Send a sheet again")
    return [str(row["reference"]) for row in rows if row["title"] in titles]


def test_the_whole_way_link_by_mail_code_by_telephone_answer(
    event: SharingEvent, sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    page = f"/decisions/{sheet.decision.reference}/shared/{event.pk}/link/"
    shown = press(signed_in(north["practitioner"]), page, email="teacher@school.example")
    code = shown.context["code"]
    (letter,) = [each for each in mail.outbox if each.to == ["teacher@school.example"]]
    for told in (code, code.replace("-", ""), sheet.reference, sheet.decision.reference, "North"):
        assert told not in f"{letter.subject} {letter.body}", told
    found = re.search(r"/receipts/[\w-]+/", str(letter.body))
    assert found
    link = found[0]
    browser = Client()
    assert sheet.reference not in browser.get(link).content.decode(), "a link alone shows nothing"
    assert browser.post(link, {"code": f" {code.lower()} "})["Location"] == link
    read = browser.get(link).content.decode()
    assert sheet.reference in read
    for line in sheet.content["lines"]:
        assert line["text"] not in read
    for hidden in (sheet.decision.reference, sheet.decision.about, sheet.recipient.role, north["practitioner"].name):
        assert hidden not in read, hidden
    assert press(browser, link, **ANSWER).status_code == 302
    told = Acknowledgement.objects.get()
    assert (told.arrived, told.right_person, told.done_with, told.said_by) == (True, True, "using", None)
    assert "Your answer is saved" in browser.get(link).content.decode()
    sentence = f"There is an answer about {sheet.reference}."
    assert north["practitioner"].notices.filter(sentence=sentence).exists()


def test_it_opens_once_in_one_browser_and_never_after_five_wrong_codes(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    opened(made)
    second = Client().post(f"/receipts/{made.token}/", {"code": made.code})
    assert WRONG in problems(second)
    receipts.end_receipt_link(link=made.link, why="Lost", by=north["practitioner"])
    other = asked(event, by=north["practitioner"])
    for _ in range(5):
        assert WRONG in problems(Client().post(f"/receipts/{other.token}/", {"code": "WRONG234"}))
    assert WRONG in problems(Client().post(f"/receipts/{other.token}/", {"code": other.code}))


def test_it_is_gone_after_thirty_days_and_when_it_is_ended(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    browser = opened(made)
    assert "Did it reach you?" in browser.get(f"/receipts/{made.token}/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1), tick=False):
        assert "Enter your code" in browser.get(f"/receipts/{made.token}/").content.decode()
    receipts.end_receipt_link(link=made.link, why="A wrong address", by=north["practitioner"])
    assert "Enter your code" in browser.get(f"/receipts/{made.token}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"wrong_codes": 6}, "tries_end"),
        ({"wrong_codes": 5, "opened_at": "2026-11-26T12:00Z"}, "opens_with_a_code"),
        ({"until": "2020-01-01T12:00Z"}, "ends_after_it_begins"),
        ({"ended_at": "2026-11-26T12:00Z"}, "ending_is_whole"),
    ],
)
def test_the_database_keeps_no_link_that_never_ends(
    wrong: dict[str, object], rule: str, event: SharingEvent, north: People
) -> None:
    made = asked(event, by=north["practitioner"])
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        ReceiptLink.objects.filter(pk=made.link.pk).update(**wrong)


def test_one_answer_is_kept_and_a_second_is_refused_with_a_sentence(event: SharingEvent, north: People) -> None:
    made, key = asked(event, by=north["practitioner"]), uuid4()
    for _ in range(2):
        receipts.acknowledge(link=made.link, request_key=key, values=ARRIVED)
    with pytest.raises(Refused, match="You have answered this"):
        said(made, done_with="kept")
    assert Acknowledgement.objects.count() == 1


def test_no_answer_is_kept_of_a_link_that_ended_while_it_was_on_its_way(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    receipts.end_receipt_link(link=ReceiptLink.objects.get(), why="A wrong address", by=north["practitioner"])
    assert made.link.is_open, "as it was read before"
    with pytest.raises(Refused, match="This link is over"):
        said(made)
    assert not Acknowledgement.objects.exists()


def test_one_link_is_out_at_a_time_and_none_once_it_arrived(event: SharingEvent, north: People) -> None:
    by = north["practitioner"]
    made = asked(event, by=by)
    with pytest.raises(Refused, match="A link is on its way"):
        asked(event, by=by)
    said(made)
    with pytest.raises(Refused, match="have said that it arrived"):
        asked(event, by=by)


def test_what_is_left_open_is_asked_for_and_typing_is_kept(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    browser, page = opened(made), f"/receipts/{made.token}/"
    assert problems(press(browser, page, arrived="yes")) == ["Choose whether it was meant for you"]
    assert problems(press(browser, page, arrived="yes", right_person="yes")) == ["Choose what you did with it"]
    answer = press(browser, page, arrived="yes", right_person="yes", done_with="passed_on")
    assert problems(answer) == ["Say more about what you did with it"]
    assert press(browser, page, arrived="no").status_code == 302
    assert (Acknowledgement.objects.get().right_person, Acknowledgement.objects.get().done_with) == (None, "")


def test_what_was_typed_is_kept_where_the_link_ended_meanwhile(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    browser = opened(made)
    receipts.end_receipt_link(link=made.link, why="A wrong address", by=north["practitioner"])
    late = browser.post(f"/receipts/{made.token}/", {**ANSWER, "words": "Half a page"}).content.decode()
    assert "It was not sent" in late
    assert "Half a page" in late
    assert not Acknowledgement.objects.exists()


def test_what_they_said_by_telephone_can_be_written_down(
    event: SharingEvent, sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    browser = signed_in(north["practitioner"])
    page = f"/decisions/{sheet.decision.reference}/shared/{event.pk}/receipt/"
    assert problems(press(browser, page, **ANSWER)) == ["Say how they told you"]
    assert press(browser, page, **ANSWER, told_how="They rang").status_code == 302
    told = Acknowledgement.objects.get()
    assert (told.said_by, told.told_how, told.link) == (north["practitioner"], "They rang", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"arrived": False, "right_person": True},
        {"right_person": None},
        {"done_with": ""},
        {"done_with": "other"},
        {"done_with": "nonsense"},
        {"told_how": ""},
    ],
)
def test_the_database_keeps_no_half_answer(wrong: dict[str, object], event: SharingEvent, north: People) -> None:
    with pytest.raises(IntegrityError, match="acknowledgement_"), transaction.atomic():
        rang(event, by=north["practitioner"], **wrong)


def test_silence_is_told_once_and_stays_on_the_list_until_a_word_comes(
    event: SharingEvent, sheet: Sheet, north: People
) -> None:
    by = north["practitioner"]
    assert listed(by) == []
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        assert listed(by) == [sheet.reference]
        for _ in range(2):
            call_command("chase_advice")
        sentence = f"Nobody has said that {sheet.reference} arrived. Ring them."
        assert by.notices.filter(sentence=sentence).count() == Silence.objects.count() == 1
        rang(event, by=by)
        assert listed(by) == []


def test_a_fault_with_one_sheet_stops_no_other(event: SharingEvent, walked: Walked, north: People) -> None:
    other = sent(sheets(walked("C08", north["practitioner"]))[0], by=north["practitioner"])
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE decisions_silence ADD CHECK (sharing_id <> {event.pk})")
    later = timezone.now() + timedelta(days=12)
    with time_machine.travel(later, tick=False), pytest.raises(ExceptionGroup, match="A fault of ours in chasing"):
        call_command("chase_advice")
    assert Silence.objects.get().sharing == other


def test_a_sheet_that_did_not_arrive_is_on_the_list_at_once_until_it_goes_again(
    event: SharingEvent, sheet: Sheet, north: People
) -> None:
    by = north["practitioner"]
    said(asked(event, by=by), arrived=False, right_person=None, done_with="")
    assert listed(by) == [sheet.reference]
    assert by.notices.filter(sentence=f"{sheet.reference} did not arrive.").exists()
    sent(sheet, by=by)
    assert listed(by) == []


def test_a_sheet_that_reached_somebody_else_is_on_the_list_at_once_and_chased_again_once_it_goes_again(
    event: SharingEvent, sheet: Sheet, north: People
) -> None:
    by = north["practitioner"]
    said(asked(event, by=by), right_person=False, done_with="")
    assert listed(by) == [sheet.reference]
    sent(sheet, by=by)
    assert listed(by) == []
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        assert listed(by) == [sheet.reference]
        assert notice_silence(by.organisation, now=timezone.now()) == 1
        assert by.notices.filter(sentence=f"Nobody has said that {sheet.reference} arrived. Ring them.").exists()


def test_whoever_sends_it_never_asks_themselves(event: SharingEvent, north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    page = f"/decisions/{event.decision.reference}/shared/{event.pk}/link/"
    answer = press(signed_in(by), page, email=by.email.upper())
    assert problems(answer) == ["This is your own address. Give the address of whoever got it."]
    assert not ReceiptLink.objects.exists()


def test_a_word_through_a_link_stands_beside_the_address_the_link_went_to(
    event: SharingEvent, north: People, signed_in: SignedIn
) -> None:
    said(asked(event, by=north["practitioner"]))
    assert event.sheet
    page = f"/decisions/{event.decision.reference}/sheets/{event.sheet.reference}/"
    assert "Through the link to teacher@school.example" in signed_in(north["practitioner"]).get(page).content.decode()


def test_a_link_that_a_colleague_ended_names_them(event: SharingEvent, north: People, signed_in: SignedIn) -> None:
    by, manager = north["practitioner"], north["manager"]
    receipts.end_receipt_link(link=asked(event, by=by).link, why="A wrong address", by=manager)
    page = f"/decisions/{event.decision.reference}/shared/{event.pk}/link/"
    assert f"{manager.name} ended it on" in signed_in(by).get(page).content.decode()


def test_the_code_is_shown_though_the_mail_is_refused(event: SharingEvent, north: People, signed_in: SignedIn) -> None:
    """It is shown once, so a fault with the address must not lose it."""
    page = f"/decisions/{event.decision.reference}/shared/{event.pk}/link/"
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=ValueError):
        shown = press(signed_in(north["practitioner"]), page, email="teacher@school.example")
    assert shown.context["code"]
    assert "could not be sent" in shown.content.decode()


def test_a_word_in_time_is_followed_by_no_notice(event: SharingEvent, north: People) -> None:
    rang(event, by=north["practitioner"])
    with time_machine.travel(timezone.now() + timedelta(days=12), tick=False):
        assert notice_silence(north["practitioner"].organisation, now=timezone.now()) == 0


@pytest.mark.parametrize(
    ("today", "days", "last"),
    [
        ("2026-11-30", 5, "2026-11-23"),  # Monday: the five are Tuesday to Monday
        ("2026-11-27", 5, "2026-11-20"),  # Friday: what went the Friday before is in time until tonight
        ("2026-11-29", 5, "2026-11-23"),  # Sunday: what went on Monday has until tomorrow
        ("2026-12-29", 1, "2026-12-24"),  # after Christmas Day, a weekend, and the day off for Boxing Day
        ("2026-12-01", 1, "2026-11-30"),
    ],
)
def test_only_working_days_count(today: str, days: int, last: str, north: People) -> None:
    choose(north["manager"], receipt_days=days)
    now = timezone.make_aware(datetime.fromisoformat(f"{today}T12:00"))
    assert last_day_in_time(north["manager"].organisation, now).isoformat() == last


def test_each_look_and_word_from_outside_is_told_of_who_sent_the_link(event: SharingEvent, north: People) -> None:
    made = asked(event, by=north["practitioner"])
    opened(made).get(f"/receipts/{made.token}/")
    said(made)
    actions = ("receipt.opened", "receipt.viewed", "receipt.heard")
    for action in actions:
        assert Event.objects.get(action=action).by == north["practitioner"], action


def test_before_anybody_is_known_the_database_shows_the_link_alone(event: SharingEvent, north: People) -> None:
    asked(event, by=north["practitioner"])
    with the_site(), context.accounts():
        assert ReceiptLink.objects.count() == 1
        assert not SharingEvent.objects.exists()
        assert not Sheet.objects.exists()


def test_it_was_not_meant_for_me_opens_an_incident_at_once(event: SharingEvent, sheet: Sheet, north: People) -> None:
    said(asked(event, by=north["practitioner"]), right_person=False, done_with="")
    incident = Incident.objects.get()
    assert (incident.sharing, incident.opened_by) == (event, None)
    for who in ("ig_lead", "caldicott_guardian", "practitioner"):
        assert north[who].notices.filter(sentence__startswith=incident.reference).exists(), who


def test_of_a_word_that_a_colleague_wrote_down_the_colleague_opened_it(event: SharingEvent, north: People) -> None:
    by = north["practitioner"]
    rang(event, by=by, right_person=False, done_with="")
    incident = Incident.objects.get()
    assert incident.opened_by == by
    assert not by.notices.filter(sentence__startswith=incident.reference).exists(), "who wrote it knows"
