"""What a decision that looks again at a record starts from: every column is copied or left out for a reason."""

from uuid import uuid4

import pytest
from django.db.models import Model
from django.utils import timezone

from decisions import actions, cautions
from decisions.actions import requests
from decisions.actions.correcting import find_wrong
from decisions.draft import load
from decisions.models import Item, Recipient, Request
from tests.conftest import Walked
from tests.decisions.correcting import WRONG
from tests.seeding.people import People

CASE = "R12"  # housing asks, and nothing is shared
OF_THE_ROW = {"id", "decision", "request_key", "version", "saved_at", "saved_by", "created_at", "created_by"}
ANEW = {
    "received_on",
    "identity_check",
    "recipient",
    "verified_how",
    "answer_by",
}  # who asks is checked anew


@pytest.mark.parametrize(
    ("kind", "copied", "left"),
    [
        (Recipient, requests.OF_A_RECIPIENT, set()),
        (Item, requests.OF_AN_ITEM, set()),
        (Request, requests.OF_A_REQUEST, ANEW),
    ],
)
def test_no_column_is_forgotten(kind: type[Model], copied: tuple[str, ...], left: set[str]) -> None:
    columns = {field.name for field in kind._meta.concrete_fields} - OF_THE_ROW
    assert set(copied) | left == columns
    assert not set(copied) & left


@pytest.mark.django_db
@pytest.mark.slow
def test_what_was_found_wrong_in_the_first_is_marked_until_it_is_put_right(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first = walked(CASE, by)
    piece = first.items.order_by("pk")[0]
    wrong = find_wrong(decision=first, item=piece, request_key=uuid4(), values=WRONG, by=by)
    on = timezone.localdate()
    made = actions.reopen(decision=first, request_key=uuid4(), facts="There is an order", received_on=on, by=by)
    draft = load(made)
    same = next(each for each in draft.items if each.text == piece.text)
    assert draft.found_wrong_before(same) == wrong.reference
    same.text = "It was her cousin"
    assert draft.found_wrong_before(same) == ""


def test_the_mark_is_shown_where_it_is_decided_what_goes() -> None:
    piece = Item(text="Some", category="health", nature="fact", accurate_on=timezone.localdate())
    given = cautions.Given(piece, Recipient(), "", timezone.localdate(), found_wrong="FW-2222-2222")
    assert [each.text for each in cautions.of(given)][0].startswith("This was found wrong since the first decision")
