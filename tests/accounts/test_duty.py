"""Who answers for a role on a day: whoever is there, else who stands in or is a deputy, else the next role in line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infoshare.accounts import duty
from infoshare.accounts.duty import DEPUTY, HOLDS, NEXT_IN_LINE, NOBODY, Duty
from infoshare.accounts.models import Membership, Team, User
from tests.accounts.away import TODAY, away
from tests.administration.builders import fill
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


def asked(people: People, role: str, team: str = "Blue team", *, but: str = "", days_on: int = 0) -> Duty:
    organisation = people["manager"].organisation
    found = Team.objects.filter(organisation=organisation, name=team).first()
    without = [people[but].pk] if but else []
    return duty.on_duty(organisation, role, team=found, on=TODAY + timedelta(days=days_on), but=without)


def deputy(user: User, role: str, team: Team | None = None) -> None:
    Membership.objects.create(user=user, role=role, team=team, deputy=True)


def leave(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def test_a_question_goes_to_whoever_holds_the_role_in_the_team(north: People, south: People) -> None:
    assert asked(north, "manager") == Duty((north["manager"],), "manager", HOLDS)
    assert asked(north, "manager", "Red team").people == (north["manager_elsewhere"],)
    assert asked(north, "caldicott_guardian").people == (north["caldicott_guardian"],)


def test_several_who_hold_it_are_all_asked_and_its_deputies_are_not(north: People) -> None:
    Membership.objects.create(user=north["colleague"], role="manager", team=north["manager"].team)
    deputy(north["practitioner"], "manager", north["manager"].team)
    assert set(asked(north, "manager").people) == {north["colleague"], north["manager"]}


def test_where_the_team_has_nobody_it_goes_to_those_of_other_teams(north: People) -> None:
    north["manager"].memberships.all().delete()
    assert asked(north, "manager") == Duty((north["manager_elsewhere"],), "manager", HOLDS)


def test_where_all_of_the_team_are_away_it_goes_to_those_of_other_teams(north: People) -> None:
    away(north["manager"])
    assert asked(north, "manager") == Duty((north["manager_elsewhere"],), "manager", HOLDS)


def test_without_a_team_it_goes_to_whoever_holds_the_role_anywhere(north: People) -> None:
    found = duty.on_duty(north["manager"].organisation, "manager", team=None, on=TODAY)
    assert set(found.people) == {north["manager"], north["manager_elsewhere"]}


def test_while_the_holder_is_away_their_stand_in_answers_before_other_teams_do(north: People) -> None:
    away(north["manager"], stand_in=north["colleague"])
    assert asked(north, "manager") == Duty((north["colleague"],), "manager", DEPUTY)


def test_while_the_holder_is_away_the_deputy_answers(north: People) -> None:
    deputy(north["practitioner_elsewhere"], "caldicott_guardian")
    assert asked(north, "caldicott_guardian").people == (north["caldicott_guardian"],)
    away(north["caldicott_guardian"])
    assert asked(north, "caldicott_guardian") == Duty((north["practitioner_elsewhere"],), "caldicott_guardian", DEPUTY)


def test_a_stand_in_and_a_deputy_are_both_asked_each_once(north: People) -> None:
    deputy(north["ig_lead"], "caldicott_guardian")
    deputy(north["colleague"], "caldicott_guardian")
    away(north["caldicott_guardian"], stand_in=north["ig_lead"])
    assert sorted(user.pk for user in asked(north, "caldicott_guardian").people) == sorted(
        [north["ig_lead"].pk, north["colleague"].pk]
    )


@pytest.mark.parametrize("why", ["away", "left", "asks", "no role"])
def test_a_stand_in_who_can_not_answer_is_passed_over(why: str, north: People) -> None:
    stand_in = north["colleague"]
    away(north["caldicott_guardian"], stand_in=stand_in)
    if why == "away":
        away(stand_in)
    if why == "left":
        leave(stand_in)
    if why == "no role":
        stand_in.memberships.all().delete()
    found = asked(north, "caldicott_guardian", but="colleague" if why == "asks" else "")
    assert found == Duty((north["ig_lead"],), "ig_lead", NEXT_IN_LINE)


def test_a_deputy_who_is_away_is_passed_over(north: People) -> None:
    deputy(north["colleague"], "caldicott_guardian")
    away(north["caldicott_guardian"])
    away(north["colleague"])
    assert asked(north, "caldicott_guardian").because == NEXT_IN_LINE


@pytest.mark.parametrize(
    ("role", "gone", "goes_to"),
    [
        ("manager", ["manager"], "safeguarding_lead"),
        ("manager", ["manager", "safeguarding_lead"], "caldicott_guardian"),
        ("manager", ["manager", "safeguarding_lead", "caldicott_guardian"], "ig_lead"),
        ("safeguarding_lead", ["safeguarding_lead"], "caldicott_guardian"),
        ("caldicott_guardian", ["caldicott_guardian"], "ig_lead"),
        ("ig_lead", ["ig_lead"], "caldicott_guardian"),
    ],
)
def test_what_nobody_can_answer_goes_to_the_next_role_in_line(
    role: str, gone: list[str], goes_to: str, north: People
) -> None:
    for who in (each for each in north if each.removesuffix("_elsewhere") in gone):
        away(north[who])
    assert asked(north, role) == Duty((north[goes_to],), goes_to, NEXT_IN_LINE)


def test_it_says_so_where_nobody_at_all_is_there(north: People) -> None:
    for user in north.values():
        away(user)
    assert asked(north, "manager") == Duty((), "manager", NOBODY)
    assert asked(north, "nonsense") == Duty((), "nonsense", NOBODY)


def test_a_role_without_a_line_goes_to_nobody_else(north: People) -> None:
    away(north["administrator"])
    assert asked(north, "administrator") == Duty((), "administrator", NOBODY)


def test_whoever_left_is_never_asked(north: People) -> None:
    leave(north["ig_lead"])
    assert asked(north, "ig_lead").people == (north["caldicott_guardian"],)


def test_whoever_asks_is_never_asked_themselves(north: People) -> None:
    assert asked(north, "caldicott_guardian", but="caldicott_guardian") == Duty(
        (north["ig_lead"],), "ig_lead", NEXT_IN_LINE
    )
    deputy(north["ig_lead"], "caldicott_guardian")
    away(north["caldicott_guardian"])
    assert asked(north, "caldicott_guardian", but="ig_lead") == Duty((), "caldicott_guardian", NOBODY)


def test_one_is_away_from_the_first_day_to_the_last_both_included(north: People) -> None:
    away(north["ig_lead"], days=3)
    there = [asked(north, "ig_lead", days_on=number).because == HOLDS for number in (-1, 0, 2, 3)]
    assert there == [True, False, False, True]


def test_it_costs_the_same_with_ten_people_and_fifty(north: People) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            asked(north, "caldicott_guardian")
        return len(queries)

    away(north["caldicott_guardian"], stand_in=north["colleague"])
    first = cost()
    fill(north, 40)
    for user in User.objects.filter(name__startswith="Colleague"):
        deputy(user, "caldicott_guardian")
        away(user, stand_in=north["ig_lead"])
    assert cost() == first <= 5
