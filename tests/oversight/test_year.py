"""Are families treated alike: how decisions of a year that is over came out, told alike to all who oversee some."""

import json
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.actions.access import link_person
from decisions.draft import load
from decisions.forms.register import RegisterFilter
from decisions.models import RegisterEntry
from decisions.oversight import suppression
from decisions.oversight.quarters import Year, years_over
from decisions.summary.figures.counting import ends_of
from decisions.summary.figures.year_tables import ALL, HOW, LIKE, PLACES_WITH, WITH, tables
from decisions.summary.figures.yearly import told_of_year
from decisions.tasks import count_all_years, count_years_on
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.consent.people import entered
from tests.decisions.builders import READY, look, record
from tests.oversight.registers import some_entries
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
ADDRESS = "/figures/year/"
READERS = ("manager", "safeguarding_lead", "caldicott_guardian", "ig_lead")


def last_year() -> Year:
    return years_over(timezone.localdate())[0]


def a_year(north: People, many: int, seed: int = 7) -> None:
    """So many decisions of last year, by chance."""
    entries = some_entries(north, Random(seed), many)
    first = ends_of(last_year().quarters[0])[0]
    for place, each in enumerate(entries):
        if each.recorded_at:
            each.recorded_at = first + timedelta(days=place % 365)
    RegisterEntry.objects.bulk_update(entries, ["recorded_at"])


def test_each_table_divides_the_whole(north: People) -> None:
    a_year(north, 3000)
    told = told_of_year(north["manager"].organisation, last_year())
    every = RegisterEntry.objects.filter(recorded_at__isnull=False)
    whole = {
        "shared": every.exclude(decided="do_not_share").count(),
        "kept": every.filter(decided="do_not_share").count(),
    }
    for way in HOW:
        assert abs((told[ALL, way].value or 0) - whole[way]) < 5
        for table in (*tables(north["manager"].organisation), LIKE):
            each = [told[table.place(row, way)] for row in table.rows]
            assert sum(one.range[0] for one in each) <= whole[way] <= sum(one.range[1] for one in each), table.slug


def test_everybody_is_told_the_same_and_who_oversees_nothing_is_not_let_in(north: People, signed_in: SignedIn) -> None:
    a_year(north, 600)
    pages = [signed_in(north[role]).get(ADDRESS) for role in READERS]
    first = [list(figure["rows"]) for figure in pages[0].context["figures"]]
    assert all([list(figure["rows"]) for figure in page.context["figures"]] == first for page in pages)
    for role in ("practitioner", "administrator"):
        assert signed_in(north[role]).get(ADDRESS).status_code == 403


def test_it_counts_restricted_ones_too(north: People) -> None:
    a_year(north, 600)
    before = told_of_year(north["manager"].organisation, last_year())
    RegisterEntry.objects.update(is_restricted=True)
    connection.cursor().execute("DELETE FROM signing_in_cacherow")
    assert told_of_year(north["manager"].organisation, last_year()) == before


def test_a_number_is_within_five_of_the_truth(north: People) -> None:
    a_year(north, 2000)
    told = told_of_year(north["manager"].organisation, last_year())
    kept = RegisterEntry.objects.filter(decided="do_not_share")
    for table in tables(north["manager"].organisation)[:4]:
        for row in table.rows:
            low, high = told[table.place(row, "kept")].range
            assert low <= kept.filter(**{table.columns[0]: row[0]}).count() <= high, (table.slug, row)


def test_a_year_that_goes_on_is_not_told(north: People, signed_in: SignedIn) -> None:
    client, last = signed_in(north["ig_lead"]), last_year()
    assert client.get(ADDRESS, {"year": Year(last.number - 1).slug}).status_code == 200
    for said in (Year(last.number + 1).slug, "1999", "x", "9" * 5000):
        assert client.get(ADDRESS, {"year": said}).status_code == 404, said


def test_a_look_is_written_down(north: People, signed_in: SignedIn) -> None:
    signed_in(north["manager"]).get(ADDRESS)
    event = Event.objects.get(action="figures.viewed")
    assert event.facts == {"what": "year", "year": last_year().slug}


def test_it_is_counted_once_and_in_the_night_anew(north: People, south: People, signed_in: SignedIn) -> None:
    clients = [signed_in(people["manager"]) for people in (north, south)]

    def cost(client: Client) -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(ADDRESS)
        return sum("registerentry" in each["sql"] for each in caught)

    costs = [cost(client) for client in (*clients, *clients)]
    assert min(costs[:2]) > 10
    assert costs[2:] == [0, 0]
    a_year(north, 600)
    for people in (north, south):
        count_years_on(organisation=people["manager"].organisation_id)
    assert [cost(client) for client in clients] == [0, 0]
    told = told_of_year(north["manager"].organisation, last_year())
    assert (told[ALL, "shared"].value or 0) > 100


def test_where_there_are_few_no_tables_are_shown(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["manager"]).get(ADDRESS).content.decode()
    assert "There are too few decisions to compare families." in page
    assert "<table" not in page
    a_year(north, 2000)
    connection.cursor().execute("DELETE FROM signing_in_cacherow")
    assert signed_in(north["manager"]).get(ADDRESS).content.decode().count("<table") == 5


def test_in_the_night_each_organisation_is_counted_by_a_job_of_its_own(north: People, south: People) -> None:
    count_all_years(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'organisation' FROM procrastinate_jobs WHERE task_name = 'decisions.count_years'")
        asked = {int(number) for (number,) in cursor.fetchall()}
    assert {people["manager"].organisation_id for people in (north, south)} <= asked


def test_where_nothing_safe_can_be_told_of_with_whom_the_rest_is(
    north: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_year(north, 600)
    narrow = suppression._narrow
    monkeypatch.setattr(
        "decisions.oversight.suppression._narrow",
        lambda told, sums, knows: told if PLACES_WITH[0] in told else narrow(told, sums, knows),
    )
    told = told_of_year(north["manager"].organisation, last_year())
    assert not told[ALL, "shared"].is_hidden
    assert all(told[place].is_hidden for place in PLACES_WITH)


def test_a_difference_stands_out_and_the_picture_says_so(north: People, signed_in: SignedIn) -> None:
    a_year(north, 2000)
    every = RegisterEntry.objects.filter(recorded_at__isnull=False)
    every.filter(age="5").update(decided="do_not_share", grounds=["other"])
    every.filter(age="16").update(decided="share", grounds=[])
    page = signed_in(north["manager"]).get(ADDRESS)
    ages = next(figure for figure in page.context["figures"] if figure["slug"] == "age")
    said = {row.label: row.beside for row in ages["rows"]}
    assert (said["5 to 9"], said["16 or 17"], said["10 to 15"]) == ("Less often", "More often", "No clear difference")
    rate = next(row.rate for row in ages["rows"] if row.label == "5 to 9")
    assert rate
    assert f"5 to 9: {rate.text}" in ages["picture"]


def test_whoever_decides_sees_what_was_decided_at_the_same_point(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    a_year(north, 2000)
    decision = walked("C21", north["practitioner"], until=READY)
    draft = load(decision)
    like = {"outcome": draft.outcome.slug if draft.outcome else "", "agreement": draft.counted["agreement"]}
    every = RegisterEntry.objects.filter(recorded_at__isnull=False)
    every.update(**like, sectors=[])
    every.filter(decided__in=("share", "share_part"), age="5").update(sectors=["health", "police"])
    every.filter(pk__in=every.filter(decided="share", age="16").values("pk")[:2]).update(sectors=["family"])
    page = signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/pages/decision/")
    told = told_of_year(decision.organisation, last_year())
    said = page.context["precedents"]
    assert said["shared"] == told[LIKE.place(tuple(like.values()), "shared")].text != "Fewer than 10"
    assert f"{said['shared']} were shared, all or in part" in page.content.decode()
    health, police = said["shared_with"]
    assert (health["whom"], police["whom"]) == ("Health service", "Police")
    low, high = told[WITH.place((*like.values(), "health"), "shared")].range
    assert low <= every.filter(sectors__contains=["health"]).count() <= high
    assert f"Health service: {health['number'].lower()}" in page.content.decode()


def test_too_few_are_not_told(north: People, walked: Walked, signed_in: SignedIn) -> None:
    decision = walked("C21", north["practitioner"], until=READY)
    page = signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/pages/decision/")
    assert page.context["precedents"]["is_few"]
    assert "too few to tell without pointing at somebody" in page.content.decode()
    assert (
        "precedents"
        not in signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/pages/risks/").context
    )


def test_where_no_draw_is_safe_nothing_is_said_of_many_or_few(
    north: People, walked: Walked, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decisions.oversight.suppression._narrow", lambda told, sums, knows: told)
    a_year(north, 600)
    decision = walked("C21", north["practitioner"], until=READY)
    page = signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/pages/decision/")
    assert "precedents" not in page.context
    page = signed_in(north["manager"]).get(ADDRESS)
    assert "We can't show any numbers" in page.content.decode()
    assert page.context["figures"] == []


def test_ethnic_group_is_in_no_record_and_nothing_is_filtered_by_it(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C21", by, until=READY)
    entered(by, "F-1", "Ann Byrne", ethnicity="asian_pakistani")
    link_person(decision=decision, reference="F-1", by=by)
    look(decision, by=by)
    content = json.dumps(record(decision, by=by).content)
    assert RegisterEntry.objects.get(pk=decision.pk).ethnicity == "asian"
    assert "pakistani" not in content.lower()
    assert not {"age", "ethnicity"} & RegisterFilter.base_filters.keys()
