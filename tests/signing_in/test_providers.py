"""The operator's list of organisations with accounts of their own: nonsense is refused at the start, with advice."""

import json
from pathlib import Path

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import Client

from infoshare.signing_in.mfa import ELSEWHERE
from infoshare.signing_in.oidc import OrganisationAdapter
from infoshare.signing_in.providers import Provider, read
from tests.seeding.people import People

CHANGES: list[tuple[dict[str, object], str]] = [
    ({"extra": "x"}, "INFOSHARE_OIDC_FILE, entry 1 must have exactly these keys: client_id, "),
    ({"id": "Two Words"}, "INFOSHARE_OIDC_FILE, entry 1: id must be small letters, digits and hyphens."),
    ({"organisation": ""}, "INFOSHARE_OIDC_FILE, entry 1: organisation must be text."),
    ({"client_id": 7}, "INFOSHARE_OIDC_FILE, entry 1: client_id must be text."),
    ({"domains": []}, "INFOSHARE_OIDC_FILE, entry 1: domains must be a list such as ['school.example']."),
    ({"domains": ["no dots"]}, "INFOSHARE_OIDC_FILE, entry 1: domains must be a list"),
    ({"server_url": "http://id.example"}, "INFOSHARE_OIDC_FILE, entry 1: server_url must begin with https://."),
    ({"client_secret_file": "/nowhere"}, "INFOSHARE_OIDC_FILE, entry 1: cannot read client_secret_file"),
    ({"second_step": "yes"}, "INFOSHARE_OIDC_FILE, entry 1: second_step must be true or false."),
]


@pytest.fixture
def row(tmp_path: Path) -> dict[str, object]:
    secret = tmp_path / "secret"
    secret.write_text("a secret\n")
    return {
        "id": "north",
        "organisation": "North",
        "domains": ["North.example"],
        "server_url": "https://id.north.example/",
        "client_id": "infoshare",
        "client_secret_file": str(secret),
        "second_step": True,
    }


def test_a_sound_list_is_taken_as_given(row: dict[str, object]) -> None:
    (provider,) = read(json.dumps([row]))
    assert (provider.domains, provider.server_url, provider.secret) == (
        ("north.example",),
        "https://id.north.example",
        "a secret",
    )
    assert read("") == ()


@pytest.mark.parametrize(("change", "advice"), CHANGES)
def test_nonsense_in_an_entry_is_refused_with_advice(
    change: dict[str, object], advice: str, row: dict[str, object]
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(json.dumps([row | change]))
    assert str(refusal.value).startswith(advice)


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '"x"'])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must hold a JSON list of objects"):
        read(text)


@pytest.mark.parametrize(("other", "twice"), [({"domains": ["b.example"]}, "id"), ({"id": "other"}, "domain")])
def test_the_same_id_or_domain_twice_is_refused(other: dict[str, object], twice: str, row: dict[str, object]) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"the same {twice} stands there twice"):
        read(json.dumps([row, row | other]))


NORTH = Provider("north", "North", ("north.example",), "https://id.north.example", "infoshare", "s", second_step=True)
GOOD: dict[str, object] = {"sub": "1", "nonce": "n", "amr": ["pwd", "otp"]}


def let_in(token: dict[str, object], told: dict[str, object], nonce: str | None = "n") -> tuple[object, bool]:
    """Who is let in on that answer, and whether its second step counts."""
    account = SocialAccount(provider="north", uid="1", extra_data={"id_token": token, "userinfo": told})
    login, request = SocialLogin(account=account), HttpRequest()
    login.state = {"nonce": nonce}
    try:
        OrganisationAdapter().pre_social_login(request, login)
    except ImmediateHttpResponse:
        return None, False
    return login.user, bool(getattr(request, ELSEWHERE, False))


@pytest.mark.django_db
def test_only_a_true_answer_about_a_verified_person_of_that_organisation_counts(
    north: People, south: People, settings: LazySettings
) -> None:
    settings.OIDC_PROVIDERS = (NORTH,)
    user = north["manager"]
    told: dict[str, object] = {"sub": "1", "email": user.email.upper(), "email_verified": True}
    assert let_in(GOOD, told) == (user, True)
    assert let_in(GOOD | {"amr": ["pwd"]}, told) == (user, False)
    assert let_in(GOOD | {"amr": None}, told) == (user, False)
    for token, change, nonce in (
        (GOOD, {}, "another"),
        (GOOD, {}, None),
        (GOOD | {"nonce": None}, {}, "n"),
        (GOOD, {"sub": "2"}, "n"),
        (GOOD, {"email_verified": False}, "n"),
        (GOOD, {"email_verified": "true"}, "n"),
        (GOOD, {"email": south["manager"].email}, "n"),
        (GOOD, {"email": "nobody@north.example"}, "n"),
        (GOOD, {"email": None}, "n"),
    ):
        assert let_in(token, told | change, nonce) == (None, False), (change, nonce)
    user.is_active = False
    user.save()
    assert let_in(GOOD, told) == (None, False)


@pytest.mark.django_db
def test_somebody_of_another_organisation_at_the_same_domain_is_not_let_in(
    north: People, south: People, settings: LazySettings
) -> None:
    settings.OIDC_PROVIDERS = (NORTH,)
    south["manager"].email = "guest@north.example"
    south["manager"].save()
    told: dict[str, object] = {"sub": "1", "email": "guest@north.example", "email_verified": True}
    assert let_in(GOOD, told) == (None, False)


@pytest.mark.django_db
def test_without_providers_nothing_is_offered_and_nothing_answers(client: Client) -> None:
    assert b"Sign in with your organisation" not in client.get("/accounts/login/").content
    for path in ("north/", "north/back/?code=x&state=y"):
        answer = client.get(f"/accounts/organisation/{path}")
        assert answer["Location"] == "/accounts/login/?why=elsewhere"


@pytest.mark.django_db
def test_a_provider_that_does_not_answer_is_one_more_refusal(client: Client, settings: LazySettings) -> None:
    dead = Provider("dead", "North", ("north.example",), "http://127.0.0.1:9", "infoshare", "s", second_step=True)
    settings.OIDC_PROVIDERS = (dead,)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [dead.as_app()]}}
    assert client.get("/accounts/organisation/dead/")["Location"] == "/accounts/login/?why=elsewhere"
