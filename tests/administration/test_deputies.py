"""Deputies: the same rights as whoever holds the role, named as deputies wherever the role is named."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from infoshare.accounts import policy
from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import ACTIONS, Refused
from infoshare.administration import actions
from infoshare.administration.models import Invitation
from infoshare.audit import log
from tests.administration.builders import NEW, again, invite, link_in_mail
from tests.decisions.pages import form_on, problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
TITLE = "Caldicott Guardian (deputy)"


def give(people: People, role: str, *, deputy: bool) -> User:
    person = people["colleague"]
    actions.give_role(person=person, role=role, team=None, deputy=deputy, by=people["administrator"])
    return again(person)


def test_an_administrator_gives_a_role_as_deputy_and_everybody_reads_so(north: People, signed_in: SignedIn) -> None:
    person, client = north["ig_lead"], signed_in(north["administrator"])
    given = {"role": "caldicott_guardian", "team": "", "deputy": "on"}
    page = client.post(f"/people/{person.pk}/roles/give/", given, follow=True).content.decode()
    assert TITLE in page
    assert f"Given the role {TITLE}, by North administrator" in page
    assert TITLE in client.get("/people/").content.decode()
    shown = signed_in(again(person)).get("/who-may-do-what/").content.decode()
    assert f"Your roles are: <strong>{TITLE}, Information governance lead</strong>" in shown
    assert shown.count("app-policy__mine") == 2, "the column of the role is theirs"
    assert "A deputy may do the same as whoever holds the role." in shown


def test_a_deputy_may_do_exactly_what_whoever_holds_the_role_may(north: People) -> None:
    deputy = give(north, "caldicott_guardian", deputy=True)
    deputy.memberships.filter(deputy=False).delete()
    for action in ACTIONS:
        assert policy.scopes(again(deputy), action) == policy.scopes(north["caldicott_guardian"], action), action


def test_the_same_role_given_the_other_way_changes_it_and_is_written_down(north: People, signed_in: SignedIn) -> None:
    for deputy in (True, True, False):
        person = give(north, "ig_lead", deputy=deputy)
    assert [held.deputy for held in person.held if held.role == "ig_lead"] == [False]
    events = [(event.action, event.facts["deputy"]) for event in log.history(person)]
    assert events == [("role.given", True), ("role.changed", False)]
    assert Membership.history.latest("history_id").history_user == north["administrator"]
    page = signed_in(north["administrator"]).get(f"/people/{person.pk}/").content.decode()
    assert "Now holds the role as Information governance lead" in page


@pytest.mark.parametrize("role", ["practitioner", "administrator"])
def test_only_a_role_that_others_ask_has_deputies(role: str, north: People, signed_in: SignedIn) -> None:
    with pytest.raises(Refused, match="This role has no deputies"):
        give(north, role, deputy=True)
    path = f"/people/{north['manager'].pk}/roles/give/"
    answer = signed_in(north["administrator"]).post(path, {"role": role, "team": "", "deputy": "on"})
    assert "This role has no deputies" in problems(answer)[0]


def test_somebody_is_invited_as_deputy(north: People, signed_in: SignedIn, client: Client) -> None:
    path = "/people/invite/"
    browser = signed_in(north["administrator"])
    key = str(form_on(browser, path)["request_key"].value())
    new = {"email": "new@north.example", "name": "New Person", "role": "caldicott_guardian", "deputy": "on"}
    assert TITLE in browser.post(path, {**new, "request_key": key}, follow=True).content.decode()
    link = link_in_mail()
    assert f"You are invited as {TITLE}" in client.get(link).content.decode()
    client.post(link, {"name": "New Person", "password1": NEW, "password2": NEW})
    assert Membership.objects.get(user__email="new@north.example").deputy


def test_nobody_is_invited_as_deputy_in_a_role_that_has_none(north: People) -> None:
    with pytest.raises(Refused, match="This role has no deputies"):
        invite(north["administrator"], deputy=True)
    made = invite(north["administrator"]).invitation
    with pytest.raises(IntegrityError, match="invitation_as_deputy_to_a_role_others_ask"):
        Invitation.objects.filter(pk=made.pk).update(deputy=True)
