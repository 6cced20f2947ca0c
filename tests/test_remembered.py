"""What is put back is what was done; and where anything else was done before, it is done for real."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from decisions.models import Decision
from infoshare.accounts.models import Organisation, Team
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.remembered import once
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
TWICE = pytest.mark.parametrize("turn", [1, 2])  # the second in a worker finds what the first one left
MADE: list[str] = []


def team(name: str, by: People) -> Callable[[], Team]:
    def make() -> Team:
        MADE.append(name)
        return Team.objects.create(name=name, organisation=by["manager"].organisation)

    return make


def made(name: str) -> Team:
    return Team.objects.get(name=name)


@TWICE
def test_it_is_done_once_and_found_every_time(turn: int, north: People) -> None:
    found = once(("green",), team("Green team", north), lambda: made("Green team"))
    assert found.organisation == north["manager"].organisation
    assert MADE.count("Green team") == 1
    assert Team.objects.filter(name="Green team").count() == 1
    assert Team.objects.create(name="One more", organisation=found.organisation).pk > found.pk


@TWICE
def test_it_is_done_for_real_where_anything_was_changed_before(turn: int, north: People) -> None:
    before = MADE.count("Grey team")
    Organisation.objects.update(contact="01632 960001")
    once(("grey",), team("Grey team", north), lambda: made("Grey team"))
    assert MADE.count("Grey team") == before + 1


@TWICE
def test_it_is_done_for_real_where_the_clock_was_set(turn: int, north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    before, now = MADE.count("Late team"), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    once(("late",), team("Late team", north), lambda: made("Late team"))
    assert MADE.count("Late team") == before + 1


@TWICE
def test_a_case_that_is_put_back_has_its_record_its_history_and_its_events(
    turn: int, north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    assert walked("C01", by) == decision
    assert decision.owner is by
    assert decision.record.recorded_by == by
    assert decision.items.count() == Decision.objects.get(pk=decision.pk).items.count() > 0
    assert Event.objects.filter(action="decision.recorded").count() == 1
    assert Decision.history.filter(id=decision.pk).exists()
