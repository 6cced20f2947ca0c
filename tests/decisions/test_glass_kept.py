"""The list of broken glass is read by what the database keeps of it, and says what going through all of it would."""

import pytest
from django.db import DatabaseError, connection, transaction

from decisions.actions import access
from decisions.actions import glass as actions
from decisions.models import BrokenGlass, Decision
from decisions.models.glass import GLASS, to_look_at
from infoshare.accounts.models import User
from infoshare.tenancy import context
from tests.decisions.builders import started
from tests.decisions.test_glass import smash
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


def slow(user: User, *, reviewed: bool) -> list[int]:
    """By going through all glass that was ever broken."""
    reached = Decision.objects.reached_by(user, "glass.review")
    rows = BrokenGlass.objects.filter(decision__in=reached, review__isnull=not reviewed).exclude(broken_by=user)
    return list(rows.order_by("-pk").values_list("pk", flat=True))


def listed(user: User) -> list[list[int]]:
    return [to_look_at(user, reviewed=reviewed, most=200) for reviewed in (False, True)]


def agree(north: People, south: People) -> None:
    for people in (north, south):
        for user in people.values():
            assert listed(user) == [slow(user, reviewed=reviewed) for reviewed in (False, True)], user


def test_it_lists_what_going_through_all_would(north: People, south: People) -> None:
    guardian = north["caldicott_guardian"]
    owners = (north["practitioner"], north["practitioner_elsewhere"], north["manager"], south["practitioner"])
    broken = [smash(started(by), north["colleague"]) for by in owners[:2] for _ in range(2)]
    broken += [smash(started(owners[0]), north["practitioner_elsewhere"])]
    broken += [smash(started(owners[3]), south["colleague"])]
    agree(north, south)
    actions.review_glass(glass=broken[0], found="justified", text="Seen", by=guardian)
    access.bar(decision=broken[1].decision, whom=north["manager"], kind="relative", why="x", by=guardian)
    agree(north, south)
    open_ones, reviewed = listed(guardian)
    assert (len(open_ones), reviewed) == (4, [broken[0].pk])
    assert broken[1].pk not in listed(north["manager"])[0]
    Decision.objects.filter(pk=broken[2].decision_id).update(team=north["manager"].memberships.get().team)
    assert broken[2].pk in listed(north["manager"])[0]
    agree(north, south)


def test_the_newest_are_shown_where_there_are_more_than_fit(north: People) -> None:
    broken = [smash(started(north["practitioner"]), north["colleague"]).pk for _ in range(3)]
    assert to_look_at(north["caldicott_guardian"], reviewed=False, most=2) == broken[:0:-1]
    assert to_look_at(north["manager"], reviewed=False, most=2) == broken[:0:-1]


def test_nobody_but_the_database_writes_it(north: People) -> None:
    glass = smash(started(north["practitioner"]), north["colleague"])
    for order in (
        "UPDATE decisions_glassentry SET reviewed = true",
        "DELETE FROM decisions_glassentry",
        "SELECT decisions_glassentry_keep(ARRAY[1]::bigint[])",
    ):
        with (
            the_site(),
            context.organisation(glass.decision.organisation_id),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(order)


def test_what_is_behind_is_told_and_worked_out_anew(north: People) -> None:
    glass = smash(started(north["practitioner"]), north["colleague"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_glassentry SET reviewed = true")
    assert GLASS.faults() == [glass.pk]
    GLASS.bring_up_to_date(connection)
    assert GLASS.faults() == [glass.pk], "nothing is done where the database keeps it as it should"
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION decisions_glassentry_keep(bigint[]) IS 'another'")
    GLASS.bring_up_to_date(connection)
    assert GLASS.faults() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_glassentry")
    assert GLASS.faults() == [glass.pk]
    GLASS.fill()
    assert GLASS.faults() == []
