"""Whatever is done to a chain by hand, at whatever event, is found; and a chain that nobody touched is found whole."""

from collections.abc import Callable

import pytest
from django.db import transaction

from infoshare.accounts.models import Organisation
from infoshare.audit import chain
from tests.audit.altering import ALTER, ONLY_OUTSIDE
from tests.audit.chains import chained, link, open_to_its_owner, say
from tests.campaigns.conftest import Judge
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MADE = """
    INSERT INTO audit_event (organisation_id, by_id, action, about_type, about_id, facts)
    SELECT {}, {}, 'seen.thing', 'accounts.user', number, '{{"number":' || number || '}}'
    FROM generate_series(1, {}) AS number
"""


def test_whatever_is_altered_is_found(
    size: Callable[[int, int], int], judge: Judge, north: People, south: People
) -> None:
    by, places = north["practitioner"], size(2, 50)
    made = chained(by, places + 4)
    was = chain.head(by.organisation_id)
    open_to_its_owner()
    failed, tried = [], 0
    for kind, alter in ALTER.items():
        for event in made[2 : 2 + places]:
            tried += 1
            with transaction.atomic():
                alter(event)
                found = chain.fault(by.organisation_id)
                whole = found == "" and chain.continues(by.organisation_id, was)
                if whole or (found == "" and kind not in ONLY_OUTSIDE):
                    failed.append(f"{kind}, event {event.pk}: {found}")
                transaction.set_rollback(True)
    judge("Chain: alterations by hand that go unnoticed", tried=tried, failed=failed, at_least=27 * places)
    assert chain.fault(by.organisation_id) == ""


def test_a_chain_that_nobody_touched_is_whole(size: Callable[[int, int], int], judge: Judge, north: People) -> None:
    by, chains = north["practitioner"], size(20, 1_000)
    made = [Organisation.objects.create(name=f"Chain {number}").pk for number in range(chains)]
    for number, organisation in enumerate(made):
        say(MADE.format(organisation, by.pk, number % 17))
    link()
    faults = [found for organisation in made if (found := chain.fault(organisation))]
    judge("Chain: alarms over chains that nobody touched", tried=chains, failed=faults, at_least=chains)


def test_a_hundred_thousand_events_are_linked_and_looked_through(
    size: Callable[[int, int], int], judge: Judge, north: People
) -> None:
    by, events = north["practitioner"], size(2_000, 100_000)
    say(MADE.format(by.organisation_id, by.pk, events))
    link()
    assert chain.head(by.organisation_id).sequence >= events
    found = chain.fault(by.organisation_id)
    judge(
        "Chain: links of a long chain that do not hold", tried=events, failed=[found] if found else [], at_least=events
    )
