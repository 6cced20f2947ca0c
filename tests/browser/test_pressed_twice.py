"""The same press of a button arriving many times at once does one thing once, and leads everybody to it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from psycopg import sql

from tests.browser import people
from tests.browser.client import Client
from tests.browser.script import script
from tests.browser.site import Site
from tests.browser.walk import start, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = script("C05", "2024")


@pytest.fixture
def person(client: Callable[[str], Client]) -> Client:
    return client(people.PRACTITIONER_2024)


def events(site: Site, action: str, decision: str) -> int:
    return site.count(
        "SELECT count(*) FROM audit_event e JOIN decisions_decision d ON d.id = e.about_id"
        " WHERE about_type LIKE '%%decision' AND action = %s AND reference = %s",
        action,
        decision.split("/")[2],
    )


def rows(site: Site, table: str, decision: str) -> int:
    question = sql.SQL(
        "SELECT count(*) FROM {} t JOIN decisions_decision d ON d.id = t.decision_id WHERE d.reference = %s"
    ).format(sql.Identifier(f"decisions_{table}"))
    return site.count(question, decision.split("/")[2])


def the_one_answer(answers: list[tuple[int, str]]) -> str:
    """Where all of them lead."""
    [(status, location)] = set(answers)
    assert status == 302
    return location


def test_starting_makes_one_decision(site: Site, person: Client) -> None:
    mark = f"Pressed many times {uuid4()}"
    location = the_one_answer(person.post_at_once("/decisions/new/", {**SAID.page("start"), "deciding": mark}))
    decision = "/".join(location.split("/")[:3]) + "/"
    assert site.count("SELECT count(*) FROM decisions_decision WHERE deciding = %s", mark) == 1
    assert events(site, "decision.started", decision) == 1
    assert rows(site, "recipient", decision) == 1


def test_adding_an_item_adds_it_once(site: Site, person: Client) -> None:
    decision = start(person, SAID)
    the_one_answer(person.post_at_once(f"{decision}items/add/", SAID.items[0]))
    assert rows(site, "item", decision) == 1
    assert events(site, "item.added", decision) == 1


def test_asking_for_advice_opens_one_discussion(site: Site, person: Client) -> None:
    decision = start(person, SAID)
    the_one_answer(person.post_at_once(f"{decision}questions/situation/advice/elsewhere/", SAID.page("ask")))
    assert rows(site, "advicediscussion", decision) == 1
    assert events(site, "advice.asked", decision) == 1


def test_recording_and_adding_each_happen_once(site: Site, person: Client) -> None:
    decision = walk(person, SAID)
    assert the_one_answer(person.post_at_once(f"{decision}check/", {})) == decision
    assert rows(site, "record", decision) == 1
    assert events(site, "decision.recorded", decision) == 1

    more = {"title": "Receipt", "text": "They wrote back", "why": "It came today"}
    assert the_one_answer(person.post_at_once(f"{decision}add/", more)) == decision
    assert rows(site, "amendment", decision) == 1
    assert events(site, "decision.amended", decision) == 1


def test_an_emergency_is_recorded_once(site: Site, person: Client) -> None:
    told = script("C20", "2024").page("emergency")
    decision = the_one_answer(person.post_at_once("/decisions/emergency/", told))
    assert rows(site, "emergency", decision) == 1
    assert events(site, "decision.recorded", decision) == 1

    person.get("/")
    draft = start(person, SAID)
    assert the_one_answer(person.post_at_once(f"{draft}emergency/", told)) == draft
    assert rows(site, "emergency", draft) == 1
    assert events(site, "decision.recorded", draft) == 1

    todo = next(link for link in _record(person, draft).page.links if "/add/" in link and not link.endswith("/add/"))
    assert the_one_answer(person.post_at_once(todo, {"text": "Written down now"})) == draft
    assert rows(site, "amendment", draft) == 1


def _record(person: Client, decision: str) -> Client:
    person.get(decision)
    return person
