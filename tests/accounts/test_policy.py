"""The policy table: what it says in words, in the database and on its page is one and the same."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from decisions.models import Decision
from infoshare.accounts import policy
from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import ACTIONS, COLUMNS, STANDINGS, Refused, Scope
from infoshare.accounts.roles import ROLES
from infoshare.administration.policy_page import lines
from tests.decisions.builders import started
from tests.seeding.people import People


def test_every_action_says_how_far_each_role_reaches() -> None:
    for action in ACTIONS.values():
        assert set(action.scopes) <= set(COLUMNS)
        assert set(action.scopes) & set(ROLES), "nobody could do it"
        named = {column for column, scope in action.scopes.items() if scope == Scope.NAMED}
        assert named == set(STANDINGS) & set(action.scopes)


def test_a_team_is_reached_only_by_roles_held_in_a_team() -> None:
    for action in ACTIONS.values():
        for column, scope in action.scopes.items():
            assert scope != Scope.TEAM or ROLES[column].of_a_team, (action.slug, column)


def test_an_administrator_reaches_no_case() -> None:
    reached = {action.slug for action in ACTIONS.values() if "administrator" in action.scopes}
    assert reached == {"organisation.settings", "people.manage", "teams.manage"}


@pytest.mark.django_db
@pytest.mark.slow
def test_the_rule_in_python_and_the_rule_in_the_database_agree(north: People, south: People) -> None:
    Membership.objects.create(user=north["ig_lead"], team=north["manager"].team, role="manager")
    nobody = User.objects.create_user(
        email="none@north.example", password="x", name="None", organisation=north["manager"].organisation
    )
    decisions = [started(by) for people in (north, south) for who, by in people.items() if who != "administrator"]
    for user in (*north.values(), nobody):
        for decision in decisions:
            here = decision.organisation_id == user.organisation_id
            told = policy.reaches(user, "decision.read", owner_id=decision.owner_id, team_id=decision.team_id)
            assert Decision.objects.visible_to(user).contains(decision) == (here and told), (user, decision.created_by)


@pytest.mark.django_db
def test_a_refusal_says_whose_it_is(north: People) -> None:
    with pytest.raises(Refused, match="It is for: Caldicott Guardian, Information governance lead, Administrator."):
        policy.check_may(north["practitioner"], "organisation.settings")


@pytest.mark.django_db
def test_everybody_signed_in_reads_the_whole_table(north: People, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(north["administrator"]).get("/who-may-do-what/").content.decode()
    for line in lines():
        assert escape(line.does) in page
    assert "Your role is: <strong>Administrator</strong>" in page


def test_the_docs_have_the_same_table() -> None:
    call_command("write_policy", "--check")
