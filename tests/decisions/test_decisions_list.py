"""The list of decisions: each person's own rows and no others, page by page, narrowed by what stands in the address."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions import actions, words
from decisions.actions import access
from decisions.models import Decision, SavedFilter, register_pages
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.builders import answer, ask, emergency, started
from tests.decisions.pages import problems
from tests.decisions.sharing import rang, sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def shown(client: Client, address: str = "/decisions/") -> list[str]:
    """The references on the page, in order."""
    page = client.get(address)
    assert page.status_code == 200, address
    return [row["reference"] for row in page.context["rows"]]


def in_danger(by: User) -> Decision:
    return actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())


def references(*decisions: Decision) -> list[str]:
    return [each.reference for each in decisions]


def test_each_role_finds_its_own_its_teams_or_its_organisations(
    north: People, south: People, signed_in: SignedIn
) -> None:
    ours, elsewhere = started(north["practitioner"]), started(north["practitioner_elsewhere"])
    started(south["practitioner"])
    assert shown(signed_in(north["practitioner"])) == references(ours)
    assert shown(signed_in(north["manager"])) == references(ours)
    assert shown(signed_in(north["manager_elsewhere"])) == references(elsewhere)
    assert shown(signed_in(north["ig_lead"])) == references(elsewhere, ours)
    assert shown(signed_in(north["colleague"])) == []
    assert signed_in(north["administrator"]).get("/decisions/").status_code == 403


def test_restricted_ones_and_those_of_a_conflict_are_absent(north: People, signed_in: SignedIn) -> None:
    restricted, barred, open_one = (started(north["practitioner"]) for _ in range(3))
    guardian, lead, until = north["caldicott_guardian"], north["ig_lead"], timezone.now() + timedelta(days=1)
    access.restrict(decision=restricted, why="Staff", viewers=[north["practitioner"]], until=until, by=guardian)
    access.bar(decision=barred, whom=lead, kind="relative", why="A niece", by=guardian)
    page = signed_in(lead).get("/decisions/")
    assert [row["reference"] for row in page.context["rows"]] == references(open_one)
    assert page.context["count"] == "1 decision"
    assert restricted.reference not in page.content.decode()
    assert shown(signed_in(north["practitioner"])) == references(open_one, barred, restricted)


def test_its_pages_lead_on_and_back_through_every_row_once(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [started(north["practitioner"]) for _ in range(7)]
    started(north["manager"])
    monkeypatch.setattr("decisions.models.register_pages.page.__kwdefaults__", {**DEFAULTS, "size": 3})
    for who in ("practitioner", "manager"):
        client, seen, address = signed_in(north[who]), [], "/decisions/"
        while address:
            page = client.get(address)
            seen.append([row["reference"] for row in page.context["rows"]])
            address = page.context["next_url"] and f"/decisions/{page.context['next_url']}"
        everything = [reference for rows in seen for reference in rows]
        assert set(references(*made)) <= set(everything)
        assert len(everything) == len(set(everything)) == (7 if who == "practitioner" else 8)
        back = []
        while page.context["previous_url"]:
            page = client.get(f"/decisions/{page.context['previous_url']}")
            back.append([row["reference"] for row in page.context["rows"]])
        assert back == list(reversed(seen[:-1]))


DEFAULTS = dict(register_pages.page.__kwdefaults__ or {})


def test_it_is_narrowed_by_how_a_decision_stands_and_what_was_decided(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    draft, waiting, recorded = started(by), started(by), in_danger(by)
    answer(draft, "situation", "request", by=by)
    ask(waiting, "situation", by=by)
    client = signed_in(north["ig_lead"])
    wanted = {
        "state=draft": [draft],
        "state=waiting": [waiting],
        "state=open": [waiting, draft],
        "state=emergency": [recorded],
        "state=done": [recorded],
        "decided=share": [recorded],
        "decided=do_not_share": [],
        "outcome=share_now": [recorded],
        "situation=request": [draft],
        "unwritten=any": [recorded],
        "unwritten=late": [],
        "whose=own": [],
        "whose=others": [recorded, waiting, draft],
        f"by={by.pk}": [recorded, waiting, draft],
        f"team={north['manager_elsewhere'].team.pk}": [],  # type: ignore[union-attr]
        "edition=golden_rules_2008": [],
        "sort=recorded": [recorded],
        "sort=waiting": [waiting],
        "agreement=refused": [],
    }
    for query, found in wanted.items():
        assert shown(client, f"/decisions/?{query}") == references(*found), query


def test_the_days_are_those_that_it_is_sorted_by(north: People, signed_in: SignedIn) -> None:
    made, client = in_danger(north["practitioner"]), signed_in(north["practitioner"])
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    for name, day, found in (("since", today, [made]), ("since", tomorrow, []), ("until", today, [made])):
        days = f"{name}_day={day.day}&{name}_month={day.month}&{name}_year={day.year}"
        for sort in ("", "&sort=recorded"):
            assert shown(client, f"/decisions/?{days}{sort}") == references(*found)
        assert shown(client, f"/decisions/?{days}&sort=waiting") == []


def test_it_is_narrowed_by_what_has_not_been_confirmed(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["ig_lead"])
    decision, other = walked("C01", by), in_danger(by)
    went = sent(sheets(decision)[0], by=by)
    heard = {query: shown(client, f"/decisions/?heard={query}") for query in words.HEARD}
    assert heard == {
        "yes": [],
        "no": references(decision),
        "soon": references(decision),
        "long": [],
        "nothing": references(other),
    }
    rang(went, by=by)
    assert shown(client, "/decisions/?heard=yes") == references(decision)
    assert shown(client, "/decisions/?heard=no") == []


@pytest.mark.parametrize("query", ["state=nonsense", "by=9999999", "team=x", "since_day=31", "sort=worst"])
def test_what_is_no_choice_is_said_and_shows_nothing(query: str, north: People, signed_in: SignedIn) -> None:
    started(north["ig_lead"])
    page = signed_in(north["ig_lead"]).get(f"/decisions/?{query}")
    assert page.context["rows"] == []
    assert problems(page), query


@pytest.mark.parametrize(
    "query", ["after=nonsense", "after=1", "before=99999999999999999999-1", "nonsense=1", "after="]
)
def test_a_place_that_is_none_is_the_first_page(query: str, north: People, signed_in: SignedIn) -> None:
    made = started(north["practitioner"])
    assert shown(signed_in(north["practitioner"]), f"/decisions/?{query}") == references(made)


def test_being_shown_it_is_written_down_with_its_references(north: People, signed_in: SignedIn) -> None:
    made = started(north["practitioner"])
    signed_in(north["manager"]).get("/decisions/")
    event = Event.objects.get(action="list.viewed", by=north["manager"])
    assert event.facts == {"what": "decisions", "references": references(made)}


def test_more_than_can_be_counted_is_said_so(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        started(north["practitioner"])
    monkeypatch.setattr(register_pages, "MOST", 2)
    monkeypatch.setattr("decisions.summary.register.MOST", 2)
    for query in ("", "?state=draft"):
        page = signed_in(north["manager"]).get(f"/decisions/{query}")
        assert "More than 2 decisions" in page.content.decode()
        assert len(page.context["rows"]) == 3


@pytest.mark.parametrize("query", ["", "?state=open&whose=others", "?sort=waiting"])
def test_it_costs_as_many_queries_however_many_it_shows(query: str, north: People, signed_in: SignedIn) -> None:
    by, costs = north["practitioner"], []
    client = signed_in(north["manager"])
    for number in (1, 12):
        for _ in range(number):
            ask(started(by), "situation", by=by)
        with CaptureQueriesContext(connection) as caught:
            assert shown(client, f"/decisions/{query}")
        costs.append(len(caught))
    assert costs[0] == costs[1]


def test_home_leads_on_where_it_shows_the_newest_alone(north: People, signed_in: SignedIn) -> None:
    for _ in range(26):
        started(north["practitioner"])
    page = signed_in(north["practitioner"]).get("/").content.decode()
    assert "/decisions/?state=open&amp;whose=own" in page
    assert len(shown(signed_in(north["practitioner"]), "/decisions/?state=open&whose=own")) == 25
    assert "/decisions/?whose=others" in signed_in(north["manager"]).get("/").content.decode()


def save(client: Client, name: str, query: str = "state=open&sort=waiting") -> Client:
    return client.post(f"/decisions/filters/save/?{query}", {"name": name})  # type: ignore[return-value]


def test_a_filter_is_saved_under_a_name_that_stands_in_no_address(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    saved = save(client, "To chase", "state=open&sort=waiting&after=1-1&nonsense=Poppy")
    assert saved["Location"] == "/decisions/?state=open&sort=waiting"  # type: ignore[index]
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.wanted) == ("To chase", {"state": "open", "sort": "waiting"})
    page = client.get("/decisions/").content.decode()
    assert "To chase" in page
    assert "To chase" not in str(Event.objects.values_list("facts", flat=True))
    assert "To chase" not in signed_in(north["manager"]).get("/decisions/").content.decode()
    save(client, "To chase")
    assert SavedFilter.objects.count() == 1, "pressed twice"


def test_a_day_that_was_typed_in_words_is_saved_in_numbers(north: People, signed_in: SignedIn) -> None:
    save(signed_in(north["practitioner"]), "May", "since_day=1&since_month=May&since_year=2026")
    assert SavedFilter.objects.get().wanted == {"since_day": "1", "since_month": "5", "since_year": "2026"}


def test_it_is_renamed_and_removed_by_whoever_saved_it_alone(north: People, signed_in: SignedIn) -> None:
    client, other = signed_in(north["practitioner"]), signed_in(north["manager"])
    save(client, "One")
    save(client, "Two")
    kept = SavedFilter.objects.get(name="One")
    address = f"/decisions/filters/{kept.pk}/"
    for attempt in (other.get(address), other.post(address, {"name": "Mine"}), other.post(f"{address}remove/")):
        assert attempt.status_code == 404
    assert "You have a filter of that name" in client.post(address, {"name": "Two"}).content.decode()
    assert client.post(address, {"name": "Three"}).status_code == 302
    assert client.post(f"{address}remove/").status_code == 302
    assert list(SavedFilter.objects.values_list("name", flat=True)) == ["Two"]
    assert set(Event.objects.filter(action__startswith="filter.").values_list("action", flat=True)) == {
        "filter.saved",
        "filter.renamed",
        "filter.removed",
    }


def test_nobody_keeps_more_than_twenty_or_one_of_everything(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    for number in range(20):
        assert save(client, f"Number {number}").status_code == 302  # type: ignore[attr-defined]
    refused = save(client, "Number 20")
    assert "You have 20 saved filters. Remove one first." in refused.content.decode()  # type: ignore[attr-defined]
    SavedFilter.objects.all().delete()
    refused = save(client, "All", "")
    assert "Show only some decisions first" in refused.content.decode()  # type: ignore[attr-defined]
