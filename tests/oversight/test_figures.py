"""Decisions in numbers: each number is as long as the list that it leads to, for whoever reads it."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from html import escape
from random import Random
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.actions.asking import take_back
from decisions.actions.glass import break_glass
from decisions.models import AdviceDiscussion, RegisterEntry
from decisions.models.register_scope import reach_of
from decisions.summary.figures.catalogue import FIGURES, TOLD_OF_ALL
from decisions.summary.figures.counting import HOW, HOW_OF_TEAMS, WHAT, WHAT_OF_TEAMS, counted, recorded_in
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.consent.people import entered
from tests.consent.test_reviews import agreed
from tests.decisions.asking import give, put
from tests.decisions.builders import advise, ask, started
from tests.oversight.registers import ROLES, some_entries, stands, told
from tests.oversight.registers import this_quarter as today
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def test_every_row_of_every_figure_has_something_in_some_register(north: People) -> None:
    """So the campaign compares numbers that are not all nothing."""
    some_entries(north, Random(8), 3000)
    found = counted(RegisterEntry.objects.all())
    for figure in FIGURES:
        for row in figure.rows:
            assert any(found.number({**figure.of, **row.codes, **each.codes}) for each in figure.columns), row


def test_what_is_told_of_all_divides_the_whole(north: People) -> None:
    some_entries(north, Random(9), 500)
    found = counted(recorded_in(RegisterEntry.objects.all(), today().before))
    for figure in TOLD_OF_ALL:
        assert sum(found.number(row.codes) for row in figure.rows) == found.number({}), figure.slug


def test_its_links_open_and_say_as_many(north: People, signed_in: SignedIn) -> None:
    made = [started(north["practitioner"]) for _ in range(4)]
    for seed, decision in enumerate(made):
        said = {**stands(Random(seed)), "state": "recorded", "decided": "share", "is_restricted": False}
        RegisterEntry.objects.filter(pk=decision.pk).update(**{**said, "recorded_at": timezone.now(), "grounds": []})
    client = signed_in(north["manager"])
    page = client.get("/figures/")
    assert page.status_code == 200
    assert page.context["total"] == 4
    for told_number, url in {each for each in told(page.context) if each[0]}:
        listing = client.get(url)
        assert len(listing.context["rows"]) == told_number, url
        assert f'href="{url}"'.replace("&", "&amp;") in page.content.decode()


def test_each_sees_the_numbers_of_their_own_reach(north: People, south: People, signed_in: SignedIn) -> None:
    for by in (north["practitioner"], north["practitioner_elsewhere"], south["practitioner"]):
        started(by)
    drafts = {
        role: signed_in(north[role]).get("/figures/").context["figures"][-1]["whole"]
        for role in (*ROLES, "colleague", "manager_elsewhere")
    }
    assert drafts == {
        **dict.fromkeys(("practitioner", "manager", "safeguarding_lead", "practitioner_elsewhere"), 1),
        **dict.fromkeys(("caldicott_guardian", "ig_lead"), 2),
        "colleague": 0,
        "manager_elsewhere": 1,
    }
    assert signed_in(north["administrator"]).get("/figures/").status_code == 403


@pytest.mark.parametrize("said", ["9" * 5000, "x", "-1", "٣"])
def test_a_number_that_no_row_has_shows_the_first_page(said: str, north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])
    for address in ("/figures/advice-waiting/", "/second-looks/", "/review/"):
        assert client.get(address, {"after": said}).status_code == 200


def test_a_quarter_that_is_not_offered_is_not_found(north: People, signed_in: SignedIn) -> None:
    client, now = signed_in(north["ig_lead"]), today()
    assert client.get(f"/figures/?quarter={now.before.slug}").status_code == 200
    assert client.get(f"/figures/organisation/?quarter={now.before.slug}").status_code == 200
    for address in ("/figures/?quarter=2001-1", "/figures/?quarter=x", "/figures/organisation/?quarter=x"):
        assert client.get(address).status_code == 404, address
    assert client.get(f"/figures/organisation/?quarter={now.slug}").status_code == 404, "it goes on"


def test_a_look_is_written_down(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])
    client.get("/figures/")
    client.get("/figures/organisation/")
    events = Event.objects.filter(action="figures.viewed").order_by("pk")
    assert [event.facts for event in events] == [
        {"what": "own", "quarter": today().slug},
        {"what": "organisation", "quarter": today().before.slug},
    ]


def test_it_costs_as_many_queries_however_many_it_counts(north: People, signed_in: SignedIn) -> None:
    client, costs = signed_in(north["manager"]), []
    for many in (1, 300):
        RegisterEntry.objects.all().delete()
        some_entries(north, Random(many), many)
        with CaptureQueriesContext(connection) as caught:
            client.get("/figures/")
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_the_pictures_say_what_the_table_says(north: People, signed_in: SignedIn) -> None:
    some_entries(north, Random(3), 600)
    page = signed_in(north["ig_lead"]).get("/figures/")
    for figure in page.context["figures"]:
        picture = figure["picture"]
        assert f'<title id="{figure["slug"]}-title">{figure["title"]}</title>' in picture
        for row in figure["rows"]:
            for cell in row["cells"]:
                assert f"{escape(row['label'])}: " in picture
                assert f">{cell.number}</text>" in picture


def test_what_is_no_decision_leads_to_its_list_too(north: People, signed_in: SignedIn) -> None:
    by, reader = north["practitioner"], north["safeguarding_lead"]
    questions = [ask(started(by), "situation", by=by) for _ in range(3)]
    advise(questions[0], by=by)
    take_back(discussion=questions[1], why="Settled", by=by)
    break_glass(decision=questions[2].decision, by=north["practitioner_elsewhere"], reason="Now", request_key=uuid4())
    page = signed_in(reader).get("/figures/")
    cells = {
        (figure["slug"], row["label"]): cell
        for figure in page.context["things"]
        for row in figure["rows"]
        for cell in row["cells"]
    }
    assert sum(cell.number for cell in cells.values()) == 4
    for where, cell in cells.items():
        listing = signed_in(reader).get(cell.url)
        assert listing.context["count"] == len(listing.context["lines"]) == cell.number, where
    assert cells["glass", "Not reviewed yet"].number == 1
    assert all(figure["slug"] != "glass" for figure in signed_in(by).get("/figures/").context["things"])
    assert signed_in(by).get("/figures/glass-to-review/").status_code == 404


def test_answers_are_counted_by_when_they_were_due(north: People, signed_in: SignedIn) -> None:
    by, reader = north["practitioner"], north["manager"]
    made = [put(started(by), by=by) for _ in range(6)]
    ask(started(by), "situation", by=by)  # elsewhere: no answer is waited for
    now, day = timezone.now(), timedelta(days=1)
    due = {0: now + day, 1: now - day, 2: now + day, 3: now - day}
    for place, moment in due.items():
        AdviceDiscussion.objects.filter(pk=made[place].pk).update(due_at=moment)
    for place in (0, 1):
        give(made[place], by=reader)
    take_back(discussion=made[4], why="Settled", by=by)
    advise(made[5], by=by)  # the adviser said it by word of mouth, and whoever asked wrote it down
    page = signed_in(reader).get("/figures/")
    figure = next(each for each in page.context["things"] if each["slug"] == "answers")
    assert [row["cells"][0].number for row in figure["rows"]] == [1, 1, 1, 1, 2]
    for row in figure["rows"]:
        assert len(signed_in(reader).get(row["cells"][0].url).context["lines"]) == row["cells"][0].number


def test_it_says_how_many_of_ones_own_consents_are_due(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    agreed(entered(by), by=by, look=-20)
    for who, said in (("practitioner", "own: 1 of yours due."), ("manager", "own.")):
        assert f"have a page of their {said}" in signed_in(north[who]).get("/figures/").content.decode()


def test_a_long_list_goes_on_to_its_last_row(north: People, signed_in: SignedIn) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    made = [ask(decision, "situation", by=by).pk for _ in range(30)]
    client, address, seen = signed_in(by), "/figures/advice-waiting/", 0
    while address:
        page = client.get(address)
        seen += len(page.context["lines"])
        address = page.context["next_url"] and f"/figures/advice-waiting/{page.context['next_url']}"
    assert seen == len(made)


def organisation(client: Client) -> dict[tuple[str, str], str]:
    page = client.get("/figures/organisation/")
    return {
        (figure["slug"], row["label"]): row["cells"][0]["number"]
        for figure in page.context["figures"]
        for row in figure["rows"]
    }


def test_everybody_is_told_the_same_of_the_organisation_and_no_number_exactly(
    north: People, signed_in: SignedIn
) -> None:
    some_entries(north, Random(5), 2000)
    found = counted(recorded_in(RegisterEntry.objects.all(), today().before))
    told_each = [organisation(signed_in(north[role])) for role in ROLES[1:5]]
    assert all(each == told_each[0] for each in told_each)
    assert signed_in(north["practitioner"]).get("/figures/organisation/").status_code == 403
    for figure in TOLD_OF_ALL:
        for row in figure.rows:
            true, said = found.number(row.codes), told_each[0][figure.slug, row.label]
            if said == "Fewer than 10":
                assert true < 10
            else:
                assert abs(int(said.removeprefix("About ").replace(",", "")) - true) < 5
                assert int(said.removeprefix("About ").replace(",", "")) % 5 == 0


def test_it_is_the_same_at_each_look_and_tells_nothing_of_restricted_ones(north: People, signed_in: SignedIn) -> None:
    some_entries(north, Random(5), 300)
    client = signed_in(north["manager"])
    before = organisation(client)
    assert organisation(client) == before
    RegisterEntry.objects.update(is_restricted=True)
    assert organisation(client) == before


@pytest.mark.parametrize(
    ("look", "columns"), [("what", WHAT), ("how", HOW), ("what", WHAT_OF_TEAMS), ("how", HOW_OF_TEAMS)]
)
def test_whatever_a_look_at_a_quarter_reads_stands_in_its_index(
    look: str, columns: Sequence[str], north: People
) -> None:
    rows = recorded_in(reach_of(north["manager"]).of(RegisterEntry.objects.all()), today())
    with CaptureQueriesContext(connection) as caught:
        counted(rows, columns)
    read = set(re.findall(r'"decisions_registerentry"."(\w+)"', caught[0]["sql"]))
    index = next(each for each in RegisterEntry._meta.indexes if each.name == f"register_counted_{look}")
    named = {*index.fields, *index.include}
    assert read <= named | {f"{name}_id" for name in named}
