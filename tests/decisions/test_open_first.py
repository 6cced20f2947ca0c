"""What still waits for a review stands before what was reviewed, however much that is."""

from unittest import mock
from uuid import uuid4

from decisions.actions import glass
from decisions.models import BrokenGlass
from decisions.summary.access import glass_list
from tests.conftest import Walked
from tests.seeding.people import People


def _broken(people: People, walked: Walked, case: str) -> BrokenGlass:
    decision = walked(case, people["practitioner"])
    return glass.break_glass(
        decision=decision, reason="A child is missing", request_key=uuid4(), by=people["practitioner_elsewhere"]
    )


def test_an_open_review_of_broken_glass_is_shown_where_not_all_fit(north: People, walked: Walked) -> None:
    guardian = north["caldicott_guardian"]
    waits, *reviewed = (_broken(north, walked, case) for case in ("C01", "R12", "R15"))
    for each in reviewed:
        glass.review_glass(glass=each, found="justified", text="The child was found", by=guardian)
    with mock.patch("decisions.summary.access.MOST", 2):
        shown = glass_list(guardian)["rows"]
    assert isinstance(shown, list)
    assert [row["pk"] for row in shown] == [waits.pk, reviewed[-1].pk]
