"""Sharing as an event: noted each time, never before it may go; the record's to-do is done once every sheet went."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions
from decisions.actions.sharing import note_sent
from decisions.models import Amendment, Decision, SharingEvent, Sheet
from decisions.policies import Refused
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import emergency
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import sent, sheets, went
from tests.documents.reading import words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def sheet(north: People, walked: Walked) -> Sheet:
    return sheets(walked("C01", north["practitioner"]))[0]


@pytest.fixture
def two(north: People, walked: Walked) -> Decision:
    """A record that shares with two."""
    return walked("C01", north["practitioner"])


def page_of(sheet: Sheet, end: str = "") -> str:
    return f"/decisions/{sheet.decision.reference}/sheets/{sheet.reference}/{end}"


def test_a_sheet_can_go_more_than_once_and_each_time_is_kept(sheet: Sheet, north: People) -> None:
    for channel in ("secure_mail", "by_hand"):
        sent(sheet, by=north["practitioner"], channel=channel)
    assert [each.channel for each in sheet.sharings.all()] == ["secure_mail", "by_hand"]
    with pytest.raises(DatabaseError, match="added, never changed"), transaction.atomic():
        sheet.sharings.update(channel="post")


def test_the_to_do_is_done_once_every_sheet_went(two: Decision, north: People) -> None:
    by = north["practitioner"]
    first, second = sheets(two)
    todo = two.todos.get(slug="shared")
    sent(first, by=by)
    assert not Amendment.objects.filter(todo=todo).exists()
    sent(second, by=by)
    added = Amendment.objects.get(todo=todo)
    assert first.reference in added.text
    assert second.reference in added.text
    sent(second, by=by)
    assert Amendment.objects.filter(decision=two).count() == 1


def test_a_to_do_that_somebody_answered_by_hand_stays_as_they_wrote_it(sheet: Sheet, north: People) -> None:
    by, decision = north["practitioner"], sheet.decision
    todo = decision.todos.get(slug="shared")
    actions.amend(decision=decision, request_key=uuid4(), title=todo.title, text="By hand", todo=todo, by=by)
    sent(sheet, by=by)
    assert Amendment.objects.get(decision=decision).text == "By hand"


def test_pressing_twice_notes_it_once(sheet: Sheet, north: People) -> None:
    key, values = uuid4(), went()
    for _ in range(2):
        note_sent(decision=sheet.decision, sheet=sheet, request_key=key, values=values, by=north["practitioner"])
    assert SharingEvent.objects.count() == 1


def test_it_never_went_before_the_record(sheet: Sheet, north: People, signed_in: SignedIn) -> None:
    browser, page = signed_in(north["practitioner"]), page_of(sheet, "sent/")
    typed = filled(form_on(browser, page))  # yesterday
    assert problems(browser.post(page, typed)) == [
        "It can't have gone before the decision was recorded. Check the date and the time."
    ]
    tomorrow = timezone.localdate() + timedelta(days=1)
    for part in ("day", "month", "year"):
        typed[f"happened_at_{part}"] = str(getattr(tomorrow, part))
    assert problems(browser.post(page, typed)) == ["The time it went must be today or in the past"]
    with pytest.raises(IntegrityError, match="sharing_is_past"), transaction.atomic():
        sent(sheet, by=north["practitioner"], happened_at=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize(("field", "nonsense"), [("channel", "pigeon"), ("verified_how", "by feel")])
def test_the_database_keeps_no_word_that_nobody_knows(field: str, nonsense: str, sheet: Sheet, north: People) -> None:
    with pytest.raises(IntegrityError, match=f"{field}_known"), transaction.atomic():
        SharingEvent.objects.create(
            decision=sheet.decision,
            sheet=sheet,
            request_key=uuid4(),
            written_by=north["practitioner"],
            **went(**{field: nonsense}),
        )


def test_another_way_of_making_sure_is_described(sheet: Sheet, north: People, signed_in: SignedIn) -> None:
    browser, page = signed_in(north["practitioner"]), page_of(sheet, "sent/")
    now = form_on(browser, page)
    typed = {**filled(now), "verified_how": "other", "verified_words": ""}
    assert problems(browser.post(page, typed)) == ["Say how you made sure"]
    with pytest.raises(IntegrityError, match="says_how"), transaction.atomic():
        sent(sheet, by=north["practitioner"], verified_words="")


def test_what_an_emergency_shared_more_is_noted_without_a_sheet_and_waits_for_nobody(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    browser = signed_in(by)
    page = f"/decisions/{made.reference}/shared/add/"
    assert browser.post(page, filled(form_on(browser, page))).status_code == 302  # yesterday
    assert SharingEvent.objects.get().sheet is None
    assert b"Write down that more was shared" in browser.get(f"/decisions/{made.reference}/").content


def test_any_other_record_is_shared_by_its_sheets_alone(sheet: Sheet, walked: Walked, north: People) -> None:
    by = north["practitioner"]
    two = walked("C08", by)
    with pytest.raises(Refused, match="Open the sheet of whoever got it"):
        note_sent(decision=two, sheet=None, request_key=uuid4(), values=went(), by=by)
    for decision, which in ((two, None), (two, sheet)):
        with pytest.raises(DatabaseError, match="A sheet of its own decision"), transaction.atomic():
            SharingEvent.objects.create(decision=decision, sheet=which, request_key=uuid4(), written_by=by, **went())


@pytest.mark.parametrize("who", ["colleague", "manager_elsewhere"])
def test_whoever_may_not_add_to_the_record_notes_nothing(who: str, sheet: Sheet, north: People) -> None:
    with pytest.raises(Refused, match="can add to it"):
        sent(sheet, by=north[who])


def test_the_record_its_pdf_and_those_who_review_say_what_went(
    sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    sent(sheet, by=north["practitioner"], verified_how="rang_back")
    browser, decision = signed_in(north["practitioner"]), sheet.decision
    page = browser.get(f"/decisions/{decision.reference}/").content.decode()
    assert sheet.reference in page
    pdf = words(browser.get(f"/decisions/{decision.reference}/record.pdf").content)
    for told in (sheet.reference, "Secureemail", "Werangbackanumberthatwehold", "Theoffice"):
        assert told in pdf
    assert set(decision.review_entries.values_list("kind", flat=True)) == {"recorded", "shared"}
