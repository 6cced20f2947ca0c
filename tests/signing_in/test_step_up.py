"""Confirming that it is you: asked before settings once five minutes have gone by, and a form that waits is saved."""

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from infoshare.accounts.models import Organisation, User
from infoshare.signing_in import unsaved
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, enter, is_in, minutes, told

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def administrator(client: Client, north: People, clock: time_machine.Traveller) -> User:
    """Signed in six minutes ago."""
    enter(client, north["administrator"])
    clock.shift(minutes(6))
    return north["administrator"]


def form(client: Client) -> dict[str, str]:
    page = client.get("/settings/")
    values = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    return {name: str(value) for name, value in values.items() if value != []}


def hours(user: User) -> int:
    return Organisation.objects.get(pk=user.organisation_id).emergency_hours


def test_right_after_signing_in_nothing_is_asked_again(client: Client, north: People) -> None:
    enter(client, north["administrator"])
    assert client.get("/settings/").status_code == 200


def test_five_minutes_later_it_is(client: Client, administrator: User) -> None:
    asked = client.get("/settings/")
    assert asked["Location"] == "/accounts/confirm/?next=%2Fsettings%2F"
    assert client.get("/").status_code == 200
    wrong = client.post(asked["Location"], {"password": "wrong"})
    assert b"That is not your password" in wrong.content
    assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200
    assert told(administrator)[-2:] == ["sign_in.failed", "person.confirmed"]


def test_a_form_sent_then_waits_and_is_saved_with_everything_typed(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["administrator"])
    typed = form(client) | {"emergency_hours": "48"}
    clock.shift(minutes(6))
    asked = client.post("/settings/?from=elsewhere", typed)
    assert hours(north["administrator"]) == 24
    done = client.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == "/settings/"
    assert hours(north["administrator"]) == 48


def test_a_form_that_waits_is_saved_only_once_it_is_confirmed(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    enter(client, north["administrator"])
    typed = form(client) | {"emergency_hours": "48"}
    clock.shift(minutes(6))
    asked = client.post("/settings/", typed)
    client.post(asked["Location"], {"password": "wrong"})
    client.get("/settings/")
    assert hours(north["administrator"]) == 24


def test_a_code_of_the_app_confirms_too(client: Client, administrator: User) -> None:
    asked = client.get("/settings/")
    page = client.get(asked["Location"]).content.decode()
    assert "/accounts/confirm/code/?next=%2Fsettings%2F" in page
    answer = client.post("/accounts/confirm/code/?next=/settings/", {"code": code()})
    assert answer["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200


def test_second_steps_are_changed_only_once_it_is_confirmed(client: Client, administrator: User) -> None:
    for page in ("app/", "key/", "codes/new/"):
        assert client.get(f"/accounts/second-step/{page}")["Location"].startswith("/accounts/confirm/"), page


def test_nobody_is_sent_to_another_site_after_confirming(client: Client, administrator: User) -> None:
    answer = client.post("/accounts/confirm/?next=https://elsewhere.example/", {"password": PASSWORD})
    assert answer["Location"] == "/"


def test_guessing_there_is_locked_like_signing_in(client: Client, administrator: User) -> None:
    for _ in range(5):
        client.post("/accounts/confirm/", {"password": "wrong"})
    assert b"too many tries" in client.post("/accounts/confirm/", {"password": PASSWORD}).content
    assert told(administrator)[-1] == "sign_in.locked"


def test_in_the_demonstration_one_click_confirms(
    client: Client, north: People, settings: LazySettings, clock: time_machine.Traveller
) -> None:
    settings.DEMO = True
    client.post(reverse("sign-in-as"), {"email": north["administrator"].email})
    clock.shift(minutes(6))
    asked = client.get("/settings/")
    assert b'type="password"' not in client.get(asked["Location"]).content
    assert client.post(asked["Location"], {})["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200


def test_one_click_confirms_nothing_outside_the_demonstration(client: Client, administrator: User) -> None:
    asked = client.get("/settings/")
    assert b"There is a problem" in client.post(asked["Location"], {}).content
    assert client.get("/settings/").status_code == 302


def test_somebody_with_only_their_organisations_account_signs_in_there_again_and_loses_nothing(
    client: Client, administrator: User
) -> None:
    Authenticator.objects.filter(user=administrator).delete()
    administrator.set_unusable_password()
    User.objects.filter(pk=administrator.pk).update(password=administrator.password)
    client.force_login(User.objects.get(pk=administrator.pk))
    session = client.session
    session["second_step"] = True
    session.save()
    answer = client.post("/settings/", {"emergency_hours": "48"})
    assert parse_qs(urlsplit(answer["Location"]).query) == {"why": ["again"]}
    assert not is_in(client)
    assert unsaved.of(administrator).get().fields == {"emergency_hours": ["48"]}
