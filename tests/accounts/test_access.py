"""Who may use each address: the one list is whole, and nobody passes it without signing in."""

from collections.abc import Callable

import pytest
from django.test import Client

from infoshare.access import ACCESS, ANYONE, DEMONSTRATION, OF_A_DECISION, SIGNED_IN, WHOSE
from infoshare.accounts.policy import ACTIONS
from tests.accounts.addresses import path_of, patterns
from tests.seeding.people import People

OPEN = {ANYONE, DEMONSTRATION, WHOSE}
CLOSED = [name for name, who in ACCESS.items() if who not in OPEN]


def test_every_address_is_listed_with_who_may_use_it_and_nothing_else_is() -> None:
    assert sorted(str(each.name) for each in patterns()) == sorted(ACCESS)


def test_every_address_is_for_anyone_for_everybody_signed_in_or_for_an_action_of_the_policy() -> None:
    assert set(ACCESS.values()) <= {ANYONE, SIGNED_IN, DEMONSTRATION, WHOSE, *ACTIONS}
    assert set(OF_A_DECISION) <= set(ACTIONS)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options"])
def test_a_stranger_is_sent_to_sign_in(method: str, client: Client) -> None:
    for name in CLOSED:
        response = getattr(client, method)(path_of(name))
        assert response.status_code == 302, name
        assert response["Location"].startswith("/accounts/login/?next="), name


@pytest.mark.django_db
def test_what_anyone_may_open_opens_without_signing_in(client: Client) -> None:
    for name in (name for name, who in ACCESS.items() if who == "anyone"):
        response = client.get(path_of(name))
        assert response.status_code == 200 or response["Location"].startswith("/accounts/login/"), name


@pytest.mark.django_db
def test_somebody_of_another_organisation_gets_the_page_of_a_record_that_does_not_exist(
    south: People, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(south["caldicott_guardian"])
    for name in (name for name, who in ACCESS.items() if who in OF_A_DECISION):
        assert client.get(path_of(name)).status_code == 404, name
