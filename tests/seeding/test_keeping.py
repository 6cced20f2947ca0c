"""A world put back is the world that was made: every row, every token, and everything in it still works."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from decisions.models import Decision, Record
from infoshare.accounts.models import User
from tests.decisions.builders import started
from tests.seeding.keeping import kept_world
from tests.seeding.world import DRAFT, RECORDED, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEEN: list[dict[str, int]] = []  # what each turn of the test below found


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


@pytest.mark.parametrize("turn", ["one turn", "another turn"])
def test_it_is_the_same_in_every_test_and_goes_on_from_there(turn: str, signed_in: Callable[[User], Client]) -> None:
    made = kept_world(organisations=1, decisions=4)
    SEEN.append(counts())
    assert SEEN[0] == SEEN[-1]
    north = made.organisations["North"]
    page = signed_in(north.people["practitioner"]).get(f"/decisions/{north.decisions[DRAFT].reference}/")
    assert page.status_code == 200
    assert made.canaries.found_in(page.content)
    assert started(north.people["practitioner"]).pk > max(each.pk for each in north.decisions.values())
    _check_it_is_frozen(made)


def _check_it_is_frozen(made: World) -> None:
    recorded = Record.objects.get(decision=made.organisations["North"].decisions[RECORDED])
    with pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.filter(pk=recorded.pk).update(recorded_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=recorded.decision_id).update(about="Somebody else")
