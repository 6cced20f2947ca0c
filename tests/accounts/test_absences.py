"""Days away and deputies: what the database itself holds them to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from infoshare.accounts.models import Absence, Membership, Organisation
from infoshare.tenancy import context
from tests.accounts.away import TODAY, away
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


def test_an_absence_ends_no_sooner_than_it_begins(north: People) -> None:
    with pytest.raises(IntegrityError, match="absence_ends_after_it_begins|lower bound"), transaction.atomic():
        away(north["manager"], days=0)


def test_nobody_stands_in_for_themselves(north: People) -> None:
    with pytest.raises(IntegrityError, match="nobody_stands_in_for_themselves"):
        away(north["manager"], stand_in=north["manager"])


def test_only_a_colleague_stands_in(north: People, south: People) -> None:
    with pytest.raises(DatabaseError, match="Only a colleague stands in"):
        away(north["manager"], stand_in=south["manager"])


def test_a_day_is_in_one_absence_of_a_person(north: People) -> None:
    away(north["manager"], days=3)
    away(north["manager"], TODAY + timedelta(days=3))
    away(north["colleague"], days=3)
    with pytest.raises(IntegrityError, match="absence_days_are_in_one_absence"):
        away(north["manager"], TODAY + timedelta(days=2), days=5)


def test_one_press_puts_days_down_once(north: People) -> None:
    first = away(north["manager"])
    with pytest.raises(IntegrityError, match="absence_once_a_key"):
        Absence.objects.create(
            user=north["manager"],
            request_key=first.request_key,
            first_on=TODAY + timedelta(days=9),
            last_on=TODAY + timedelta(days=9),
            set_by=north["manager"],
        )


@pytest.mark.parametrize("role", ["practitioner", "administrator"])
def test_only_a_role_that_others_ask_has_deputies(role: str, north: People) -> None:
    with pytest.raises(IntegrityError, match="membership_deputy_of_a_role_others_ask"):
        Membership.objects.create(user=north["ig_lead"], role=role, deputy=True)


def test_an_organisation_keeps_the_bank_holidays_of_a_nation_there_is(north: People) -> None:
    with pytest.raises(IntegrityError, match="nation_is_known"):
        Organisation.objects.filter(pk=north["manager"].organisation_id).update(nation="france")


def test_days_away_say_whose_they_are(north: People) -> None:
    assert str(away(north["manager"])) == "North manager is away from 2026-12-09 to 2026-12-09"


def test_the_site_sees_the_days_away_of_one_organisation(north: People, south: People) -> None:
    for people in (north, south):
        away(people["manager"], stand_in=people["colleague"])
    with the_site(), context.organisation(north["manager"].organisation_id):
        assert [each.user for each in Absence.objects.all()] == [north["manager"]]
        with pytest.raises(DatabaseError, match="Only a colleague|row-level security"), transaction.atomic():
            away(north["ig_lead"], stand_in=south["colleague"])
    with the_site(), context.nowhere():
        assert not Absence.objects.exists()


def test_somebody_is_called_a_deputy_where_they_hold_the_role_in_no_other_way(north: People) -> None:
    user, team = north["colleague"], north["manager_elsewhere"].team
    Membership.objects.create(user=user, role="manager", team=team, deputy=True)
    assert user.role_title == "Practitioner, Manager or supervisor (deputy)"
    del user.held
    Membership.objects.create(user=user, role="manager", team=user.team)
    del user.held
    assert user.role_title == "Practitioner, Manager or supervisor"
