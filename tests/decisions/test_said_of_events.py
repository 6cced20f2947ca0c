"""Every event that the code can log is a sentence that somebody who was not there understands."""

import re

import pytest

from consent.standing import EVENTS
from decisions.models import Item, Recipient
from decisions.words_of_history import BESIDE, KINDS, SAID
from infoshare.audit.models import Event
from tests.decisions.logged_actions import logged
from tests.seeding.world import world

# Those that are put together as they run, and what they come to.
PUT_TOGETHER = {
    **{f"*.{did}": {f"{row._meta.model_name}.{did}" for row in (Item, Recipient)} for did in ("added", "changed")},
    "*.removed": {f"{row._meta.model_name}.removed" for row in (Item, Recipient)},
    "consent.*": {f"consent.{kind.replace('_', '-')}" for kind in EVENTS},
    "caldicott.*-viewed": {"caldicott.inbox-viewed", "caldicott.log-viewed"},
}


def possible() -> set[str]:
    found = logged()
    assert {slug for slug in found if "*" in slug} == set(PUT_TOGETHER), "what does this come to?"
    return {slug for slug in found if "*" not in slug}.union(*PUT_TOGETHER.values())


def test_every_action_that_can_be_logged_has_a_sentence_and_no_other_has() -> None:
    assert possible() == set(SAID)


def test_the_source_is_read_for_what_is_logged_in_every_way() -> None:
    """As it stands; one of two; by a function that is given it; from another module; put together; a constant."""
    ways = {"decision.recorded", "flow.sent-back", "correction.worded", "password.reset", "factor.added", "consent.*"}
    assert ways | {"advice.lesson-refused", "receipt.opened", "recovery_code.used", "document.issued"} <= logged()


@pytest.mark.django_db
@pytest.mark.slow
def test_whatever_was_really_logged_has_a_sentence(north: object) -> None:
    world(organisations=1, decisions=8)
    found = set(Event.objects.order_by().values_list("action", flat=True).distinct())
    assert len(found) > 50
    assert found <= set(SAID)


@pytest.mark.parametrize("action", SAID)
def test_a_sentence_reads_as_one(action: str) -> None:
    said = SAID[action]
    assert said.kind in {*KINDS, BESIDE}
    assert said.sentence[0] in {*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "{"}
    assert not re.search(r"please|lawful|[.!]$|  ", said.sentence)
