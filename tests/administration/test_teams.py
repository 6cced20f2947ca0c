"""Teams: added, renamed by two people at once, and closed only when nobody and nothing is left in them."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions as decisions
from decisions.models import Decision
from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Refused
from infoshare.administration import actions
from infoshare.audit import log
from tests.administration.builders import again, invite
from tests.decisions.builders import emergency, started
from tests.decisions.pages import form_on
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def green(north: People) -> Team:
    return actions.add_team(name="Green team", by=north["administrator"])


def close(team: Team, north: People) -> None:
    decisions.close_team(team=team, by=north["administrator"])


def test_a_team_added_is_there_once_and_written_down(north: People, green: Team) -> None:
    assert actions.add_team(name="Green team", by=north["administrator"]) == green
    assert [event.action for event in log.history(green)] == ["team.added"]
    assert green.organisation == north["administrator"].organisation
    assert green.history.latest().history_user == north["administrator"]


def test_a_name_differs_by_more_than_capitals(north: People, green: Team, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    answer = client.post("/teams/add/", {"name": "GREEN  team"}).content.decode()
    assert "There is a team of that name, open or closed" in answer
    assert 'value="GREEN  team"' in answer, "what was typed is kept"


def test_two_organisations_may_have_teams_of_one_name(south: People, green: Team) -> None:
    assert actions.add_team(name="Green team", by=south["administrator"]) != green


def test_two_people_who_rename_a_team_see_both_names(north: People, green: Team, signed_in: SignedIn) -> None:
    client, path = signed_in(north["administrator"]), f"/teams/{green.pk}/"
    version = str(form_on(client, path)["version"].value())
    assert client.post(path, {"version": version, "name": "Lime team"}).status_code == 302
    answer = client.post(path, {"version": version, "name": "Olive team"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Lime team" in page
    assert "Olive team" in page
    again_sent = {"version": str(answer.context["form"]["version"].value()), "name": "Olive team"}
    assert client.post(path, again_sent).status_code == 302
    green.refresh_from_db()
    assert green.name == "Olive team"
    assert [event.action for event in log.history(green)] == ["team.added", "team.renamed", "team.renamed"]


def test_two_people_who_change_one_person_see_both_texts(north: People, signed_in: SignedIn) -> None:
    client, path = signed_in(north["administrator"]), f"/people/{north['colleague'].pk}/details/"
    version = str(form_on(client, path)["version"].value())
    for title, status in (("Nurse", 302), ("Midwife", 409)):
        answer = client.post(path, {"version": version, "name": north["colleague"].name, "job_title": title})
        assert answer.status_code == status
    assert again(north["colleague"]).job_title == "Nurse"


def test_a_team_that_is_left_by_everybody_and_everything_is_closed(
    north: People, green: Team, signed_in: SignedIn
) -> None:
    client = signed_in(north["administrator"])
    assert client.post(f"/teams/{green.pk}/close/").status_code == 302
    green.refresh_from_db()
    assert (green.closed_by, log.history(green).latest("id").action) == (north["administrator"], "team.closed")
    assert "Closed teams" in client.get("/teams/").content.decode()
    with pytest.raises(Refused, match="That one is closed"):
        actions.give_role(person=north["colleague"], role="manager", team=green, by=north["administrator"])
    with pytest.raises(Refused, match="That one is closed"):
        invite(north["administrator"], team=green)
    assert "Green team" not in client.get("/people/invite/").content.decode()


def test_a_team_with_somebody_in_it_stays_open(north: People, green: Team, signed_in: SignedIn) -> None:
    by = north["administrator"]
    actions.give_role(person=north["colleague"], role="manager", team=green, by=by)
    with pytest.raises(Refused, match="can't be closed yet: 1 person is in it"):
        close(green, north)
    assert "1 person is in it" in signed_in(by).get(f"/teams/{green.pk}/close/").content.decode()


def test_a_team_that_somebody_is_invited_to_stays_open(north: People, green: Team) -> None:
    made = invite(north["administrator"], team=green)
    with pytest.raises(Refused, match="1 invitation to it is open"):
        close(green, north)
    actions.withdraw(invitation=made.invitation, by=north["administrator"])
    close(green, north)


def test_a_team_with_open_drafts_stays_open_until_they_are_recorded(north: People, green: Team) -> None:
    by = north["colleague"]
    drafts = [started(by), started(by)]
    Decision.objects.filter(pk__in=[draft.pk for draft in drafts]).update(team=green)
    with pytest.raises(Refused, match="2 open drafts belong to it"):
        close(green, north)
    for draft in drafts:
        decisions.share_in_emergency(by=by, request_key=draft.request_key, about="", values=emergency(), decision=draft)
    close(green, north)


def test_a_team_is_closed_by_somebody(green: Team) -> None:
    with pytest.raises(IntegrityError, match="team_closed_by_somebody"), transaction.atomic():
        Team.objects.filter(pk=green.pk).update(closed_at=timezone.now())
