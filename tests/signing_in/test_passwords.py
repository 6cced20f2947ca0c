"""Signing in: by password, in a demonstration with one click, and nothing tells a stranger who has an account."""

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse

from infoshare.accounts.models import User
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import code, enter, is_in, type_password

pytestmark = pytest.mark.django_db
NEW = "four quite other words"


def sign_in(client: Client, email: str, password: str) -> tuple[int, str]:
    response = client.post("/accounts/login/", {"login": email, "password": password})
    body = re.sub('value="[^"]*"', "", response.content.decode())
    return response.status_code, body


def test_the_right_password_and_a_code_sign_in(client: Client, north: People) -> None:
    assert enter(client, north["manager"]) == "/"
    assert is_in(client)


def test_an_address_is_the_same_in_capitals(client: Client, north: People) -> None:
    assert sign_in(client, north["manager"].email.upper(), PASSWORD)[0] == 302


def test_a_wrong_password_and_no_account_look_the_same(client: Client, north: People) -> None:
    wrong = sign_in(client, north["manager"].email, "wrong")
    nobody = sign_in(client, "nobody@nowhere.example", "wrong")
    assert wrong == nobody
    assert wrong[0] == 200
    assert "There is a problem" in wrong[1]
    assert not is_in(client)


def test_somebody_made_inactive_is_let_in_nowhere(client: Client, north: People) -> None:
    client.force_login(north["manager"])
    User.objects.filter(pk=north["manager"].pk).update(is_active=False)
    assert not is_in(client)
    sign_in(client, north["manager"].email, PASSWORD)
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["", "not an address", "a\x00b@example.com", "a" * 100_000])
def test_nonsense_for_an_address_gets_a_sentence(typed: str, client: Client) -> None:
    status, body = sign_in(client, typed, "x")
    assert status == 200
    assert "There is a problem" in body


def test_nobody_is_sent_to_another_site_after_signing_in(client: Client, north: People) -> None:
    type_password(client, north["manager"], next="https://elsewhere.example/")
    assert client.post("/accounts/second-step/asked/", {"code": code()})["Location"] == "/"


def test_nobody_signs_up(client: Client) -> None:
    assert b"Nobody signs up here" in client.get("/accounts/signup/").content
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": NEW, "password2": NEW})
    assert not User.objects.filter(email="new@example.com").exists()


def test_the_way_back_in_by_mail_names_nobody_and_works(client: Client, north: People) -> None:
    user = north["manager"]
    client.post("/accounts/password/reset/", {"email": user.email})
    (letter,) = mail.outbox
    text = f"{letter.subject} {letter.body}"
    assert user.name not in text
    assert user.organisation.name not in text
    link = re.search(r"https?://[^/]+(/\S+)", text)
    assert link
    form = client.get(link[1], follow=True)
    weak = client.post(form.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
    assert b"There is a problem" in weak.content
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert sign_in(client, user.email, NEW)[0] == 302


def test_asking_for_a_reset_looks_the_same_whether_there_is_an_account(client: Client, north: People) -> None:
    for email in (north["manager"].email, "nobody@nowhere.example"):
        response = client.post("/accounts/password/reset/", {"email": email})
        assert response["Location"] == "/accounts/password/reset/done/"


def test_a_reset_link_made_up_resets_nothing(client: Client, north: People) -> None:
    for path in ("1-abc-def", "zzzzzzzzzzzzz-set-password", "1-%00"):
        assert client.get(f"/accounts/password/reset/key/{path}/").status_code in {200, 302, 400}


@pytest.mark.parametrize("new", ["short", "password1234", "north manager 1"])
def test_a_password_easy_to_guess_is_refused(new: str, client: Client, north: People) -> None:
    client.force_login(north["manager"])
    response = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert b"There is a problem" in response.content
    assert User.objects.get(pk=north["manager"].pk).check_password(PASSWORD)


def test_a_password_is_changed_by_who_knows_the_old_one(client: Client, north: People) -> None:
    client.force_login(north["manager"])
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert User.objects.get(pk=north["manager"].pk).check_password(NEW)


def test_signing_out_signs_out(client: Client, north: People) -> None:
    client.force_login(north["manager"])
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_no_demonstration_no_sign_in_without_a_password(client: Client, north: People) -> None:
    response = client.post(reverse("sign-in-as"), {"email": north["manager"].email})
    assert response.status_code == 404
    assert not is_in(client)
    assert north["manager"].email not in client.get("/accounts/login/").content.decode()


def test_in_a_demonstration_one_click_signs_in(client: Client, north: People, settings: LazySettings) -> None:
    settings.DEMO = True
    page = client.get("/accounts/login/").content.decode()
    assert north["manager"].email in page
    assert "Manager or supervisor" in page
    client.post(reverse("sign-in-as"), {"email": north["manager"].email})
    assert is_in(client)


@pytest.mark.parametrize("email", ["", "nobody@nowhere.example", "a\x00b", "\ud800"])
def test_in_a_demonstration_nobody_unknown_is_signed_in(email: str, client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    data = b"email=" + email.encode("utf-8", "surrogatepass")
    response = client.post(reverse("sign-in-as"), data, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 404


def test_a_demonstration_signs_in_by_post_only(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    assert client.get(reverse("sign-in-as")).status_code == 405


@pytest.mark.parametrize("address", ["10.0.0.9", "192.168.1.1", "2001:db8::1", ""])
def test_a_demonstration_answers_nobody_but_this_computer(address: str, settings: LazySettings) -> None:
    settings.DEMO = True
    client = Client(REMOTE_ADDR=address)
    assert client.get("/accounts/login/").status_code == 404
    assert client.post(reverse("sign-in-as"), {"email": "x"}).status_code == 404


def test_every_sign_in_needs_a_token_of_this_site(north: People) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": north["manager"].email, "password": PASSWORD})
    assert response.status_code == 403


def test_the_page_of_another_organisations_people_is_nowhere(
    north: People, south: People, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(north["ig_lead"]).get("/").content.decode()
    assert south["practitioner"].name not in page
