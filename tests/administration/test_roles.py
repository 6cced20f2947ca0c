"""Roles given and ended: what is refused, what is written down, and that it counts from the next request on."""

from collections.abc import Callable

import pytest
from django.test import Client

from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import Refused
from infoshare.administration import actions
from infoshare.audit import log
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint, values_of
from infoshare.signing_in import factors
from tests.administration.builders import again, second_administrator
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_a_role_given_is_held_and_written_down_with_who(north: People) -> None:
    by, person = north["administrator"], north["practitioner"]
    actions.give_role(person=person, role="manager", team=person.team, by=by)
    assert again(person).roles == {"practitioner", "manager"}
    event = log.history(person).get()
    assert (event.action, event.by) == ("role.given", by)
    assert event.facts == {"role": "manager", "team": person.team and person.team.pk, "deputy": False}
    assert Membership.history.latest("history_id").history_user == by


def test_lost_second_steps_are_taken_away_by_an_administrator_and_the_person_is_told(
    north: People, signed_in: SignedIn
) -> None:
    by, person = north["administrator"], north["manager"]
    theirs, path = signed_in(person), f"/people/{person.pk}/second-step/lost/"
    assert "Make sure that it is them" in signed_in(by).get(path).content.decode()
    page = signed_in(by).post(path, follow=True).content.decode()
    assert "Lost second steps taken away, by North administrator" in page
    assert theirs.get("/")["Location"].startswith("/accounts/login/"), "signed out everywhere"
    assert not factors.is_set_up(person)
    assert "took your second steps away" in person.notices.get().sentence


def test_nobody_takes_their_own_away_or_those_of_somebody_who_left(north: People, signed_in: SignedIn) -> None:
    by, left = north["administrator"], north["colleague"]
    User.objects.filter(pk=left.pk).update(is_active=False)
    for person in (by, left):
        assert signed_in(by).post(f"/people/{person.pk}/second-step/lost/").status_code == 403
        assert factors.is_set_up(person)


def test_a_role_given_twice_is_held_once(north: People) -> None:
    for _ in range(2):
        actions.give_role(person=north["manager"], role="ig_lead", team=None, by=north["administrator"])
    assert log.history(north["manager"]).count() == 1


@pytest.mark.parametrize("role", ["manager", "safeguarding_lead"])
def test_a_role_of_a_team_asks_for_the_team(role: str, north: People) -> None:
    with pytest.raises(Refused, match="Choose the team. This role is held in a team."):
        actions.give_role(person=north["ig_lead"], role=role, team=None, by=north["administrator"])


def test_nobody_gives_themselves_a_role(north: People, signed_in: SignedIn) -> None:
    by = north["administrator"]
    with pytest.raises(Refused, match="You can't give yourself a role"):
        actions.give_role(person=by, role="caldicott_guardian", team=None, by=by)
    page = signed_in(by).post(f"/people/{by.pk}/roles/give/", {"role": "caldicott_guardian"})
    assert page.status_code == 403
    assert again(by).roles == {"administrator"}


def test_an_administrator_keeps_their_own_administrator_role(north: People, signed_in: SignedIn) -> None:
    by = north["administrator"]
    second_administrator(north)
    held = by.memberships.get()
    with pytest.raises(Refused, match="You can't take your own administrator role away"):
        actions.end_role(held=held, by=by)
    assert signed_in(by).post(f"/people/{by.pk}/roles/{held.pk}/end/").status_code == 403
    assert again(by).roles == {"administrator"}


def test_two_administrators_who_end_each_other_leave_one(north: People) -> None:
    """Both asked at the same moment: what each was allowed when the page was asked for no longer counts."""
    one, other = again(north["administrator"]), second_administrator(north)
    assert one.roles == other.roles == {"administrator"}
    actions.end_role(held=other.memberships.get(), by=one)
    with pytest.raises(Refused, match="Your role does not let you do this"):
        actions.end_role(held=one.memberships.get(), by=other)
    assert again(one).roles == {"administrator"}


def test_a_role_that_ended_counts_no_more_on_the_next_request(north: People, signed_in: SignedIn) -> None:
    decision, manager = started(north["practitioner"]), north["manager"]
    client = signed_in(manager)
    path = f"/decisions/{decision.reference}/"
    assert client.get(path).status_code == 200
    manager.memberships.all().delete()  # the role alone; the session goes on
    assert client.get(path).status_code == 404


def test_ending_a_role_signs_the_person_out_everywhere_and_nobody_else(north: People, signed_in: SignedIn) -> None:
    manager, other = north["manager"], north["colleague"]
    devices, bystander = [signed_in(manager), signed_in(manager)], signed_in(other)
    held = manager.memberships.get()
    signed_in(north["administrator"]).post(f"/people/{manager.pk}/roles/{held.pk}/end/")
    assert [device.get("/").status_code for device in devices] == [302, 302]
    assert bystander.get("/").status_code == 200
    assert log.history(manager).get().action == "role.ended"
    assert Membership.history.latest("history_id").history_user == north["administrator"]


def test_the_title_of_the_page_that_ends_a_role_names_no_team(north: People, signed_in: SignedIn) -> None:
    manager = north["manager"]
    path = f"/people/{manager.pk}/roles/{manager.memberships.get().pk}/end/"
    page = signed_in(north["administrator"]).get(path).content.decode()
    assert "<title>End this role? - Infoshare</title>" in page
    assert ", Blue team?</h1>" in page


def test_a_role_ended_twice_ends_once(north: People) -> None:
    held = north["manager"].memberships.get()
    kept = Membership.objects.get(pk=held.pk)
    for each in (held, kept):
        actions.end_role(held=each, by=north["administrator"])
    assert Event.objects.filter(action="role.ended").count() == 1


def test_details_changed_are_written_down_without_what_they_say(north: People) -> None:
    person, by = north["manager"], north["administrator"]
    seen = fingerprint(values_of(person, ["name", "job_title"]))
    values = {"name": person.name, "job_title": "Head of year"}
    actions.change_person(person=person, values=values, seen=seen, by=by)
    assert again(person).job_title == "Head of year"
    assert log.history(person).get().facts == {"changed": ["job_title"]}
    assert person.history.latest().history_user == by


@pytest.mark.parametrize("who", ["practitioner", "manager", "caldicott_guardian", "ig_lead"])
def test_only_an_administrator_looks_after_people_and_teams(who: str, north: People, signed_in: SignedIn) -> None:
    client, other = signed_in(north[who]), north["colleague"]
    for path in ("/people/", "/people/invite/", f"/people/{other.pk}/", f"/people/{other.pk}/roles/give/", "/teams/"):
        assert client.get(path).status_code == 403, path
        assert client.post(path, {"role": "administrator"}).status_code == 403, path
    with pytest.raises(Refused):
        actions.give_role(person=other, role="ig_lead", team=None, by=north[who])
