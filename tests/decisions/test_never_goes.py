"""A sheet that has not gone is ended for good, or held while what it was decided on is gone; who takes it is told."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions
from decisions.actions import access
from decisions.actions.sheets import end_sheet
from decisions.draft import load
from decisions.models import Decision, Reopening, Sheet, SheetEnded
from decisions.models.approving import standing, waiting
from decisions.policies import Refused
from decisions.summary import correction_letter
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit import log
from tests.conftest import Walked
from tests.decisions.around import child_of, to, untold
from tests.decisions.builders import READY, decide, look, record
from tests.decisions.correcting import found, owed, told, worded
from tests.decisions.leaning import Leant, take_back
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import approved, choose, sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def by(north: People) -> User:
    return north["practitioner"]


@pytest.fixture
def two(by: User, walked: Walked) -> list[Sheet]:
    """Two sheets that somebody approves first."""
    choose(by, sheets_approved="always")
    return sheets(walked("C01", by))


def page(sheet: Sheet, name: str = "") -> str:
    return f"/decisions/{sheet.decision.reference}/sheets/{sheet.reference}/{name}"


def ended(sheet: Sheet, by: User, why: str = "They closed") -> None:
    end_sheet(sheet=sheet, why=why, request_key=uuid4(), by=by)


def test_one_that_was_not_approved_is_ended_and_leaves_every_list(
    two: list[Sheet], by: User, north: People, signed_in: SignedIn
) -> None:
    first, other = two
    approved(first, agreed=False, reasons="Her address is in it", by=north["manager"])
    browser = signed_in(by)
    assert "start a new decision" in browser.get(page(first)).content.decode()
    typed = filled(form_on(browser, page(first, "never/")))
    assert problems(browser.post(page(first, "never/"), {**typed, "why": ""})) == ["Say why it never goes"]
    for _ in range(2):
        assert browser.post(page(first, "never/"), {**typed, "why": "It says too much"})["Location"] == page(first)
    assert standing(first) == "ended"
    assert [each.reference for each in waiting()] == [other.reference]
    open_todos = first.decision.todos.filter(done_by=None)
    assert [each.slug for each in open_todos] == ["shared"], "whoever refused is answered"
    assert "It says too much" in browser.get(page(first)).content.decode()
    for ask in (lambda: sent(first, by=by), lambda: approved(first, by=north["manager"])):
        with pytest.raises(Refused, match="this sheet never goes"):
            ask()
    approved(other, by=north["manager"])
    sent(other, by=by)
    assert not open_todos.all(), "one went, and the other never does"
    shared = first.decision.amendments.get(todo__slug="shared").text
    assert f"{first.reference} to {first.recipient} never goes. It says too much" in shared


def test_one_that_has_gone_is_not_ended_and_the_last_that_is_ended_finishes_the_to_do(
    two: list[Sheet], by: User, north: People
) -> None:
    first, last = two
    approved(first, by=north["manager"])
    sent(first, by=by)
    with pytest.raises(Refused, match="This sheet has gone"):
        ended(first, by)
    with pytest.raises(Refused):
        ended(last, north["colleague"])
    ended(last, by)
    assert not last.decision.todos.filter(done_by=None)
    rows = SheetEnded.objects.all()
    for write in (lambda: rows.update(why="x"), rows.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            write()
    with pytest.raises(DatabaseError, match="says_why"), transaction.atomic():
        SheetEnded.objects.create(sheet=first, why="", ended_by=by)


def test_a_sheet_is_held_while_the_consent_it_rests_on_alone_is_taken_away(leant: Leant, signed_in: SignedIn) -> None:
    decision = leant.recorded()
    (sheet, *_) = sheets(decision)
    take_back(leant)
    with pytest.raises(Refused, match="The consent it rests on is taken away"):
        sent(sheet, by=leant.by)
    text = signed_in(leant.by).get(page(sheet)).content.decode()
    assert "The consent it rests on is taken away" in text
    assert "sheet.pdf" not in text
    todo = decision.todos.get(slug__startswith="consent-")
    actions.amend(decision=decision, request_key=uuid4(), title=todo.title, text="We go on", todo=todo, by=leant.by)
    sent(sheet, by=leant.by)


def test_a_sheet_is_held_once_it_was_looked_at_again_and_the_answer_is_no(by: User, walked: Walked) -> None:
    (sheet, *_) = sheets(walked("C01", by))
    again: Decision = walked("C05", by)
    Reopening.objects.create(
        decision=again, reopens=sheet.decision, facts="An order", received_on=timezone.localdate(), reopened_by=by
    )
    with pytest.raises(Refused, match="looked at again, and the answer was not to share it"):
        sent(sheet, by=by)
    ended(sheet, by)


def test_who_takes_a_sheet_is_an_event_and_whoever_only_reads_does_not_take_it(
    two: list[Sheet], by: User, north: People, signed_in: SignedIn
) -> None:
    (sheet, _) = two
    taken = log.history(sheet.decision).filter(action="sheet.taken")
    assert signed_in(by).get(page(sheet, "sheet.pdf")).status_code == 403
    assert not taken.all(), "it was refused"
    approved(sheet, by=north["manager"])
    for name in ("sheet.pdf", "sheet.txt"):
        assert signed_in(by).get(page(sheet, name)).status_code == 200
    facts = {"sheet": sheet.reference, "content": sheet.content_hash}
    assert [each.facts for each in taken.all()] == [{**facts, "how": "pdf"}, {**facts, "how": "text"}]
    reader, until = north["colleague"], timezone.now() + timedelta(days=2)
    access.let_adviser_in(decision=sheet.decision, whom=reader, why="They know her", until=until, by=by)
    browser = signed_in(reader)
    assert "sheet.pdf" not in browser.get(page(sheet)).content.decode()
    assert browser.get(page(sheet, "sheet.txt")).status_code == 403


def test_new_words_take_an_approval_of_their_own(
    two: list[Sheet], by: User, north: People, signed_in: SignedIn
) -> None:
    (sheet, _) = two
    approved(sheet, by=north["manager"])
    sent(sheet, by=by)
    (row,) = owed(found(sheet, by=by, right="It was her cousin Quentin"))
    with pytest.raises(Refused, match="Somebody else approves this sheet first"):
        correction_letter(load(sheet.decision), row)
    manager = signed_in(north["manager"])
    assert sheet.reference in [each["reference"] for each in work_list(north["manager"])]
    assert "It was her cousin Quentin" in manager.get(page(sheet, "approve/")).content.decode()
    approved(sheet, by=north["manager"])
    worded(row, "It was somebody else", by=by)
    with pytest.raises(Refused, match="Somebody else approves this sheet first"):
        correction_letter(load(sheet.decision), row)
    approved(sheet, by=north["manager"])
    assert correction_letter(load(sheet.decision), row)["right"] == "It was somebody else"
    told(row, by=by)
    assert not sheet.decision.todos.filter(slug__startswith="corrected").exists(), "it might go"


def test_whoever_is_marked_since_gets_no_letter_and_refused_words_leave_an_event(by: User, walked: Walked) -> None:
    choose(by, sheets_approved="never")
    decision = walked("C01", by, until=READY)
    to(decision, by, name="Sean Byrne")
    decide(decision, by=by)
    look(decision, by=by)
    record(decision, by=by)
    (*_, sheet) = sheets(Decision.objects.get(pk=decision.pk))
    sent(sheet, by=by)
    (row,) = owed(found(sheet, by=by))
    child = child_of(decision, by)
    untold(child, by)
    with pytest.raises(Refused, match="could lead to somebody"):
        worded(row, "It was somebody else", by=by)
    for about in (decision, child):
        assert log.history(about).filter(action="clash.refused").exists()
