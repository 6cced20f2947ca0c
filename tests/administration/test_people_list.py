"""The list of people: whom it shows, 25 at a time, at the same cost however many there are; nothing personal in it."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infoshare.accounts.models import Team, User
from infoshare.administration import actions
from infoshare.administration.people_list import PAGE
from tests.administration.builders import fill, invite
from tests.seeding.people import PEOPLE, People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def names(client: Client, path: str) -> list[str]:
    return [str(row["name"]) for row in client.get(path).context["rows"]]


def cost(client: Client, path: str) -> int:
    client.get("/organisation/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_everybody_and_every_open_invitation_is_on_it_in_the_order_of_names(
    north: People, south: People, signed_in: SignedIn
) -> None:
    invite(north["administrator"], name="Aaron")
    User.objects.filter(pk=north["manager"].pk).update(is_active=False, name="zoe")
    client = signed_in(north["administrator"])
    shown = names(client, "/people/")
    assert shown[0] == "Aaron"
    assert shown[-1] == "zoe"
    assert sorted(shown, key=str.lower) == shown
    assert len(shown) == len(PEOPLE) + 1
    statuses = [row["status"] for row in client.get("/people/").context["rows"]]
    assert (statuses[0], statuses[1], statuses[-1]) == ("Invited", "Active", "Left")


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("status=left", {"zoe"}),
        ("status=invited", {"Aaron"}),
        ("role=ig_lead", {"North ig lead"}),
        ("role=manager&status=active", {"North manager elsewhere"}),
        ("team={red}&role=manager", {"North manager elsewhere"}),
        ("team={blue}&role=practitioner", {"North practitioner", "North colleague", "Aaron"}),
        ("team={foreign}", None),
        ("status=nonsense", None),
        ("after=nonsense-1", None),
        ("after=person-99999999999999999999", None),
    ],
)
def test_it_shows_those_of_a_team_a_role_or_a_status(
    query: str, who: set[str] | None, north: People, south: People, signed_in: SignedIn
) -> None:
    teams = {team.name[:-5].lower(): team for team in north["manager"].organisation.teams.all()}
    foreign = Team.objects.filter(organisation=south["manager"].organisation)[0]
    invite(north["administrator"], name="Aaron", team=teams["blue"])
    User.objects.filter(pk=north["manager"].pk).update(is_active=False, name="zoe")
    path = f"/people/?{query.format(red=teams['red'].pk, blue=teams['blue'].pk, foreign=foreign.pk)}"
    shown = set(names(signed_in(north["administrator"]), path))
    everybody = {"Aaron", "zoe"} | {user.name for who, user in north.items() if who != "manager"}
    assert shown == (everybody if who is None else who)


@pytest.mark.slow
def test_it_is_read_page_by_page_in_both_directions_without_a_gap(north: People, signed_in: SignedIn) -> None:
    fill(north, 30)
    fill(north, 30, name="Same name")
    User.objects.filter(name__startswith="Same name").update(name="Same name")
    for number in range(5):
        invite(north["administrator"], f"{number}@north.example", name="Same name")
    client, path, pages = signed_in(north["administrator"]), "/people/", []
    while path:
        context = client.get(path).context
        pages.append([row["url"] for row in context["rows"]])
        back, path = context.get("previous_url"), context.get("next_url", "") and f"/people/{context['next_url']}"
    shown = [url for page in pages for url in page]
    assert [len(page) for page in pages] == [PAGE, PAGE, len(PEOPLE) + 65 - 2 * PAGE]
    assert len(set(shown)) == len(shown)
    for earlier in reversed(pages[:-1]):
        context = client.get(f"/people/{back}").context
        assert [row["url"] for row in context["rows"]] == earlier
        back = context.get("previous_url")
    assert back is None


@pytest.mark.slow
def test_the_pages_keep_the_filter_and_hold_no_name(north: People, signed_in: SignedIn) -> None:
    fill(north, 30)
    context = signed_in(north["administrator"]).get("/people/?role=manager&status=active").context
    assert re.fullmatch(r"\?status=active&role=manager&after=person-\d+", context["next_url"])


def test_somebody_is_found_by_part_of_a_name_that_no_address_keeps(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    answer = client.post("/people/find/", {"name": "GUARDIAN"})
    assert [row["name"] for row in answer.context["rows"]] == ["North caldicott guardian"]
    assert answer.status_code == 200, "shown at once: a redirect would carry the name"
    assert client.get("/people/find/?name=guardian")["Location"] == "/people/"
    for nothing in ("%", "_", "nobody of that name"):
        assert client.post("/people/find/", {"name": nothing}).context["rows"] == []
    assert "Enter a name, or part of one" in client.post("/people/find/", {"name": ""}).content.decode()


@pytest.mark.slow
def test_each_page_costs_the_same_with_three_people_and_with_thirty_more(north: People, signed_in: SignedIn) -> None:
    fill(north, 3)
    invite(north["administrator"])
    client, team = signed_in(north["administrator"]), north["manager"].team
    paths = ["/people/", "/people/?status=active", f"/people/?team={team and team.pk}", "/teams/", "/organisation/"]
    first = [cost(client, path) for path in paths]
    fill(north, 30, name="Later")
    for number in range(20):
        invite(north["administrator"], f"{number}@north.example")
    assert [cost(client, path) for path in paths] == first


@pytest.mark.slow
def test_the_page_of_somebody_costs_the_same_whatever_happened_to_them(north: People, signed_in: SignedIn) -> None:
    person, by = north["colleague"], north["administrator"]
    client, path = signed_in(by), f"/people/{north['colleague'].pk}/"
    actions.give_role(person=person, role="manager", team=person.team, by=by)
    first = cost(client, path)
    for _ in range(10):
        actions.end_role(held=person.memberships.get(role="manager"), by=by)
        actions.give_role(person=person, role="manager", team=person.team, by=by)
    assert cost(client, path) == first
