"""Organisations, people and roles: what the database itself holds them to."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from infoshare.accounts import policy, roles
from infoshare.accounts.models import Membership, Organisation, Team, User
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


def test_nobody_is_in_a_team_of_another_organisation(north: People, south: People) -> None:
    with pytest.raises(DatabaseError, match="only be in a team of their own organisation"), transaction.atomic():
        Membership.objects.create(user=north["manager"], team=south["manager"].team, role="manager")


@pytest.mark.parametrize("role", ["manager", "safeguarding_lead"])
def test_a_role_of_a_team_names_its_team(role: str, north: People) -> None:
    with pytest.raises(IntegrityError, match="names_its_team"):
        Membership.objects.create(user=north["ig_lead"], team=None, role=role)


def test_a_role_nobody_knows_is_refused(north: People) -> None:
    with pytest.raises(IntegrityError, match="membership_role_is_known"):
        Membership.objects.create(user=north["ig_lead"], team=None, role="superuser")


@pytest.mark.parametrize("team", [True, False])
def test_a_role_is_held_once(team: bool, north: People) -> None:
    user = north["practitioner" if team else "ig_lead"]
    held = user.memberships.get()
    with pytest.raises(IntegrityError, match="membership_held_once"):
        Membership.objects.create(user=user, team=held.team, role=held.role)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("emergency_hours", 0),
        ("emergency_hours", 169),
        ("review_months", 0),
        ("review_months", 61),
        ("consent_review_months", 0),
        ("consent_review_months", 25),
        ("receipt_days", 0),
        ("receipt_days", 31),
        ("sheets_approved", "sometimes"),
    ],
)
def test_an_organisations_time_limits_are_sensible(field: str, value: int, north: People) -> None:
    with pytest.raises(IntegrityError, match=field):
        Organisation.objects.filter(pk=north["manager"].organisation_id).update(**{field: value})


def test_somebody_with_no_job_title_is_called_by_their_roles(north: People) -> None:
    assert north["manager"].role_title == "Manager or supervisor"
    north["manager"].job_title = "Head teacher"
    assert north["manager"].role_title == "Head teacher"


def test_new_decisions_belong_to_the_first_team_somebody_was_in(north: People) -> None:
    user, other = north["practitioner"], north["manager_elsewhere"].team
    Membership.objects.create(pk=-1, user=user, team=other, role="manager")
    assert [held.pk for held in user.held] == [-1, user.memberships.get(role="practitioner").pk]
    assert user.team == other


def test_somebody_in_no_team_starts_decisions_of_no_team(north: People) -> None:
    assert north["ig_lead"].team is None
    assert north["practitioner"].team == Team.objects.get(organisation=north["ig_lead"].organisation, name="Blue team")


def test_every_row_is_called_by_something_a_person_recognises(north: People) -> None:
    user = north["manager"]
    assert [str(each) for each in (user, user.organisation, user.team, user.memberships.get())] == [
        "North manager",
        "North",
        "Blue team",
        "North manager as Manager or supervisor",
    ]


def test_changing_a_person_leaves_its_history_without_the_password(north: People) -> None:
    user = north["manager"]
    user.job_title = "Head"
    user.save()
    assert user.history.count() == 2
    assert not hasattr(user.history.first(), "password")


def test_only_guardian_and_ig_lead_complete_bulk_flows_and_administrators_record_nothing() -> None:
    assert policy.roles_that("flow.decide") == policy.roles_that("flow.review") == ["caldicott_guardian", "ig_lead"]
    assert set(roles.ROLES) - set(policy.roles_that("decision.start")) == {"administrator"}
    assert set(roles.ROLES) - set(policy.roles_that("decision.read")) == {"administrator"}


def test_an_address_is_used_by_one_person(north: People) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user(
            email=north["manager"].email.upper(), password="x", name="Twin", organisation=north["manager"].organisation
        )
