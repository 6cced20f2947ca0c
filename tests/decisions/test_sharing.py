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
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import emergency
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import more, rang, sent, sheets, went
from tests.documents.reading import words
from tests.seeding.people import People
from tests.verapdf import Verdict, validate

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


def test_it_stays_open_while_one_is_known_to_have_gone_to_somebody_else(two: Decision, north: People) -> None:
    by = north["practitioner"]
    first, second = sheets(two)
    rang(sent(first, by=by), by=by, right_person=False, done_with="")
    sent(second, by=by)
    todo = two.todos.get(slug="shared")
    assert not Amendment.objects.filter(todo=todo).exists()
    sent(first, by=by)
    assert Amendment.objects.get(todo=todo).text.count(first.reference) == 2


def test_words_never_take_the_place_of_a_sheet_that_has_not_gone(
    two: Decision, north: People, signed_in: SignedIn
) -> None:
    """They would be held against nothing, and chased by nobody."""
    by, browser = north["practitioner"], signed_in(north["practitioner"])
    first, second = sheets(two)
    sent(first, by=by)
    page = f"/decisions/{two.reference}/add/shared/"
    read = browser.get(page).content.decode()
    assert page_of(second) in read
    assert page_of(first) not in read
    late = browser.post(page, {"text": "Emailed at 3", "request_key": uuid4()})
    assert problems(late) == [
        "Open each sheet on the record, and say there that it was sent. Then this is done by itself."
    ]
    assert "Emailed at 3" in late.content.decode(), "what was typed is kept"
    assert not Amendment.objects.filter(decision=two).exists()


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
    assert problems(browser.post(page, {**typed, "channel": ""})) == ["Choose how it went", "Say how you made sure"]
    with pytest.raises(IntegrityError, match="says_how"), transaction.atomic():
        sent(sheet, by=north["practitioner"], verified_words="")


def test_what_an_emergency_shared_more_is_noted_without_a_sheet_and_waits_for_nobody(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    browser = signed_in(by)
    page = f"/decisions/{made.reference}/shared/add/"
    typed = filled(form_on(browser, page))  # yesterday
    nothing = browser.post(page, {**typed, "told_whom": "", "what": ""})
    assert problems(nothing) == ["Say whom you told", "Say what you told them"]
    assert browser.post(page, {**typed, "told_whom": "Ward sister", "what": "Which door"}).status_code == 302
    event = SharingEvent.objects.get()
    assert (event.sheet, event.told_whom, event.what) == (None, "Ward sister", "Which door")
    read = browser.get(f"/decisions/{made.reference}/").content.decode()
    pdf = words(browser.get(f"/decisions/{made.reference}/record.pdf").content)
    for said in ("Ward sister", "Which door"):
        assert said in read, said
        assert said.replace(" ", "") in pdf, said
    assert "Write down that more was shared" in read


@pytest.mark.parametrize("wrong", [{"told_whom": ""}, {"what": ""}])
def test_the_database_keeps_nothing_that_was_shared_without_what_and_to_whom(
    wrong: dict[str, object], north: People, sheet: Sheet, walked: Walked
) -> None:
    by = north["practitioner"]
    of = {"request_key": uuid4(), "written_by": by}
    for row in (
        {"decision": walked("C20", by), **more(**wrong)},
        {"decision": sheet.decision, "sheet": sheet, **more(**wrong)},
    ):
        with pytest.raises(IntegrityError, match="says_what_and_to_whom"), transaction.atomic():
            SharingEvent.objects.create(**of, **row)


def test_any_other_record_is_shared_by_its_sheets_alone(sheet: Sheet, walked: Walked, north: People) -> None:
    by = north["practitioner"]
    two = walked("C08", by)
    with pytest.raises(Refused, match="Open the sheet of whoever got it"):
        note_sent(decision=two, sheet=None, request_key=uuid4(), values=more(), by=by)
    for which, values in ((None, more()), (sheet, went())):
        with pytest.raises(DatabaseError, match="A sheet of its own decision"), transaction.atomic():
            SharingEvent.objects.create(decision=two, sheet=which, request_key=uuid4(), written_by=by, **values)


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


def state(sheet: Sheet, by: User, signed_in: SignedIn) -> str:
    page = signed_in(by).get(f"/decisions/{sheet.decision.reference}/")
    (row,) = [each for each in page.context["shared"]["sheets"] if each["reference"] == sheet.reference]
    return f"{row['state']}. {row['once_astray']}".strip(" .")


def test_a_sheet_stands_by_the_last_word_on_the_last_time_it_went(
    sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    """The page of the record and the list of what waits agree at every step."""
    by, once = north["practitioner"], "Once it went to somebody it was not meant for"
    lost: dict[str, object] = {"arrived": False, "right_person": None, "done_with": ""}
    astray: dict[str, object] = {"right_person": False, "done_with": ""}
    steps: tuple[tuple[dict[str, object] | None, str, bool], ...] = (
        (None, "Sent", False),
        (lost, "It did not arrive", True),
        (None, "Sent", False),
        (astray, "It went to somebody it was not meant for", True),
        (None, f"Sent. {once}", False),
        ({}, f"It arrived. {once}", False),
    )
    for word, stands, is_listed in steps:
        if word is None:
            event = sent(sheet, by=by)
        else:
            rang(event, by=by, **word)
        assert state(sheet, by, signed_in) == stands
        listed = [row["title"] for row in work_list(User.objects.get(pk=by.pk)) if row["reference"] == sheet.reference]
        assert listed == ["Send a sheet again"] * is_listed, stands


def test_a_record_with_all_that_became_of_its_sheets_is_for_the_archive_and_the_screen_reader(
    sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    rang(sent(sheet, by=by), by=by, right_person=False, done_with="", words="I teach somebody else")
    rang(sent(sheet, by=by), by=by)
    made = signed_in(by).get(f"/decisions/{sheet.decision.reference}/record.pdf").content
    for said in ("Onceitwenttosomebody", "Iteachsomebodyelse", "IncidentIN-"):
        assert said in words(made), said
    assert validate(made) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]
