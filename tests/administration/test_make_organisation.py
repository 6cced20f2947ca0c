"""An organisation and its first administrator, made by whoever runs the installation, as the site's own role."""

import re
from collections.abc import Callable
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from infoshare.accounts.models import Organisation, User
from infoshare.administration.models import Invitation
from infoshare.tenancy import context
from tests.administration.builders import NEW, link_in_mail
from tests.row_security import the_site
from tests.seeding.people import APP_SECRET, People

pytestmark = pytest.mark.django_db
EMAIL = "first@west.example"
JOIN = {"name": "First Person", "password1": NEW, "password2": NEW}


def make(name: str = "West", email: str = EMAIL, *more: str) -> str:
    """As the site's role, which sees nothing where no organisation is set."""
    said = StringIO()
    with the_site():
        call_command("make_organisation", name, "--administrator", email, *more, stdout=said)
    return said.getvalue()


def test_the_link_in_the_mail_makes_the_administrator_who_then_invites(
    client: Client, signed_in: Callable[[User], Client]
) -> None:
    assert "on its way" in make()
    assert mail.outbox[0].to == [EMAIL]
    client.post(link_in_mail(), JOIN)
    user = User.objects.get(email=EMAIL)
    assert (user.organisation.name, user.roles, user.name) == ("West", {"administrator"}, "First Person")
    client.post("/accounts/login/", {"login": EMAIL, "password": NEW})
    assert client.get("/people/invite/")["Location"] == "/accounts/second-step/"
    assert signed_in(user).get("/people/invite/").status_code == 302, "nobody invites before the second step"
    Authenticator.objects.create(user=user, type="totp", data={"secret": APP_SECRET})
    assert signed_in(user).get("/people/invite/").status_code == 200


def test_the_link_can_be_printed_instead(client: Client) -> None:
    said = make("West", EMAIL, "--print", "--site", "https://infoshare.example/")
    found = re.fullmatch(r"https://infoshare\.example(/accounts/invitation/[\w-]+/)\n", said)
    assert found
    assert mail.outbox == []
    assert "You are invited as Administrator" in client.get(found[1]).content.decode()


def test_run_again_while_nobody_has_joined_it_sends_a_new_link_and_the_old_one_works_no_more(client: Client) -> None:
    make()
    first = link_in_mail()
    make("West", "other@west.example")
    assert "This link can't be used" in client.get(first).content.decode()
    client.post(link_in_mail(), JOIN)
    assert [user.email for user in Organisation.objects.get(name="West").people.all()] == ["other@west.example"]


def test_an_organisation_that_has_people_gets_no_other_administrator_this_way(north: People) -> None:
    with pytest.raises(CommandError, match="That organisation has people"):
        make("North")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [("West", "no address", "like name@example.com"), (" ", EMAIL, "Give the organisation a name")],
)
def test_nonsense_is_refused_with_advice(name: str, email: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        make(name, email)
    assert not Organisation.objects.exists()


def test_an_address_that_has_an_account_is_no_first_administrator(north: People) -> None:
    with pytest.raises(CommandError, match="has an account already"):
        make("West", north["manager"].email)
    assert not Organisation.objects.filter(name="West").exists()


def test_the_first_invitation_is_seen_by_its_own_organisation_only(north: People) -> None:
    make()
    with the_site(), context.organisation(north["manager"].organisation_id):
        assert not Invitation.objects.exists()
