"""Sessions: what is ended is dead on its next request, an old cookie opens nothing, and its owner sees each one."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infoshare.accounts.models import User
from infoshare.accounts.sessions import end_sessions
from infoshare.signing_in import devices
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, enter, is_in, told, type_password

pytestmark = pytest.mark.django_db
NEW = "four quite other words"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def two(north: People) -> tuple[Client, Client]:
    """The manager, signed in on two devices."""
    here, there = Client(headers={"User-Agent": CHROME}), Client(headers={"User-Agent": IPHONE})
    for number, each in enumerate((here, there)):
        enter(each, north["manager"], later=number)
    assert is_in(here)
    assert is_in(there)
    return here, there


def copy_of(client: Client) -> Client:
    """Somebody who copied the cookies of that browser."""
    thief = Client()
    thief.cookies = deepcopy(client.cookies)
    return thief


def change_password(client: Client) -> None:
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def make_new_codes(client: Client) -> None:
    client.post("/accounts/second-step/codes/new/")


def remove_key(client: Client) -> None:
    user = User.objects.get(email="manager@north.example")
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Blue key", "credential": {}})
    client.post(f"/accounts/second-step/{key.pk}/remove/")


def end_all_others(client: Client) -> None:
    client.post("/accounts/sessions/end/")


@pytest.mark.parametrize("change", [change_password, make_new_codes, remove_key, end_all_others])
def test_it_ends_every_other_session_and_this_one_goes_on(
    change: Callable[[Client], None], two: tuple[Client, Client]
) -> None:
    here, there = two
    before = copy_of(here)
    change(here)
    assert here.get("/accounts/").status_code == 200
    assert not is_in(there)
    assert not is_in(before)  # the cookie from before the change


def test_a_forgotten_password_changed_ends_every_session(two: tuple[Client, Client], north: People) -> None:
    other = Client()
    other.post("/accounts/password/reset/", {"email": north["manager"].email})
    link = next(part for part in mail.outbox[0].body.split() if "/password/reset/key/" in part)
    form = other.get(link.split("testserver")[1], follow=True)
    other.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert not any(is_in(each) for each in two)
    assert told(north["manager"])[-1] == "password.reset"


def test_a_change_of_roles_ends_every_session(two: tuple[Client, Client], north: People) -> None:
    end_sessions(north["manager"])
    assert not any(is_in(each) for each in two)


def test_a_closed_account_is_out_on_the_next_request(two: tuple[Client, Client], north: People) -> None:
    User.objects.filter(pk=north["manager"].pk).update(is_active=False)
    assert not any(is_in(each) for each in two)


def test_a_copied_cookie_is_dead_once_its_owner_has_signed_out(two: tuple[Client, Client]) -> None:
    here, there = two
    thief = copy_of(here)
    assert is_in(thief)
    answer = here.post("/accounts/logout/")
    assert answer.cookies["session"]["max-age"] == 0
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not is_in(thief)
    assert "Chrome on Windows" not in there.get("/accounts/sessions/").content.decode()


def test_a_session_prepared_for_somebody_is_not_the_one_they_get(client: Client, north: People) -> None:
    type_password(client, north["manager"])
    planted = client.cookies["session"].value
    thief = Client()
    thief.cookies["session"] = planted
    client.post("/accounts/second-step/asked/", {"code": code()})
    assert is_in(client)
    assert client.cookies["session"].value != planted
    assert not is_in(thief)


def test_one_sees_where_one_is_signed_in_and_ends_it_from_afar(two: tuple[Client, Client], north: People) -> None:
    here, there = two
    page = here.get("/accounts/sessions/").content.decode()
    for words in ("Chrome on Windows", "Safari on an iPhone", "This device"):
        assert page.count(words) >= 1
    other = UserSession.objects.get(user_agent=IPHONE)
    here.post(f"/accounts/sessions/{other.pk}/end/")
    assert is_in(here)
    assert not is_in(there)
    assert "iPhone" not in here.get("/accounts/sessions/").content.decode()
    assert told(north["manager"])[-1] == "session.ended"


def test_nobody_ends_or_sees_the_session_of_somebody_else(two: tuple[Client, Client], north: People) -> None:
    stranger = Client()
    enter(stranger, north["practitioner"])
    for each in UserSession.objects.filter(user=north["manager"]):
        assert stranger.post(f"/accounts/sessions/{each.pk}/end/").status_code == 404
    assert "iPhone" not in stranger.get("/accounts/sessions/").content.decode()
    assert all(is_in(each) for each in two)


def test_the_list_costs_the_same_for_two_sessions_and_for_twenty(two: tuple[Client, Client], north: People) -> None:
    here, _ = two

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            here.get("/accounts/sessions/")
        return len(queries)

    first = cost()
    for number in range(18):
        UserSession.objects.create(user=north["manager"], session_key=f"k{number}", ip="10.0.0.1", user_agent="")
    assert cost() == first


def test_what_ran_out_is_tidied_when_somebody_signs_in(client: Client, north: People) -> None:
    past = timezone.now() - timedelta(days=2)
    Session.objects.create(session_key="old", session_data="", expire_date=past)
    old = UserSession.objects.create(user=north["manager"], session_key="old", ip="10.0.0.1", user_agent="")
    UserSession.objects.filter(pk=old.pk).update(created_at=past)
    enter(client, north["practitioner"])
    assert not Session.objects.filter(session_key="old").exists()
    assert not UserSession.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome on Windows"),
        (CHROME + " Edg/140.0", "Edge on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("", "A browser on a device we do not know"),
    ],
)
def test_a_device_is_called_by_what_its_owner_knows_it_as(said: str, words: str) -> None:
    assert devices.in_words(said) == words
