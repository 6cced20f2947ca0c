"""The daily look-out reads the looks that were written down, and tells the Guardian once what is unusual."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from decisions.actions.lookout import look_out
from decisions.models import Decision, Finding, FindingReview
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from tests.decisions.builders import started
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
NOW = timezone.now()


def looked(by: User, decision: Decision, at: datetime, through: str = "team") -> Event:
    return Event(
        organisation=by.organisation,
        by=by,
        at=at,
        action="decision.viewed",
        about_type="decisions.decision",
        about_id=decision.pk,
        facts={"what": "record", "through": through},
    )


def browse(by: User, decision: Decision, times: int, over: timedelta = timedelta(days=20)) -> None:
    """So many looks, spread evenly over the days up to now."""
    step = over / times
    Event.objects.bulk_create(looked(by, decision, NOW - over + step * number) for number in range(times))


def search(people: People) -> list[Finding]:
    return look_out(people["manager"].organisation, until=NOW + timedelta(minutes=1))


def test_one_person_opening_one_record_279_times_in_three_weeks_is_told_to_the_guardian(north: People) -> None:
    decision = started(north["practitioner"])
    browse(north["manager"], decision, 279, timedelta(days=21))
    search(north)
    finding = Finding.objects.get()
    assert (finding.rule, list(finding.people.all()), list(finding.decisions.all())) == (
        "again",
        [north["manager"]],
        [decision],
    )
    told = {notice.user for notice in Notice.objects.all()}
    assert told == {north["caldicott_guardian"], north["ig_lead"]}
    assert decision.about not in Notice.objects.all()[0].sentence


def test_25_staff_opening_the_record_of_a_child_in_the_news_is_told(north: People) -> None:
    decision, organisation = started(north["practitioner"]), north["manager"].organisation
    for number in range(25):
        somebody = User.objects.create_user(
            email=f"s{number}@north.example", password="x", name=f"Staff {number}", organisation=organisation
        )
        browse(somebody, decision, 1, timedelta(hours=number + 1))
    search(north)
    finding = Finding.objects.get(rule="crowd")
    assert finding.people.count() == 25


def test_a_name_like_ones_own_is_told(north: People) -> None:
    manager, decision = north["manager"], started(north["practitioner"])
    manager.name, decision.about = "Ann Macdonald", "Jamie McDonald"
    manager.save()
    decision.save()
    browse(manager, decision, 1, timedelta(hours=1))
    search(north)
    assert Finding.objects.get().rule == "surname"


def test_ordinary_work_is_not_told(north: People) -> None:
    browse(north["manager"], started(north["practitioner"]), 6)
    assert search(north) == []


def test_what_goes_on_is_told_once_and_grows(north: People) -> None:
    decision = started(north["practitioner"])
    browse(north["manager"], decision, 279, timedelta(days=21))
    search(north)
    notices, before = Notice.objects.count(), Finding.objects.get().times
    assert search(north) == []
    browse(north["manager"], decision, 20, timedelta(hours=10))
    search(north)
    assert Finding.objects.get().times > before
    assert Notice.objects.count() == notices


def test_whom_it_names_is_not_told_and_does_not_see_it(north: People, signed_in: SignedIn) -> None:
    guardian, decision = north["caldicott_guardian"], started(north["practitioner"])
    browse(guardian, decision, 279, timedelta(days=21))
    [finding] = search(north)
    assert {notice.user for notice in Notice.objects.all()} == {north["ig_lead"]}
    client = signed_in(guardian)
    assert client.get(f"/look-out/{finding.pk}/").status_code == 404
    assert "again and again" not in client.get("/look-out/").content.decode()
    assert "again and again" in signed_in(north["ig_lead"]).get("/look-out/").content.decode()


def test_the_guardian_reads_it_asks_and_closes_it_once(north: People, south: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    browse(north["manager"], decision, 279, timedelta(days=21))
    [finding] = search(north)
    client = signed_in(north["caldicott_guardian"])
    page = client.get(f"/look-out/{finding.pk}/").content.decode()
    for shown in ("North manager", decision.reference, "When this is told"):
        assert shown in page
    assert not re.search(rf"\b{decision.about}\b", strip_tags(page))  # what carries chance letters is in tags
    assert "Choose what came of it" in client.post(f"/look-out/{finding.pk}/", {"outcome": ""}).content.decode()
    closing = {"outcome": "spoken", "text": "She covers for two colleagues"}
    assert client.post(f"/look-out/{finding.pk}/", closing).status_code == 302
    assert b"closed already" in client.post(f"/look-out/{finding.pk}/", closing).content
    assert FindingReview.objects.get().reviewed_by == north["caldicott_guardian"]
    assert signed_in(south["caldicott_guardian"]).get(f"/look-out/{finding.pk}/").status_code == 404
    for who in ("manager", "practitioner", "administrator"):
        assert signed_in(north[who]).get("/look-out/").status_code == 403


def test_the_command_looks_into_every_organisation_by_itself(
    north: People, south: People, capsys: pytest.CaptureFixture[str]
) -> None:
    for people in (north, south):
        browse(people["manager"], started(people["practitioner"]), 279, timedelta(days=21))
    with the_site():
        call_command("look_out")
    assert capsys.readouterr().out == "2 new or grown, in 2 organisations.\n"
    assert {finding.organisation for finding in Finding.objects.all()} == {
        people["manager"].organisation for people in (north, south)
    }
