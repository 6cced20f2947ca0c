"""Every event has its place in its organisation's chain; what anybody alters, takes out or puts in is found."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
import rfc8785
from django.db import DatabaseError, connection, transaction

from infoshare.audit import chain, log
from infoshare.audit.models import ChainLink, Event
from infoshare.tenancy import context
from tests import databases
from tests.audit.altering import ALTER, ONLY_OUTSIDE
from tests.audit.chains import chained, link, open_to_its_owner, say
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db


def hashes(organisation: int) -> list[str]:
    rows = ChainLink.objects.filter(organisation=organisation).order_by("sequence")
    return [bytes(each.hash).hex() for each in rows]


def test_each_line_is_canonical_and_names_the_hash_before_it(north: People) -> None:
    by = north["practitioner"]
    made = chained(by, 5)
    lines = list(chain.lines(by.organisation_id))
    before = "00" * 32
    for place, (line, event) in enumerate(zip(lines[-5:], made, strict=True), start=len(lines) - 4):
        said = json.loads(line)
        assert rfc8785.dumps(said).decode() == line
        assert said["sequence"] == place
        event.refresh_from_db()
        assert said == {
            "about": {"id": event.about_id, "type": event.about_type},
            "action": event.action,
            "at": event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "by": by.pk,
            "event": event.pk,
            "facts": event.facts,
            "organisation": by.organisation_id,
            "previous": said["previous"],
            "sequence": place,
        }
    for line, its_hash in zip(lines, hashes(by.organisation_id), strict=True):
        assert json.loads(line)["previous"] == before
        before = hashlib.sha256(line.encode()).hexdigest()
        assert before == its_hash
    assert chain.head(by.organisation_id) == (len(lines), before)


def test_each_organisation_has_its_own_chain(north: People, south: People) -> None:
    for people in (north, south, north, south):
        chained(people["practitioner"], 2)
    for people in (north, south):
        organisation = people["practitioner"].organisation_id
        places = ChainLink.objects.filter(organisation=organisation).order_by("sequence").values_list("sequence")
        assert [place for (place,) in places] == list(range(1, len(places) + 1))
        assert chain.fault(organisation) == ""
        assert Event.objects.filter(organisation=organisation).count() == len(places)


def test_an_organisation_without_events_has_a_chain_that_begins(north: People) -> None:
    organisation = north["practitioner"].organisation_id
    assert chain.head(organisation) == (0, "00" * 32)
    assert chain.fault(organisation) == ""
    assert chain.continues(organisation, chain.Head(0, "00" * 32))


@pytest.mark.parametrize("order", ["UPDATE {} SET {} = {}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_a_link_is_never_changed_nor_taken_away(order: str, north: People) -> None:
    chained(north["practitioner"], 1)
    with pytest.raises(DatabaseError, match="Rows of audit_chainlink are added"), transaction.atomic():
        say(order.format("audit_chainlink", "sequence", "sequence + 1"))


def test_the_sites_role_writes_no_link_and_calls_nothing_that_does(north: People) -> None:
    by = north["practitioner"]
    made = chained(by, 1)[0]
    orders = (
        "INSERT INTO audit_chainlink (event_id, organisation_id, sequence, hash) VALUES (1, 1, 1, '')",
        "UPDATE audit_chainlink SET sequence = 7",
        "DELETE FROM audit_chainlink",
        f"SELECT audit_link(event) FROM audit_event event WHERE id = {made.pk}",
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
    )
    with the_site(), context.organisation(by.organisation_id):
        for order in orders:
            with pytest.raises(DatabaseError, match="permission denied|must be owner"), transaction.atomic():
                say(order)
        log.record("seen.thing", by=by, about=by)
        link()
        assert ChainLink.objects.filter(organisation=by.organisation_id).count() == Event.objects.count()
    assert chain.fault(by.organisation_id) == ""


def test_what_is_said_of_an_event_is_looked_up_in_its_text(north: People) -> None:
    by = north["practitioner"]
    made = log.record("seen.thing", by=by, about=by, facts={"what": "flow", "n": 3, "of": None})
    assert Event.objects.filter(facts__what="flow", facts__n=3).get() == made
    assert Event.objects.filter(facts__what__in=["flow", "paper"]).values_list("facts__n", flat=True)[0] == 3
    assert Event.objects.values_list("facts", flat=True).get(pk=made.pk) == {"n": 3, "of": None, "what": "flow"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM audit_event WHERE id = %s", [made.pk])
        assert cursor.fetchone() == ('{"n":3,"of":null,"what":"flow"}',)


def test_what_would_break_a_line_open_is_refused(north: People) -> None:
    by = north["practitioner"]
    with pytest.raises(DatabaseError, match="event_action_is_plain"), transaction.atomic():
        log.record('seen","by":1,"x":"', by=by, about=by)


def test_one_transaction_after_another_is_linked_and_none_twice(north: People) -> None:
    """Eight writers of one organisation at once, in transactions of their own, in a database of their own."""
    with databases.of_its_own("chain") as name:
        with psycopg.connect(databases.address(name)) as opened:
            [(organisation, by)] = opened.execute("SELECT organisation_id, id FROM accounts_user LIMIT 1").fetchall()

        def write(turn: int) -> None:
            with psycopg.connect(databases.address(name)) as opened:
                for number in range(25):
                    with opened.transaction():
                        for _ in range(1 + number % 2):
                            opened.execute(
                                "INSERT INTO audit_event (organisation_id, by_id, action, about_type, about_id, facts)"
                                " VALUES (%s, %s, 'seen.thing', 'accounts.user', %s, '{}')",
                                [organisation, by, turn],
                            )

        with ThreadPoolExecutor(8) as writers:
            list(writers.map(write, range(8)))
        with psycopg.connect(databases.address(name)) as opened:
            [(events_there,)] = opened.execute(
                "SELECT count(*) FROM audit_event WHERE organisation_id = %s", [organisation]
            ).fetchall()
            [(links, last)] = opened.execute(
                "SELECT count(*), max(sequence) FROM audit_chainlink WHERE organisation_id = %s", [organisation]
            ).fetchall()
            assert links == last == events_there >= 8 * 37
            assert opened.execute(chain.FIRST_BAD, [organisation, chain.BEGINNING]).fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("other facts", "Event {event}, at link {place}, is not what was linked there, or the link before it is not."),
        ("the event gone", "The event of link {place} is not there."),
        ("both gone", "Link {place} is missing."),
        ("put in outside the chain", "Event {last} is in no chain."),
    ],
)
def test_what_is_altered_by_hand_is_named(kind: str, said: str, north: People) -> None:
    by = north["practitioner"]
    event = chained(by, 9)[4]
    place = chain.head(by.organisation_id).sequence - 4
    open_to_its_owner()
    ALTER[kind](event)
    last = Event.objects.latest("pk").pk
    assert chain.fault(by.organisation_id) == said.format(event=event.pk, place=place, last=last)


@pytest.mark.parametrize("kind", ALTER)
def test_whatever_is_altered_by_hand_is_found(kind: str, north: People, south: People) -> None:
    by = north["practitioner"]
    event = chained(by, 9)[4]
    was = chain.head(by.organisation_id)
    open_to_its_owner()
    ALTER[kind](event)
    assert (chain.fault(by.organisation_id) == "") == (kind in ONLY_OUTSIDE)
    assert (kind in ONLY_OUTSIDE) <= (not chain.continues(by.organisation_id, was))


def test_a_tail_that_is_cut_off_does_not_continue_what_was_the_head(north: People) -> None:
    by = north["practitioner"]
    made = chained(by, 5)
    was = chain.head(by.organisation_id)
    assert chain.continues(by.organisation_id, was)
    open_to_its_owner()
    say(f"DELETE FROM audit_chainlink WHERE event_id >= {made[3].pk}")
    say(f"DELETE FROM audit_event WHERE id >= {made[3].pk}")
    assert chain.fault(by.organisation_id) == "", "it is whole as far as it goes"
    assert not chain.continues(by.organisation_id, was)


def test_writing_an_event_asks_the_database_once(north: People, django_assert_num_queries: Any) -> None:
    by = north["practitioner"]
    with django_assert_num_queries(1):
        log.record("seen.thing", by=by, about=by)
