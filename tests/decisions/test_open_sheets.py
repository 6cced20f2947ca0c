"""The sheets that wait for approval are looked for among those that have not gone, and are all that wait."""

from uuid import uuid4

import pytest
from django.db import connection

from decisions.actions.sheets import end_sheet
from decisions.models import CorrectionOwed, Decision, OpenSheet, Sheet
from decisions.models.approving import standings
from decisions.models.open_sheets import SHEETS
from decisions.policies.reviewing import without_a_part
from decisions.summary.sheets import sheets_to_approve
from infoshare.accounts import policy
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions import correcting
from tests.decisions.sharing import approved, choose, sent, sheets
from tests.decisions.test_sheets import must_not_be_told
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def slow(user: User) -> list[str]:
    """By going through every sheet that was ever made."""
    reached = Decision.objects.visible_to(user).filter(policy.within(user, "record.countersign"))
    theirs = set(without_a_part(reached, user).values_list("pk", flat=True))
    stand = standings(Sheet.objects.all())
    owing = CorrectionOwed.objects.filter(wrong__kind="wrong", sent=None, given_up=None)
    owed = set(owing.values_list("sharing__sheet", flat=True))
    return [
        each.reference
        for each in Sheet.objects.order_by("pk")
        if stand[each.pk] == "waits" and each.decision_id in theirs and (not each.sharings.exists() or each.pk in owed)
    ]


def agree(people: People) -> list[str]:
    for each in people.values():
        user = User.objects.get(pk=each.pk)
        assert [row.reference for row in sheets_to_approve(user)] == slow(user), user
    return slow(people["ig_lead"])


@pytest.mark.parametrize("chosen", ["always", "flagged", "never"])
def test_all_that_wait_are_found_whatever_was_chosen(chosen: str, north: People, walked: Walked) -> None:
    by, manager = north["practitioner"], north["manager"]
    first, second = walked("C01", by), walked("C01", north["colleague"])
    choose(by, sheets_approved=chosen)
    assert bool(agree(north)) == (chosen == "always")
    must_not_be_told(first, by)
    assert bool(agree(north)) == (chosen != "never")
    choose(by, sheets_approved="always")
    agreed, refused = sheets(first)[0], sheets(second)[0]
    approved(agreed, by=manager)
    approved(refused, agreed=False, reasons="Her address is in it", by=manager)
    choose(by, sheets_approved=chosen)
    agree(north)
    assert {agreed.reference, refused.reference}.isdisjoint(slow(north["ig_lead"]))


def test_what_went_is_left_out_until_it_owes_a_correction(north: People, walked: Walked) -> None:
    by, manager = north["practitioner"], north["manager"]
    sheet = sheets(walked("C01", by))[0]
    assert is_open(sheet)
    choose(by, sheets_approved="always")
    approved(sheet, by=manager)
    sent(sheet, by=by)
    agree(north)
    assert not is_open(sheet)
    [owed] = correcting.owed(correcting.found(sheet, by=by))
    assert is_open(sheet)
    assert sheet.reference in agree(north)
    approved(sheet, by=manager)
    correcting.told(owed, by=by)
    agree(north)
    assert not is_open(sheet)
    [again] = correcting.owed(correcting.found(sheet, by=by, right="It was her brother"))
    assert is_open(sheet)
    correcting.given_up(again, by=by)
    agree(north)
    assert not is_open(sheet)


def test_one_that_never_goes_is_left_out(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    sheet = sheets(walked("C01", by))[0]
    choose(by, sheets_approved="always")
    end_sheet(sheet=sheet, why="They moved", request_key=uuid4(), by=by)
    agree(north)
    assert not is_open(sheet)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_opensheet")
    assert SHEETS.faults()
    SHEETS.fill()
    assert SHEETS.faults() == []


def is_open(sheet: Sheet) -> bool:
    return OpenSheet.objects.filter(pk=sheet.pk).exists()
