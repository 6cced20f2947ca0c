"""What is kept of a correction that went: the letter as it was opened; and no letter to the wrong person."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decisions.actions import corrections_heard
from decisions.draft import load
from decisions.models import AdviceDiscussion, CorrectionOwed, CorrectionSent, Decision, SharingEvent, Sheet
from decisions.models.corrections_due import to_send, unsettled
from decisions.policies import Refused
from decisions.policies.correcting import LETTER_CHANGED
from decisions.summary import record_data
from decisions.summary.correcting import (
    ASK_TO_DELETE,
    SENT,
    TO_SEND,
    correction_letter,
    found_wrong_page,
    owed_rows,
    state_of,
)
from decisions.summary.records import record_page
from decisions.summary.waiting import work_list
from decisions.words_of_sharing import PUT_RIGHT
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.around import child_of
from tests.decisions.correcting import asked, first_item, found, given_up, marks, owed, rang, told, worded
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import choose, sent, sheets
from tests.decisions.sharing import rang as heard
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
DELETE = "Ask them to delete what they got"


@pytest.fixture
def sheet(north: People, walked: Walked) -> Sheet:
    return sheets(walked("C01", north["practitioner"]))[0]


@pytest.fixture
def event(sheet: Sheet, north: People) -> SharingEvent:
    return sent(sheet, by=north["practitioner"])


@pytest.fixture
def row(event: SharingEvent, sheet: Sheet, north: People) -> CorrectionOwed:
    (made,) = owed(found(sheet, by=north["practitioner"]))
    return made


def again(row: CorrectionOwed) -> CorrectionOwed:
    return owed_rows().get(pk=row.pk)


def page_of(row: CorrectionOwed) -> str:
    return f"/decisions/{row.wrong.decision.reference}/wrong/{row.wrong.reference}/{row.pk}/"


def test_whoever_was_the_wrong_person_gets_no_letter_that_says_it_all_again(
    event: SharingEvent, row: CorrectionOwed, north: People, signed_in: SignedIn
) -> None:
    by, draft = north["practitioner"], load(event.decision)
    assert "line" in correction_letter(draft, again(row))
    heard(event, by=by, right_person=False, done_with="")
    with pytest.raises(Refused, match=DELETE):
        correction_letter(draft, again(row))
    with pytest.raises(Refused, match=DELETE):
        worded(again(row), "It was somebody else", by=by)
    browser = signed_in(by)
    page = browser.get(page_of(row)).content.decode()
    assert DELETE in page
    assert "What we ask you to do" not in page
    assert "It may have reached somebody else" in browser.get(page_of(row).removesuffix(f"{row.pk}/")).content.decode()
    assert browser.get(f"{page_of(row)}letter.txt").status_code != 200
    titles = [each["title"] for each in work_list(User.objects.get(pk=by.pk))]
    assert "Send a correction" not in titles
    assert ASK_TO_DELETE in titles
    assert told(row, by=by, letter="").letter == {}, "that they were asked to delete it is written down"


def test_after_an_incident_too_and_nobody_is_asked_by_a_link(
    event: SharingEvent, row: CorrectionOwed, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    gone = told(row, by=by)
    event.decision.incidents.create(sharing=event, request_key=uuid4(), what_happened="A wrong address", opened_by=by)
    with pytest.raises(Refused, match=DELETE):
        asked(CorrectionSent.objects.get(pk=gone.pk), by=by)
    assert "Send a link" not in signed_in(by).get(page_of(row)).content.decode()


def test_a_letter_that_went_astray_does_not_keep_it_from_whom_it_is_for(
    event: SharingEvent, row: CorrectionOwed, north: People
) -> None:
    by = north["practitioner"]
    rang(told(row, by=by), "not_ours", by=by)
    assert event.decision.incidents.exists()
    assert correction_letter(load(event.decision), again(row))


def test_what_is_kept_is_the_letter_that_went_whatever_was_written_since(row: CorrectionOwed, north: People) -> None:
    by = north["practitioner"]
    (opened,) = marks(row)
    general = row.wrong.right
    worded(row, "Careful words", by=north["manager"])
    assert told(row, by=by, letter=opened).letter["right"] == general
    assert told(row, by=by).letter["right"] == "Careful words"


def test_what_was_written_later_is_not_what_went(row: CorrectionOwed, north: People) -> None:
    """Else careful words, written afterwards, would stand where the first ones went."""
    by, before = north["practitioner"], timezone.now()
    with time_machine.travel(before + timedelta(hours=2), tick=True):
        worded(row, "Careful words", by=by)
        first, second = marks(row)
        with pytest.raises(Refused, match="was not there yet at that time"):
            told(row, by=by, letter=second, happened_at=before)
        assert told(row, by=by, letter=first, happened_at=before).letter["right"] == row.wrong.right


def test_a_letter_that_changed_since_the_page_was_opened_is_refused_and_nothing_typed_is_lost(
    row: CorrectionOwed, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    browser, path = signed_in(by), f"{page_of(row)}sent/"
    data = {**filled(form_on(browser, path)), "note": "By registered post", "channel": "post"}
    for name in ("day", "month", "year"):
        data[f"happened_at_{name}"] = str(getattr(timezone.localtime(), name))
    data["happened_at_time"] = timezone.localtime().strftime("%H:%M")
    choose(by, contact="0118 496 0000")
    answer = browser.post(path, data)
    assert LETTER_CHANGED in problems(answer)
    assert "By registered post" in answer.content.decode()
    assert not CorrectionSent.objects.exists()
    data["letter"] = marks(row)[0]
    assert browser.post(path, data).status_code == 302
    assert CorrectionSent.objects.get().letter["call"]["contact"] == "0118 496 0000"


@pytest.mark.parametrize("channel", ["telephone", "meeting"])
def test_a_letter_is_kept_only_where_one_went(channel: str, row: CorrectionOwed, north: People) -> None:
    assert told(row, by=north["practitioner"], channel=channel).letter == {}


def test_that_it_went_is_written_down_though_a_flag_was_set_since(row: CorrectionOwed, north: People) -> None:
    by = north["practitioner"]
    choose(by, sheets_approved="always")
    with pytest.raises(Refused, match="Somebody else approves"):
        correction_letter(load(row.wrong.decision), again(row))
    gone = told(row, by=by)
    assert gone.letter["right"] == row.wrong.right
    todo = row.wrong.decision.todos.get(slug=f"corrected-{gone.pk}")
    assert todo.title.startswith("A correction went that may not go now")


def test_what_may_go_is_followed_by_nothing_to_do(row: CorrectionOwed, north: People) -> None:
    gone = told(row, by=north["practitioner"])
    assert not row.wrong.decision.todos.filter(slug=f"corrected-{gone.pk}").exists()


def test_where_it_leads_to_somebody_hidden_that_it_went_is_something_to_do(
    row: CorrectionOwed, sheet: Sheet, north: People
) -> None:
    by = north["practitioner"]
    hidden: dict[str, Any] = {"must_not_be_found": True, "must_not_be_found_why": "His brother"}
    worded(row, "She lives at 14 Mill Lane", by=by)
    choose(by, sheets_approved="never")
    child_of(sheet.decision, by, address="14 Mill Lane", postcode="OX4 1AB", **hidden)
    gone = told(row, by=by)
    assert row.wrong.decision.todos.filter(slug=f"corrected-{gone.pk}").exists()


def test_an_older_link_says_nothing_of_what_went_later(row: CorrectionOwed, north: People) -> None:
    by = north["practitioner"]
    older = asked(told(row, by=by), by=by)
    told(row, by=by)
    with pytest.raises(Refused, match="This link is over"):
        _say(older)
    assert state_of(again(row)) == SENT
    older.link.refresh_from_db()
    assert older.link.ended_by == by


def test_a_link_to_what_was_lost_ends(row: CorrectionOwed, north: People) -> None:
    by = north["practitioner"]
    gone = told(row, by=by)
    older = asked(gone, by=by)
    rang(gone, "not_ours", by=by)
    with pytest.raises(Refused, match="This link is over"):
        _say(older)
    assert state_of(again(row)) == TO_SEND


def _say(made: corrections_heard.AskedToConfirm) -> None:
    corrections_heard.confirm(link=made.link, request_key=uuid4(), values={"said": "put_right", "words": ""})


@pytest.mark.parametrize("seed", range(4))
def test_over_histories_a_page_says_what_the_lists_say(seed: int, row: CorrectionOwed, north: People) -> None:
    by, chance = north["practitioner"], Random(seed)
    for _ in range(5):
        last = CorrectionSent.objects.filter(owed=row).last()
        if last and chance.random() < 0.7:
            rang(last, chance.choice(list(PUT_RIGHT)), by=by)
        else:
            told(row, by=by)
        _same(row)
    if to_send(CorrectionOwed.objects.all()).exists():
        given_up(row, chance.choice(["cant", "not_needed"]), by=by)
    _same(row)


def _same(row: CorrectionOwed) -> None:
    every = CorrectionOwed.objects.all()
    state = TO_SEND if to_send(every).exists() else SENT if unsettled(every).exists() else "settled"
    said = state_of(again(row))
    assert (said if said in {TO_SEND, SENT} else "settled") == state


def test_whoever_needs_no_correction_is_not_given_up(row: CorrectionOwed, north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    path = f"{page_of(row)}give-up/"
    data = {**filled(form_on(signed_in(by), path)), "kind": "not_needed"}
    assert signed_in(by).post(path, data).status_code == 302
    assert state_of(again(row)) == "Needs no correction"


def test_only_advice_that_may_rest_on_the_piece_is_named(row: CorrectionOwed, sheet: Sheet) -> None:
    text = first_item(sheet).text
    rests: dict[str, dict[str, Any]] = {
        "On it": {"items": [{"label": "Fact", "text": f"{text}\nHealth"}]},
        "On another": {"items": [{"label": "Fact", "text": "Another piece"}]},
        "Before there was any": {"details": [{"label": "Purpose", "text": text}]},
        "By word of mouth": {},
    }
    asked_whom = [AdviceDiscussion(asked_whom=whom, rested_on=on) for whom, on in rests.items()]
    draft = replace(load(sheet.decision), discussions=asked_whom)
    page: Any = found_wrong_page(draft, row.wrong, can_add=True)
    assert [each["whom"] for each in page["asked"]] == ["On it", "By word of mouth"]


def test_the_record_as_data_holds_nothing_of_its_page_and_changes_with_no_clock(
    row: CorrectionOwed, event: SharingEvent, north: People
) -> None:
    by, decision = north["practitioner"], Decision.objects.get(pk=event.decision_id)
    gone = told(row, by=by)
    asked(gone, by=by)
    rang(gone, "not_yet", by=by)
    now = record_data.of(record_page(load(decision), by))
    with time_machine.travel(timezone.now() + timedelta(days=60), tick=True):
        assert record_data.of(record_page(load(decision), by)) == now
    assert set(now["found_wrong"][0]) == {*record_data.FOUND, "piece", "corrections"}
    keys = set(_keys({each: now[each] for each in now if each != "record"}))
    assert not keys & {"pk", "links", "url", "state", "call", "email"}, keys
    assert not [key for key in keys if key.startswith(("is_", "has_", "can_", "may_"))]
    assert "teacher@school.example" not in str(now), "whose address a link went to"
    assert now["found_wrong"][0]["corrections"][0]["sent"][0]["letter"]["right"] == row.wrong.right


def _keys(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        yield from said
        said = list(said.values())
    if isinstance(said, list):
        for each in said:
            yield from _keys(each)
