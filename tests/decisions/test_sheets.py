"""The recipient's sheet: seen as it is before the record, frozen with it, approved by somebody else where needed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consent import actions as consent
from decisions import sheet, steps
from decisions.actions import access, add_row, amend
from decisions.actions.sheets import approve_sheet
from decisions.draft import load
from decisions.models import Decision, Recipient, Sheet, SheetApproval, SheetSeen
from decisions.models.approving import standing, waiting
from decisions.policies import Refused
from decisions.summary.sheets import sheet_text
from decisions.summary.waiting import work_list
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.around import child_of, father_of
from tests.decisions.builders import READY, decide, look, record
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import approved, choose, sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def ready(north: People, walked: Walked) -> Decision:
    """A draft that shares and lacks nothing."""
    return walked("C01", north["practitioner"], until=READY)


@pytest.fixture
def waits(north: People, walked: Walked) -> Sheet:
    """A sheet that somebody else approves first."""
    choose(north["practitioner"], sheets_approved="always")
    return sheets(walked("C01", north["practitioner"]))[0]


def must_not_be_told(decision: Decision, owner: User) -> None:
    """Of the person it is about, the father must not be told."""
    access.link_person(decision=decision, reference="OP-1", by=owner)
    values = {
        "name": "The father",
        "kind": "father",
        "responsibility": "no",
        "basis": "",
        "basis_known_how": "",
        "court_orders": "",
        "must_not_be_told": True,
        "must_not_be_told_why": "He hurt her",
    }
    person = decision.people.get().person
    consent.relate(person=person, request_key=uuid4(), values=values, by=owner)


def missing(decision: Decision) -> list[str]:
    return [sentence for _, sentence in steps.missing(load(decision))]


def test_nothing_is_recorded_before_each_sheet_was_looked_at(ready: Decision, north: People) -> None:
    by = north["practitioner"]
    nurse = {"organisation": "Health", "role": "Nurse", "name": ""}
    add_row(kind=Recipient, decision=ready, by=by, request_key=uuid4(), values=nurse)
    decide(ready, by=by)
    assert missing(ready) == ["Look at the sheet for Nurse, Health."]
    with pytest.raises(Refused, match="Look at the sheet for Nurse, Health"):
        record(ready, by=by)
    look(ready, by=by)
    record(ready, by=by)
    assert [each.recipient for each in sheets(ready)] == sheet.receivers(load(ready))


def test_a_choice_that_changed_asks_for_another_look_and_one_kept_back_does_not(ready: Decision, north: People) -> None:
    by = north["practitioner"]
    ready.lines.filter(choice="share").update(onward="no")
    who = [str(to) for to in sheet.receivers(load(ready))]
    assert missing(ready) == [f"The sheet for {to} changed since you looked at it." for to in who]
    look(ready, by=by)
    ready.lines.update(why="Another reason, which they never read")
    assert missing(ready) == []


def test_whoever_takes_it_over_looks_again_for_the_sheet_names_them(ready: Decision, north: People) -> None:
    Decision.objects.filter(pk=ready.pk).update(owner=north["colleague"])
    assert "changed since you looked at it" in missing(ready)[0]


def test_a_look_is_of_what_the_page_showed(ready: Decision, north: People, signed_in: SignedIn) -> None:
    to = sheet.receivers(load(ready))[0]
    page = f"/decisions/{ready.reference}/sheets/{to.pk}/"
    browser = signed_in(north["practitioner"])
    shown = browser.get(page).context["version"]
    ready.lines.filter(recipient=to, choice="share").update(onward="no")
    assert problems(browser.post(page, {"version": shown})) == [
        "The sheet changed since you opened this page. Read it again."
    ]
    now = browser.get(page).context["version"]
    before = SheetSeen.objects.count()
    for _ in range(2):
        browser.post(page, {"version": now})
    assert SheetSeen.objects.count() == before + 1, "pressed twice, it is one look"
    assert missing(ready) == []


def test_a_look_stays_and_a_recipient_can_still_be_taken_off(ready: Decision, north: People) -> None:
    seen = SheetSeen.objects.filter(decision=ready)
    assert seen
    with pytest.raises(DatabaseError, match="added, never changed"), transaction.atomic():
        seen.delete()
    ready.lines.all().delete()
    ready.recipients.all().delete()
    assert seen.count()


def test_each_sheet_is_frozen_with_the_record_under_its_own_reference(ready: Decision, north: People) -> None:
    draft = load(ready)
    before = {to.pk: sheet.of(draft, to) for to in sheet.receivers(draft)}
    record(ready, by=north["practitioner"])
    for made in sheets(ready):
        assert {**before[made.recipient_id], "reference": made.reference, "date": made.content["date"]} == made.content
        assert made.content_hash == sheet.hash_of(made.content)
        assert ready.reference not in str(made.content)
    with pytest.raises(DatabaseError, match="added, never changed"), transaction.atomic():
        Sheet.objects.update(content={})


def test_the_record_that_shares_nothing_and_an_emergency_make_no_sheet(walked: Walked, north: People) -> None:
    for case in ("C05", "C20"):
        assert sheets(walked(case, north["practitioner"])) == []


def test_nothing_of_what_is_shared_is_in_any_mail_notice_or_event(waits: Sheet, north: People) -> None:
    approved(waits, by=north["manager"])
    sent(waits, by=north["practitioner"])
    told = [f"{each.subject} {each.body}" for each in mail.outbox]
    told += [f"{each.sentence} {each.path}" for each in Notice.objects.all()]
    told += [str(each.facts) for each in Event.objects.all()]
    for line in waits.content["lines"]:
        assert not any(line["text"] in each for each in told)


@pytest.mark.parametrize(("chosen", "flag", "needed"), [
    ("always", False, True),
    ("always", True, True),
    ("flagged", False, False),
    ("flagged", True, True),
    ("never", True, False),
])  # fmt: skip
def test_who_approves_is_what_the_organisation_chose(
    chosen: str, flag: bool, needed: bool, ready: Decision, north: People
) -> None:
    by = north["practitioner"]
    choose(by, sheets_approved=chosen)
    if flag:
        must_not_be_told(ready, by)
    look(ready, by=by)
    record(Decision.objects.get(pk=ready.pk), by=by)
    (made, *_) = sheets(ready)
    assert (standing(made) == "waits") == needed == waiting().filter(pk=made.pk).exists()
    assert north["manager"].notices.filter(sentence=f"{made.reference} waits for your approval.").exists() == needed


@pytest.mark.parametrize("who", ["the child", "somebody around them"])
def test_whoever_must_not_be_found_makes_a_sheet_wait_too(who: str, walked: Walked, north: People) -> None:
    by = north["practitioner"]
    hidden: dict[str, Any] = {"must_not_be_found": True, "must_not_be_found_why": "His brother"}
    decision = walked("C01", by)
    child = child_of(decision, by, **(hidden if who == "the child" else {}))
    if who != "the child":
        father_of(child, by, **hidden)
    assert standing(sheets(decision)[0]) == "waits"


def test_a_flag_set_after_the_record_stops_what_has_not_gone(walked: Walked, north: People) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    (made, *_) = sheets(decision)
    must_not_be_told(decision, by)
    with pytest.raises(Refused, match="Somebody else approves this sheet first"):
        sent(made, by=by)


def test_before_it_is_approved_it_is_not_sent_nor_given_as_a_file(
    waits: Sheet, north: People, signed_in: SignedIn
) -> None:
    browser, page = signed_in(north["practitioner"]), f"/decisions/{waits.decision.reference}/sheets/{waits.reference}/"
    for file in ("sheet.pdf", "sheet.txt", "sent/"):
        assert browser.get(f"{page}{file}").status_code == 403, file
    approved(waits, by=north["manager"])
    for file in ("sheet.pdf", "sheet.txt", "sent/"):
        assert browser.get(f"{page}{file}").status_code == 200, file
    assert sheet_text(waits).count(waits.reference) == 1


def test_no_author_approves_a_sheet(walked: Walked, north: People) -> None:
    choose(north["manager"], sheets_approved="always")
    (own, *_) = sheets(walked("C01", north["manager"]))
    with pytest.raises(Refused, match="had a part in this decision"):
        approved(own, by=north["manager"])
    approved(own, by=north["safeguarding_lead"])
    assert standing(own) == "approved"


@pytest.mark.parametrize("who", ["practitioner", "colleague", "manager_elsewhere", "administrator"])
def test_nobody_else_does(who: str, north: People, waits: Sheet) -> None:
    with pytest.raises(Refused, match="Your role does not let you"):
        approved(waits, by=north[who])


def test_whoever_may_finds_it_on_their_list_until_it_is_done(waits: Sheet, north: People) -> None:
    def listed(who: str) -> bool:
        return any(row["reference"] == waits.reference for row in work_list(User.objects.get(pk=north[who].pk)))

    assert [listed(who) for who in ("manager", "safeguarding_lead", "ig_lead", "practitioner")] == [
        True,
        True,
        True,
        False,
    ]
    approved(waits, by=north["manager"])
    assert not listed("safeguarding_lead")
    said = f"{waits.reference} is approved. It can go."
    assert north["practitioner"].notices.filter(sentence=said).exists()


def test_once_it_is_restricted_nobody_is_told_of_its_sheets_who_may_not_open_it(waits: Sheet, north: People) -> None:
    told = Notice.objects.filter(sentence__contains=waits.reference, seen_at=None)
    assert [each.user for each in told] == [north["manager"]]
    by, until = north["caldicott_guardian"], timezone.now() + timedelta(days=9)
    viewers = [north["practitioner"]]
    access.restrict(decision=waits.decision, why="Staff", viewers=viewers, until=until, by=by)
    assert not told.all()


def test_one_that_is_not_approved_waits_for_an_answer_and_then_for_another_look(waits: Sheet, north: People) -> None:
    by = north["practitioner"]
    no = approved(waits, agreed=False, reasons="Her address is in it", by=north["manager"])
    assert no.todo
    assert standing(waits) == "refused"
    assert not waiting().filter(pk=waits.pk).exists()
    for who in ("safeguarding_lead", "manager"):
        with pytest.raises(Refused, match="waits for what they ask for"):
            approved(waits, by=north[who])
    with pytest.raises(Refused, match="did not approve this sheet"):
        sent(waits, by=by)
    amend(
        decision=waits.decision,
        request_key=uuid4(),
        title=no.todo.title,
        text="It is the school's",
        todo=no.todo,
        by=by,
    )
    choose(by, sheets_approved="never")
    assert standing(waits) == "waits", "whatever is chosen since"
    approved(waits, by=north["manager"])
    sent(waits, by=by)


def test_pressing_twice_approves_once_and_the_second_person_is_told(waits: Sheet, north: People) -> None:
    key = uuid4()
    for _ in range(2):
        approve_sheet(sheet=waits, agreed=True, reasons="", request_key=key, by=north["manager"])
    assert SheetApproval.objects.count() == 1
    with pytest.raises(Refused, match="approved this sheet already"):
        approved(waits, by=north["safeguarding_lead"])


def test_no_reasons_no_refusal(waits: Sheet, north: People, signed_in: SignedIn) -> None:
    browser = signed_in(north["manager"])
    page = f"/decisions/{waits.decision.reference}/sheets/{waits.reference}/approve/"
    typed = {**filled(form_on(browser, page)), "agreed": "no", "reasons": ""}
    assert problems(browser.post(page, typed)) == ["Say why it may not go"]
    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        SheetApproval.objects.create(sheet=waits, request_key=uuid4(), agreed=False, signed_by=north["manager"])
