"""The first page shows the newest, and of what waits the most urgent: read off the register, few rows at a time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from decisions import summary
from decisions.actions import share_in_emergency
from decisions.models import SharingEvent
from decisions.summary.sharing import receipts_missing
from decisions.summary.telling import to_tell
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.around import looked
from tests.decisions.builders import READY, emergency, look, record, started
from tests.decisions.sharing import sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page_of(user: User) -> dict[str, Any]:
    return dict(summary.home_page(user))


def test_of_what_waits_the_most_urgent_is_shown_where_not_all_is(
    north: People, walked: Walked, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = north["practitioner"]
    late, early = walked("C01", by), walked("C21", by)
    for decision, days in ((late, 9), (early, 3)):
        looked(decision, by, "not_safe", next_on=timezone.localdate() + timedelta(days=days))
        for sheet in sheets(decision):
            sent(sheet, by=by)
    share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    whole = page_of(by)
    assert len(whole["todos"]) > 1
    for place in ("telling.MOST", "overview.PAGE", "sharing.MOST"):
        monkeypatch.setattr(f"decisions.summary.{place}", 1)
    assert [row.reference for row in to_tell(by)] == [early.reference]
    assert page_of(by)["todos"] == whole["todos"][:1]
    in_a_month = timezone.now() + timedelta(days=30)
    with time_machine.travel(in_a_month):
        [row] = receipts_missing(by)
    assert row.since == min(each.happened_at for each in SharingEvent.objects.filter(sheet__isnull=False))


def test_on_the_first_page_the_newest_come_first(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first, second = (walked(case, by, until=READY) for case in ("C21", "C08"))
    drafts = [started(by) for _ in range(2)]
    for decision in (second, first):
        look(decision, by=by)
        record(decision, by=by)
    page = page_of(by)
    assert [row["reference"] for row in page["recorded"]] == [first.reference, second.reference]
    assert [row["reference"] for row in page["drafts"]] == [each.reference for each in reversed(drafts)]
    overseen = page_of(north["manager"])["others"]
    newest = [each.reference for each in reversed([first, second, *drafts])]
    assert [row["reference"] for row in overseen] == newest
