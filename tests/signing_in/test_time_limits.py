"""Time limits: over after 15 minutes without a request and after 12 hours at most, and nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponseBase
from django.test import Client

from infoshare.accounts.models import User
from infoshare.accounts.sessions import end_sessions
from infoshare.audit.models import Event
from infoshare.signing_in import unsaved
from infoshare.signing_in.models import UnsavedForm
from tests.decisions.builders import started
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, enter, is_in, minutes, told, type_password

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TYPED = {"risk_of_sharing": "They may move away", "risk_of_not_sharing": "Harm", "version": "a" * 64}


def cookie_is_gone(response: HttpResponseBase) -> bool:
    return response.cookies["session"].value == "" and response.cookies["session"]["max-age"] == 0


def test_after_fifteen_minutes_without_a_request_it_is_over(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    clock.shift(minutes(14.5))
    assert is_in(client)
    clock.shift(minutes(15.5))
    over = client.get("/")
    assert over["Location"] == "/accounts/login/?why=over&next=%2F"
    assert cookie_is_gone(over)
    assert over["Clear-Site-Data"] == '"cache"'
    assert told(north["manager"])[-1] == "person.timed_out"
    assert b"You were signed out" in client.get(over["Location"]).content


def test_a_session_nobody_used_after_signing_in_is_over_too(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    clock.shift(minutes(16))
    assert not is_in(client)


def test_after_twelve_hours_it_is_over_however_busy(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    for _ in range(12 * 6 - 1):
        clock.shift(minutes(10))
        assert client.get("/accounts/").status_code == 200
    clock.shift(minutes(10))
    assert not is_in(client)
    assert Event.objects.filter(action="person.timed_out").get().facts == {"why": "absolute"}


def test_changing_the_password_makes_the_twelve_hours_no_longer(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    for _ in range(12 * 6 - 1):
        clock.shift(minutes(10))
        assert client.get("/accounts/").status_code == 200
    new = {"oldpassword": PASSWORD, "password1": "four quite other words", "password2": "four quite other words"}
    client.post("/accounts/password/change/", new)
    assert is_in(client)
    clock.shift(minutes(10))
    assert not is_in(client)


def test_even_a_page_that_is_not_there_names_nobody_once_it_is_over(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    clock.shift(minutes(16))
    assert north["manager"].name not in client.get("/nowhere/").content.decode()


def test_asking_how_long_is_left_makes_it_no_longer_and_staying_does(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    for _ in range(2):
        clock.shift(minutes(5))
        left = client.get("/accounts/time-left/").json()
    assert left == {"seconds": 5 * 60, "can_stay": True}
    assert client.post("/accounts/stay/").json() == {"seconds": 15 * 60, "can_stay": True}
    clock.shift(minutes(16))
    assert client.get("/accounts/time-left/").json() == {"seconds": 0, "can_stay": False}
    assert not is_in(client)


def test_near_the_twelve_hours_staying_is_not_offered(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    for _ in range(12 * 6 - 1):
        clock.shift(minutes(10))
        client.post("/accounts/stay/")
    assert client.get("/accounts/time-left/").json() == {"seconds": 10 * 60, "can_stay": False}


def late_form(client: Client, user: User, clock: time_machine.Traveller) -> tuple[str, HttpResponseBase]:
    """A page of a draft, sent after the session ended."""
    enter(client, user)
    path = f"/decisions/{started(user).reference}/pages/risks/"
    clock.shift(minutes(20))
    return path, client.post(path, TYPED | {"csrfmiddlewaretoken": "x" * 64})


def test_a_form_that_came_too_late_is_kept_and_saved_after_signing_in(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    user = north["practitioner"]
    path, answer = late_form(client, user, clock)
    assert answer["Location"] == "/accounts/login/?why=kept"
    assert cookie_is_gone(answer)
    assert b"What you typed is kept" in client.get(answer["Location"]).content
    assert enter(client, user) == "/accounts/unsaved/"
    page = client.get("/accounts/unsaved/").content.decode()
    assert "You were signed out before this was saved" in page
    assert "Risk of sharing" in page
    assert page.count("They may move away") == 2  # to read, and to send
    assert "<dt" in page
    assert "Version" not in page
    kept = unsaved.of(user).get()
    assert kept.path == path
    assert "csrfmiddlewaretoken" not in kept.fields
    sent = client.post(path, {**kept.fields, "unsaved": kept.pk})
    assert "They may move away" in sent.content.decode() or sent.status_code == 302
    assert not unsaved.of(user).exists()


def test_what_was_kept_is_shown_to_nobody_else_and_thrown_away_by_nobody_else(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    late_form(client, north["practitioner"], clock)
    kept = UnsavedForm.objects.get()
    other = Client()
    assert enter(other, north["colleague"]) == "/"
    assert b"They may move away" not in other.get("/accounts/unsaved/").content
    other.post(f"/accounts/unsaved/{kept.pk}/throw-away/")
    other.post("/decisions/new/", {"unsaved": kept.pk})
    assert UnsavedForm.objects.exists()


def test_what_was_kept_can_be_thrown_away(client: Client, north: People, clock: time_machine.Traveller) -> None:
    late_form(client, north["practitioner"], clock)
    enter(client, north["practitioner"])
    response = client.post(f"/accounts/unsaved/{UnsavedForm.objects.get().pk}/throw-away/")
    assert response["Location"] == "/"
    assert not UnsavedForm.objects.exists()


def test_after_twelve_hours_what_was_kept_is_gone(client: Client, north: People, clock: time_machine.Traveller) -> None:
    late_form(client, north["practitioner"], clock)
    clock.shift(timedelta(hours=12, minutes=1))
    assert enter(client, north["practitioner"]) == "/"
    assert not UnsavedForm.objects.exists()


def test_a_form_without_a_token_of_this_site_is_not_kept(north: People, clock: time_machine.Traveller) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(north["practitioner"])
    client.get("/")
    clock.shift(minutes(20))
    client.cookies["csrf"] = "x" * 32
    assert client.post("/decisions/new/", TYPED).status_code == 403
    assert not UnsavedForm.objects.exists()


@pytest.mark.parametrize(
    "path", ["/accounts/password/change/", "/accounts/second-step/app/", "/accounts/confirm/", "/accounts/login/"]
)
def test_what_is_typed_to_sign_in_is_never_kept(
    path: str, client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["manager"])
    clock.shift(minutes(20))
    client.post(path, {"code": "123456", "oldpassword": "three random words", "password": "x", "login": "x"})
    assert not UnsavedForm.objects.exists()


def test_where_a_session_was_ended_elsewhere_what_is_sent_is_kept_too(client: Client, north: People) -> None:
    user = north["practitioner"]
    enter(client, user)
    end_sessions(user)
    response = client.post("/decisions/new/", TYPED)
    assert response["Location"] == "/accounts/login/?why=kept"
    assert cookie_is_gone(response)
    assert unsaved.of(user).get().path == "/decisions/new/"


def test_nothing_is_kept_for_an_account_that_is_closed(client: Client, north: People) -> None:
    user = north["practitioner"]
    enter(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    client.post("/decisions/new/", TYPED)
    assert not UnsavedForm.objects.exists()


def keep(path: str, holder: str, **typed: str) -> int:
    """What a page's script sends, from a browser whose session and cookies are gone."""
    client = Client(enforce_csrf_checks=True)
    return client.post("/accounts/keep/", typed, headers={"X-Ticket": holder, "X-Path": path}).status_code


def test_a_page_hands_over_what_was_typed_though_its_session_is_gone(north: People) -> None:
    user = north["practitioner"]
    assert keep("/decisions/new/?from=x", unsaved.ticket(user.pk), about="A1", password="secret") == 204
    kept = unsaved.of(user).get()
    assert (kept.path, kept.fields) == ("/decisions/new/?from=x", {"about": ["A1"]})


@pytest.mark.parametrize(
    "path",
    ["", "/nowhere/", "/accounts/password/change/", "https://elsewhere.example/", "//elsewhere.example/", "x", "\\"],
)
def test_only_for_a_page_of_this_site(path: str, north: People) -> None:
    assert keep(path, unsaved.ticket(north["practitioner"].pk), about="A1") == 400


def test_only_with_the_ticket_of_a_page(north: People, clock: time_machine.Traveller) -> None:
    own = unsaved.ticket(north["practitioner"].pk)
    for ticket in ("", "x", own[:-1], own.replace(":", ".")):
        assert keep("/decisions/new/", ticket, about="A1") == 400
    clock.shift(timedelta(hours=25))
    assert keep("/decisions/new/", own, about="A1") == 400
    assert not UnsavedForm.objects.exists()


def test_what_no_table_can_hold_is_left_out_of_what_is_kept(north: People) -> None:
    assert keep("/decisions/new/", unsaved.ticket(north["practitioner"].pk), about="A\x001\ufffe") == 204
    assert UnsavedForm.objects.get().fields == {"about": ["A1"]}


def test_nobody_fills_the_table(north: People) -> None:
    for number in range(25):
        keep("/decisions/new/", unsaved.ticket(north["practitioner"].pk), about=f"A{number}")
    assert UnsavedForm.objects.count() == 20
    assert UnsavedForm.objects.last().fields == {"about": ["A24"]}  # type: ignore[union-attr]


def test_a_form_that_times_out_again_is_kept_once(client: Client, north: People, clock: time_machine.Traveller) -> None:
    late_form(client, north["practitioner"], clock)
    first = UnsavedForm.objects.get()
    enter(client, north["practitioner"])
    clock.shift(minutes(20))
    client.post(first.path, {**first.fields, "unsaved": first.pk})
    assert UnsavedForm.objects.get().pk != first.pk


def test_somebody_who_had_to_confirm_and_ran_out_of_time_loses_nothing(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["administrator"])
    clock.shift(minutes(6))
    asked = client.post("/settings/", {"emergency_hours": "48", "version": "b" * 64})
    assert asked["Location"] == "/accounts/confirm/?next=%2Fsettings%2F"
    clock.shift(minutes(20))
    client.get(asked["Location"])
    assert unsaved.of(north["administrator"]).get().path == "/settings/"


def test_a_demonstration_or_a_new_session_begins_its_time_when_it_signs_in(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    type_password(client, north["manager"])
    clock.shift(minutes(10))
    client.post("/accounts/second-step/asked/", {"code": code()})
    clock.shift(minutes(10))
    assert is_in(client)
