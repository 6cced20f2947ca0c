"""Guessing: after five tries an account is locked for a while, and nothing tells whether there is an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from infoshare.signing_in.models import CacheRow
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, is_in, told, type_password

pytestmark = pytest.mark.django_db
NOBODY = "nobody@nowhere.example"
LOCKED = "There have been too many tries. Wait 15 minutes, then try again"


def seen(client: Client, email: str, password: str) -> tuple[int, str]:
    """The page without what is different each time: tokens, and the address that was typed."""
    response = client.post("/accounts/login/", {"login": email, "password": password})
    return response.status_code, re.sub('value="[^"]*"', "", response.content.decode())


def test_the_sixth_try_is_refused_even_with_the_right_password(client: Client, north: People) -> None:
    user = north["manager"]
    for _ in range(5):
        type_password(client, user, "wrong")
    assert LOCKED in seen(client, user.email, PASSWORD)[1]
    assert type_password(Client(REMOTE_ADDR="10.1.1.1"), user) == ""


def test_the_lock_is_for_one_account(client: Client, north: People) -> None:
    for _ in range(5):
        type_password(client, north["manager"], "wrong")
    assert type_password(client, north["practitioner"])


@pytest.mark.slow
def test_the_lock_ends_by_itself(client: Client, north: People) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            type_password(client, north["manager"], "wrong")
        clock.shift(timedelta(minutes=14))
        assert type_password(client, north["manager"]) == ""
        clock.shift(timedelta(minutes=2))
        assert type_password(client, north["manager"])


def test_every_try_looks_the_same_with_an_account_and_without(north: People) -> None:
    for number in range(8):
        here, there = (Client(REMOTE_ADDR=f"10.0.0.{number}") for _ in range(2))
        assert seen(here, north["manager"].email, "wrong") == seen(there, NOBODY, "wrong"), number


def test_failed_tries_and_one_lock_are_written_down_for_a_known_account(client: Client, north: People) -> None:
    for _ in range(8):
        type_password(client, north["manager"], "wrong")
    assert told(north["manager"]) == ["sign_in.failed"] * 5 + ["sign_in.locked"]


def test_codes_are_guessed_no_more_often_than_passwords(client: Client, north: People) -> None:
    type_password(client, north["manager"])
    for number in range(5):
        client.post("/accounts/second-step/asked/", {"code": f"00000{number}"})
    page = client.post("/accounts/second-step/asked/", {"code": code()})
    assert LOCKED in page.content.decode()
    assert not is_in(client)
    assert told(north["manager"]) == ["sign_in.failed"] * 5 + ["sign_in.locked"]


def test_one_address_that_tries_many_accounts_is_stopped(client: Client, db: None) -> None:
    for number in range(60):
        response = client.post("/accounts/login/", {"login": f"{number}@nowhere.example", "password": "x"})
        assert response.status_code == 200
    stopped = client.post("/accounts/login/", {"login": NOBODY, "password": "x"})
    assert stopped.status_code == 429
    assert b"Wait 15 minutes" in stopped.content


def test_behind_a_proxy_the_visitors_own_address_counts(db: None, settings: LazySettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    statuses = [
        Client(headers={"X-Forwarded-For": f"10.9.9.9, 10.0.{number}.1"})
        .post("/accounts/login/", {"login": f"{number}@nowhere.example", "password": "x"})
        .status_code
        for number in range(61)
    ]
    assert set(statuses) == {200}


def test_the_count_is_kept_where_every_process_sees_it(client: Client, north: People) -> None:
    type_password(client, north["manager"], "wrong")
    assert CacheRow.objects.filter(cache_key__contains="login_failed").exists()


def test_asking_for_a_new_password_again_and_again_is_stopped_alike(north: People) -> None:
    for email in (north["manager"].email, NOBODY):
        answers = [Client().post("/accounts/password/reset/", {"email": email}).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]
