"""What the database keeps of corrections: no half finding, no piece of another record, no half correction."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from decisions.models import CorrectionOwed, CorrectionSent, CorrectionWords, Decision, FoundWrong
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.correcting import IN_THE_EMERGENCY, WITHDRAWN, WRONG, first_item, found, given_up, owed, rang, told
from tests.decisions.sharing import sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def decision(north: People, walked: Walked) -> Decision:
    return walked("C01", north["practitioner"])


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"right": ""}, "found_wrong_says_what_is_right"),
        ({**WITHDRAWN, "right": "Some"}, "found_wrong_says_what_is_right"),
        ({"kind": "nonsense"}, "foundwrong_kind_known|found_wrong_says_what_is_right"),
        ({"what": "In words too"}, "found_wrong_is_a_piece_or_in_words"),
        ({"found_how": ""}, "found_wrong_says_how"),
        ({"found_by": ""}, "found_wrong_says_by_whom"),
    ],
)
def test_the_database_keeps_no_half_finding(
    wrong: dict[str, object], constraint: str, decision: Decision, north: People
) -> None:
    item = first_item(sheets(decision)[0])
    values: dict[str, Any] = {**WRONG, **wrong}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FoundWrong.objects.create(
            decision=decision, item=item, request_key=uuid4(), written_by=north["practitioner"], **values
        )


def test_the_database_takes_no_piece_of_another_record(decision: Decision, walked: Walked, north: People) -> None:
    by = north["practitioner"]
    other = walked("C08", by)
    emergency = walked("C20", by)
    pieces: list[tuple[Decision, dict[str, Any]]] = [
        (decision, {**WRONG, "item": other.items.all()[0]}),
        (decision, IN_THE_EMERGENCY),
        (emergency, {**WRONG, "item": decision.items.all()[0]}),
    ]
    for where, values in pieces:
        with pytest.raises(DatabaseError, match="a piece of its own record"), transaction.atomic():
            FoundWrong.objects.create(decision=where, request_key=uuid4(), written_by=by, **values)


def test_the_database_keeps_no_half_correction(decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheets(decision)[0]
    sent(nurse, by=by)
    (row,) = owed(found(nurse, by=by))
    gone = told(row, by=by)
    later = timezone.now() + timedelta(days=1)
    halves: list[tuple[str, Callable[[], object]]] = [
        ("correction_words_say", lambda: CorrectionWords.objects.create(owed=row, request_key=uuid4(), written_by=by)),
        ("correctionsent_channel_known", lambda: _sent(row, by, channel="pigeon")),
        ("correction_is_past", lambda: _sent(row, by, happened_at=later)),
        ("correction_sent_once_a_key", lambda: _sent(row, by, request_key=gone.request_key)),
        ("correctiongivenup_kind_known", lambda: given_up(row, "bored", by=by)),
        ("correctionheard_said_known", lambda: rang(gone, "nonsense", by=by)),
        ("correction_heard_by_link_or_by_hand", lambda: rang(gone, told_how="", by=by)),
        (
            "correction_owed_once",
            lambda: CorrectionOwed.objects.create(wrong=row.wrong, sharing=row.sharing, owed_by=by),
        ),
    ]
    for constraint, half in halves:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            half()


def _sent(row: CorrectionOwed, by: User, **instead: object) -> CorrectionSent:
    values: dict[str, Any] = {"happened_at": timezone.now(), "channel": "post", "request_key": uuid4(), **instead}
    return CorrectionSent.objects.create(owed=row, written_by=by, **values)
