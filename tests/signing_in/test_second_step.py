"""The second step: nobody gets by without one, each code works once, and the last one stays."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client

from infoshare.access import ACCESS
from infoshare.accounts.models import User
from infoshare.signing_in import factors, gate
from tests.accounts.addresses import path_of
from tests.accounts.test_access import OPEN
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, enter, is_in, told, type_password

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def newcomer(north: People) -> User:
    """Somebody who has never signed in."""
    user = north["practitioner"]
    Authenticator.objects.filter(user=user).delete()
    return user


def set_up_app(client: Client) -> str:
    """The secret of the app; the codes are shown next."""
    page = client.get("/accounts/second-step/app/").content.decode()
    found = re.search(r'class="govuk-body app-code">([A-Z2-7 ]+)<', page)
    assert found
    secret = found[1].replace(" ", "")
    response = client.post("/accounts/second-step/app/", {"code": code(secret)})
    assert response["Location"] == "/accounts/second-step/codes/", response.content.decode()
    return secret


def codes_shown(client: Client) -> list[str]:
    page = client.get("/accounts/second-step/codes/").content.decode()
    return re.findall(r'<li class="app-code">(\d{4} \d{4})</li>', page)


def test_a_password_alone_opens_nothing(client: Client, north: People) -> None:
    assert type_password(client, north["manager"]) == "/accounts/second-step/asked/"
    assert not is_in(client)
    assert client.get("/accounts/second-step/").status_code == 302
    client.post("/accounts/second-step/asked/", {"code": "000000"})
    assert not is_in(client)
    client.post("/accounts/second-step/asked/", {"code": code()})
    assert is_in(client)


def test_at_first_everybody_is_led_to_set_one_up_and_reaches_nothing_else(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    closed = [name for name, who in ACCESS.items() if who not in OPEN]
    for name in set(closed) - gate.OPEN:
        for ask in (client.get, client.post):
            response = ask(path_of(name))
            assert (response.status_code, response.get("Location")) == (302, "/accounts/second-step/"), name
    assert b"Set up a second step" in client.get("/accounts/second-step/").content


def test_with_an_app_set_up_and_its_recovery_codes_kept_everything_opens(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    secret = set_up_app(client)
    assert not is_in(client)
    assert len(codes_shown(client)) == 10
    unticked = client.post("/accounts/second-step/codes/", {})
    assert b"Tick the box when you have kept the codes" in unticked.content
    assert not is_in(client)
    assert client.post("/accounts/second-step/codes/", {"kept": "on"})["Location"] == "/"
    assert is_in(client)
    assert codes_shown(client) == []
    client.post("/accounts/logout/")
    type_password(client, newcomer)
    client.post("/accounts/second-step/asked/", {"code": code(secret, later=1)})
    assert is_in(client)
    assert told(newcomer) == [
        "person.signed_in",
        "factor.added",
        "recovery_codes.kept",
        "person.signed_out",
        "person.signed_in",
    ]


def test_somebody_who_left_before_keeping_their_codes_is_shown_them_next_time(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    secret = set_up_app(client)
    client.post("/accounts/logout/")
    type_password(client, newcomer)
    client.post("/accounts/second-step/asked/", {"code": code(secret, later=1)})
    assert client.get("/")["Location"] == "/accounts/second-step/"
    assert client.get("/accounts/second-step/")["Location"] == "/accounts/second-step/codes/"
    assert len(codes_shown(client)) == 10


def test_a_wrong_code_sets_up_nothing(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    client.get("/accounts/second-step/app/")
    page = client.post("/accounts/second-step/app/", {"code": "123"}).content.decode()
    assert "That code was not right" in page
    assert not factors.of(newcomer).exists()


def test_a_code_of_the_app_works_once(client: Client, north: People) -> None:
    used = code()
    for again in (Client(), Client()):
        type_password(again, north["manager"])
        again.post("/accounts/second-step/asked/", {"code": used})
    assert not is_in(again)


def test_a_code_that_is_still_right_half_a_minute_later_works_once_too(
    client: Client, north: People, clock: time_machine.Traveller
) -> None:
    used = code(later=1)
    for again in (Client(), Client()):
        type_password(again, north["manager"])
        again.post("/accounts/second-step/asked/", {"code": used})
        clock.shift(timedelta(seconds=31))
    assert "person.signed_in" in told(north["manager"])
    assert not is_in(again)


def test_a_recovery_code_lets_in_once_and_is_written_down(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    set_up_app(client)
    first, *_ = codes_shown(client)
    client.post("/accounts/second-step/codes/", {"kept": "on"})
    here, there = Client(), Client()
    for each in (here, there):
        type_password(each, newcomer)
        each.post("/accounts/second-step/asked/", {"code": first})
    assert (is_in(here), is_in(there)) == (True, False)
    assert "recovery_code.used" in told(newcomer)
    assert factors.codes_left(newcomer) == 9


def test_nobody_sets_up_a_second_step_after_the_password_where_there_is_one(client: Client, north: People) -> None:
    type_password(client, north["manager"])
    for page in ("app", "key", "codes"):
        assert client.get(f"/accounts/second-step/{page}/")["Location"].startswith("/accounts/login/")


def test_the_last_one_is_replaced_and_never_removed(client: Client, north: People) -> None:
    user = north["manager"]
    enter(client, user)
    (only,) = factors.of(user)
    client.post(f"/accounts/second-step/{only.pk}/remove/")
    assert [each.pk for each in factors.of(user)] == [only.pk]
    assert b"Remove<span" not in client.get("/accounts/second-step/").content
    set_up_app(client)
    assert factors.of(user).get().pk != only.pk
    assert is_in(client)


def test_one_of_two_can_be_removed_and_named(client: Client, north: People) -> None:
    user = north["manager"]
    enter(client, user)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Blue key", "credential": {}})
    client.post(f"/accounts/second-step/{key.pk}/name/", {"name": "Green key"})
    assert b"Green key" in client.get("/accounts/second-step/").content
    client.post(f"/accounts/second-step/{key.pk}/remove/")
    assert not factors.of(user).filter(pk=key.pk).exists()
    assert told(user)[-2:] == ["factor.renamed", "factor.removed"]
    assert is_in(client)


def test_nobody_names_or_removes_somebody_elses(client: Client, north: People) -> None:
    theirs = factors.of(north["manager"]).get()
    Authenticator.objects.create(user=north["manager"], type="webauthn", data={"name": "Blue key", "credential": {}})
    enter(client, north["practitioner"])
    for page in ("name", "remove"):
        assert client.post(f"/accounts/second-step/{theirs.pk}/{page}/", {"name": "x"}).status_code == 404
    assert factors.of(north["manager"]).count() == 2


def test_new_recovery_codes_put_the_old_ones_out_of_use(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    set_up_app(client)
    old = codes_shown(client)
    client.post("/accounts/second-step/codes/", {"kept": "on"})
    client.post("/accounts/second-step/codes/new/")
    new = codes_shown(client)
    assert len(new) == 10
    assert not set(old) & set(new)
    assert told(newcomer)[-1] == "recovery_codes.renewed"


def test_the_picture_for_the_app_is_one_that_the_policy_allows(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    page = client.get("/accounts/second-step/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "<svg" not in page


def test_somebody_who_lost_everything_starts_again(client: Client, north: People) -> None:
    enter(client, north["manager"])
    factors.start_again(north["manager"], by=north["administrator"])
    assert not is_in(client)
    type_password(client, north["manager"])
    assert b"Set up a second step" in client.get("/accounts/second-step/").content
    assert told(north["manager"])[-2:] == ["factor.all_removed", "person.signed_in"]


def test_a_key_that_is_not_one_is_refused_with_a_sentence(client: Client, newcomer: User) -> None:
    type_password(client, newcomer)
    for sent in ("", "{}", "nonsense", '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}'):
        page = client.post("/accounts/second-step/key/", {"name": "x", "credential": sent}).content.decode()
        assert "There is a problem" in page, sent
    assert b"There is a problem" in client.post("/accounts/second-step/key/", {"name": "x"}).content
    assert not factors.of(newcomer).exists()


def test_a_forged_answer_of_a_key_is_refused_and_written_down(client: Client, north: People) -> None:
    type_password(client, north["manager"])
    client.get("/accounts/second-step/asked/")
    asked = b'{"type": "webauthn.get", "challenge": "AAAA", "origin": "http://localhost"}'
    signed = {"clientDataJSON": urlsafe_b64encode(asked).decode(), "authenticatorData": "A" * 50, "signature": "AAAA"}
    forged = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": signed}
    page = client.post("/accounts/second-step/asked/", {"credential": json.dumps(forged)}).content.decode()
    assert "There is a problem" in page
    assert not is_in(client)
    assert told(north["manager"]) == ["sign_in.failed"]


def test_the_demonstrations_one_click_is_past_the_second_step(
    client: Client, newcomer: User, settings: LazySettings
) -> None:
    settings.DEMO = True
    client.post("/accounts/sign-in-as/", {"email": newcomer.email})
    assert is_in(client)
    settings.DEMO = False
    other = Client()
    other.post("/accounts/login/", {"login": newcomer.email, "password": PASSWORD})
    assert not is_in(other)
