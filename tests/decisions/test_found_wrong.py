"""Something that was shared is found wrong: everybody who was given it is listed, and nobody else; the record stays."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from decisions.actions import access, add_row, correcting
from decisions.actions.sharing import note_sent
from decisions.draft import load
from decisions.models import (
    Conclusion,
    CorrectionOwed,
    Decision,
    FoundWrong,
    Recipient,
    Sheet,
)
from decisions.models.carrying import carried_by
from decisions.policies import Refused, check_can_hand_over
from decisions.summary.correcting import correction_letter, found_wrong
from decisions.summary.waiting import work_list
from infoshare.accounts import notices
from infoshare.accounts.models import Notice, User
from infoshare.accounts.policy import allows
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.around import child_of
from tests.decisions.builders import READY, decide, look, record
from tests.decisions.correcting import (
    IN_THE_EMERGENCY,
    WRONG,
    first_item,
    found,
    given_up,
    owed,
    rang,
    told,
    worded,
)
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import choose, more, sent, sheets
from tests.decisions.sharing import rang as arrived
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
SOCIAL_WORKER = "duty social worker"


Cells = Mapping[tuple[str, int], str]  # by role and number of the piece; what is not named is shared
INSTEAD = {"share": ("", "ask_first"), "redact": ("In part", "ask_first"), "withhold": ("", "")}


def recorded(draft: Decision, cells: Cells, *, by: User) -> Decision:
    """Shared in part, with three more who would get something."""
    for role in ("Nurse", "Coach", "Driver"):
        to = {"organisation": "Health", "role": role, "name": ""}
        add_row(kind=Recipient, decision=draft, by=by, request_key=uuid4(), values=to)
    decide(draft, by=by)
    items = list(draft.items.order_by("pk"))
    for (role, number), choice in cells.items():
        redacted, onward = INSTEAD[choice]
        line = draft.lines.filter(recipient__role=role, item=items[number])
        line.update(choice=choice, redacted=redacted, onward=onward)
    Conclusion.objects.filter(decision=draft).update(decided="share_part")
    look(draft, by=by)
    record(Decision.objects.get(pk=draft.pk), by=by)
    return Decision.objects.get(pk=draft.pk)


@pytest.fixture
def decision(north: People, walked: Walked) -> Decision:
    """The nurse gets everything, the coach everything in part, the driver nothing, the social worker all but one."""
    cells = {("Coach", number): "redact" for number in range(3)} | {("Driver", n): "withhold" for n in range(3)}
    draft = walked("C01", north["practitioner"], until=READY)
    return recorded(draft, {**cells, (SOCIAL_WORKER, 2): "withhold"}, by=north["practitioner"])


def sheet_of(decision: Decision, role: str) -> Sheet:
    return next(each for each in sheets(decision) if each.recipient.role == role)


def emergency_of(decision: Decision, *, by: User, **instead: object) -> FoundWrong:
    values = {**IN_THE_EMERGENCY, **instead}
    return correcting.find_wrong(decision=decision, item=None, request_key=uuid4(), values=values, by=by)


def states(decision: Decision) -> list[str]:
    return [each["state"] for row in found_wrong(load(decision)) for each in row["owed"]]


def waits(who: User, title: str = "Send a correction") -> list[str]:
    rows = work_list(User.objects.get(pk=who.pk))
    return [str(row["reference"]) for row in rows if row["title"] == title]


def test_everybody_to_whom_it_went_is_listed_each_time_and_nobody_else(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    nurse, coach = sheet_of(decision, "Nurse"), sheet_of(decision, "Coach")
    went_to = [sent(nurse, by=by), sent(coach, by=by), sent(nurse, by=by)]
    wrong = found(nurse, by=by)
    assert [row.sharing for row in owed(wrong)] == went_to
    assert "Driver" not in str(found_wrong(load(decision)))
    assert waits(by) == [wrong.reference] * 3


@pytest.mark.parametrize("seed", range(5))
def test_over_grids_whoever_is_listed_is_whoever_got_it(seed: int, walked: Walked, north: People) -> None:
    by, chance = north["practitioner"], Random(seed)
    draft = walked("C01", by, until=READY)
    roles = [to.role for to in draft.recipients.all()]
    cells = {(role, n): chance.choice(list(INSTEAD)) for role in (*roles, "Nurse", "Coach", "Driver") for n in range(3)}
    cells |= {("Nurse", 0): "share", ("Driver", 0): "withhold"}
    decision = recorded(draft, cells, by=by)
    went_to = [sent(sheet, by=by) for sheet in sheets(decision) for _ in range(chance.randint(0, 2))]
    for number, item in enumerate(decision.items.order_by("pk")):
        got = [each for each in went_to if each.sheet and cells[each.sheet.recipient.role, number] != "withhold"]
        assert [row.sharing for row in owed(found(sheet_of(decision, "Nurse"), by=by, item=item))] == got


def test_the_database_lists_nobody_who_was_not_given_it(decision: Decision, walked: Walked, north: People) -> None:
    by = north["practitioner"]
    first, nurse = sheet_of(decision, SOCIAL_WORKER), sheet_of(decision, "Nurse")
    event = sent(first, by=by)
    item = first.recipient.lines.filter(choice="withhold")[0].item
    wrong = found(nurse, by=by, item=item)
    elsewhere = sent(sheets(walked("C08", by))[0], by=by)
    for other in (event, elsewhere, None):
        with pytest.raises(DatabaseError, match="Only whoever was given it"), transaction.atomic():
            CorrectionOwed.objects.create(wrong=wrong, sharing=other, owed_by=by)


def test_what_goes_although_it_was_found_wrong_is_listed_too(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    wrong = found(nurse, by=by)
    assert owed(wrong) == []
    page = signed_in(by).get(f"/decisions/{decision.reference}/sheets/{nurse.reference}/").content.decode()
    assert "Something on this sheet was found wrong" in page
    event = sent(nurse, by=by)
    assert [row.sharing for row in owed(wrong)] == [event]


def test_after_an_emergency_those_who_were_told_are_listed_in_words(
    walked: Walked, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C20", by)
    later = note_sent(decision=decision, sheet=None, request_key=uuid4(), values=more(), by=by)
    wrong = emergency_of(decision, by=by)
    assert [row.sharing for row in owed(wrong)] == [None, later]
    rows = owed(wrong)
    for row in rows:
        with pytest.raises(Refused, match="There is no letter here"):
            correction_letter(load(decision), row)
        assert told(row, by=by, channel="telephone").letter == {}
    again = note_sent(decision=decision, sheet=None, request_key=uuid4(), values=more(told_whom="His GP"), by=by)
    assert [row.sharing for row in owed(wrong)] == [None, later, again]
    page = signed_in(by).get(f"/decisions/{decision.reference}/wrong/{wrong.reference}/").content.decode()
    for whom in ("Those who were told in the emergency", "Ward sister", "His GP"):
        assert whom in page, whom


def test_the_record_and_its_sheets_stay_and_the_record_shows_what_was_found(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    before = (load(decision).record, nurse.content_hash)
    sent(nurse, by=by)
    wrong = found(nurse, by=by)
    after = (load(decision).record, sheet_of(decision, "Nurse").content_hash)
    assert before[0]
    assert after[0]
    assert (before[0].content_hash, before[1]) == (after[0].content_hash, after[1])
    browser, page = signed_in(by), f"/decisions/{decision.reference}/"
    for path in (page, f"{page}wrong/{wrong.reference}/"):
        shown = browser.get(path).content.decode()
        for text in (WRONG["right"], WRONG["found_how"], WRONG["found_by"], wrong.reference):
            assert text in shown, (path, text)
    assert browser.get(f"{page}record.pdf").status_code == 200


def test_the_whole_way_on_its_pages(decision: Decision, north: People, signed_in: SignedIn) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    browser, page = signed_in(by), f"/decisions/{decision.reference}/wrong/"
    data = {**filled(form_on(browser, page)), "item": str(first_item(nurse).pk), "kind": "wrong"}
    there = browser.post(page, data)["Location"]
    (row,) = owed(FoundWrong.objects.get())
    assert f"{there}{row.pk}/" in browser.get(there).content.decode()
    for file in ("letter.pdf", "letter.txt"):
        assert browser.get(f"{there}{row.pk}/{file}").status_code == 200, file
    data = {**filled(form_on(browser, f"{there}{row.pk}/sent/"))}
    assert "It can't have gone before it was found wrong" in problems(browser.post(f"{there}{row.pk}/sent/", data))[0]
    told(row, by=by)
    path = f"{there}{row.pk}/answer/"
    assert browser.post(path, {**filled(form_on(browser, path)), "said": "put_right"}).status_code == 302
    assert states(decision) == ["Put right"]
    assert "Nobody is waited for" in browser.get(there).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "wrong", "right": ""}, "Say what is right"),
        ({"kind": "withdrawn", "right": "Some text"}, "It is withdrawn altogether, so leave this empty"),
        ({"item": "", "kind": "wrong"}, "Choose which piece of information is wrong"),
        ({"found_how": "", "kind": "wrong"}, "Say how it was found out"),
        ({"found_by": "", "kind": "wrong"}, "Say who found it out"),
        ({"kind": ""}, "Choose whether it is wrong, or withdrawn altogether"),
    ],
)
def test_what_is_missing_is_asked_for(
    typed: dict[str, str], sentence: str, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    browser, page = signed_in(north["practitioner"]), f"/decisions/{decision.reference}/wrong/"
    assert sentence in problems(browser.post(page, {**filled(form_on(browser, page)), **typed}))
    assert not FoundWrong.objects.exists()


def test_pressed_twice_it_is_found_wrong_once(decision: Decision, north: People) -> None:
    by, key = north["practitioner"], uuid4()
    sent(sheet_of(decision, "Nurse"), by=by)
    item = first_item(sheet_of(decision, "Nurse"))
    for _ in range(2):
        correcting.find_wrong(decision=decision, item=item, request_key=key, values=WRONG, by=by)
    assert FoundWrong.objects.count() == CorrectionOwed.objects.count() == 1


def test_whoever_got_it_in_part_needs_words_of_their_own(decision: Decision, north: People) -> None:
    by, coach = north["practitioner"], sheet_of(decision, "Coach")
    sent(coach, by=by)
    (row,) = owed(found(coach, by=by))
    with pytest.raises(Refused, match="They got this in part"):
        correction_letter(load(decision), row)
    assert told(row, by=by).letter == {}, "they were told in other words: no letter is kept"
    worded(row, "It was somebody else", by=by)
    kept = told(row, by=by).letter
    assert (kept["right"], kept["line"]["text"]) == ("It was somebody else", "In part")
    assert WRONG["right"] not in str(kept)


def test_what_is_right_leads_to_nobody_who_must_not_be_found(decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    hidden: dict[str, Any] = {"must_not_be_found": True, "must_not_be_found_why": "His brother"}
    choose(by, sheets_approved="never")
    child_of(decision, by, address="14 Mill Lane", postcode="OX4 1AB", **hidden)
    (row,) = owed(found(nurse, by=by, right="She lives at 14 Mill Lane"))
    with pytest.raises(Refused, match="could lead to somebody who must not be told or found"):
        correction_letter(load(decision), row)
    with pytest.raises(Refused, match="could lead to somebody"):
        worded(row, "It is 14 Mill Lane", by=by)
    worded(row, "She moved", by=by)
    assert told(row, by=by).letter["right"] == "She moved"


def test_a_sheet_that_waits_for_approval_has_no_letter_either(decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    (row,) = owed(found(nurse, by=by))
    choose(by, sheets_approved="always")
    with pytest.raises(Refused, match="Somebody else approves this sheet first"):
        correction_letter(load(decision), row)


def test_it_is_closed_when_each_is_confirmed_or_given_up(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    nurse = sheet_of(decision, "Nurse")
    for _ in range(2):
        sent(nurse, by=by)
    wrong = found(nurse, by=by)
    first, second = owed(wrong)
    assert states(decision) == ["To send", "To send"]
    rang(told(first, by=by), by=by)
    assert (states(decision), waits(by)) == (["Put right", "To send"], [wrong.reference])
    given_up(second, by=north["manager"])
    assert (states(decision), waits(by)) == (["Put right", "Given up"], [])
    assert not found_wrong(load(decision))[0]["is_open"]
    for again in (lambda: told(second, by=by), lambda: given_up(second, by=by)):
        with pytest.raises(Refused, match="why they can't be told"):
            again()
    with pytest.raises(Refused, match="nothing to give up"):
        given_up(first, by=by)


@pytest.mark.parametrize("lost", ["not_arrived", "not_ours"])
def test_one_that_was_lost_is_to_be_sent_again(lost: str, decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    wrong = found(nurse, by=by)
    (row,) = owed(wrong)
    rang(told(row, by=by), lost, by=by)
    assert (states(decision), waits(by)) == (["To send"], [wrong.reference])
    assert decision.incidents.exists() == (lost == "not_ours"), "what came to the wrong place is an incident"
    told(row, by=by)
    assert (states(decision), waits(by)) == (["Sent, not confirmed yet"], [])
    rang(told(row, by=by), lost, by=by)
    assert (states(decision), waits(by)) == (["To send"], [wrong.reference]), "the last time counts"


def test_whoever_may_not_add_to_the_record_corrects_nothing(decision: Decision, north: People) -> None:
    nurse = sheet_of(decision, "Nurse")
    sent(nurse, by=north["practitioner"])
    with pytest.raises(Refused, match="can add to it"):
        found(nurse, by=north["colleague"])
    (row,) = owed(found(nurse, by=north["manager"]))
    for does in (told, given_up):
        with pytest.raises(Refused, match="can add to it"):
            does(row, by=north["colleague"])


def test_a_restriction_or_a_conflict_shuts_out_from_its_pages_and_notices(
    decision: Decision, north: People, signed_in: SignedIn
) -> None:
    by, manager, nurse = north["practitioner"], north["manager"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    wrong = found(nurse, by=by)
    (row,) = owed(wrong)
    page = f"/decisions/{decision.reference}/wrong/{wrong.reference}/"
    assert signed_in(manager).get(page).status_code == 200
    guardian = north["caldicott_guardian"]
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Staff", viewers=[by], until=until, by=guardian)
    for path in (page, f"{page}{row.pk}/", f"{page}{row.pk}/letter.txt"):
        assert signed_in(manager).get(path).status_code == 404, path
    access.bar(decision=decision, whom=by, kind="relative", why="Her uncle", by=guardian)
    assert waits(by) == []
    assert signed_in(by).get(page).status_code == 404


def test_whoever_may_not_open_it_any_more_keeps_no_notice_of_it(decision: Decision, north: People) -> None:
    by, manager, nurse = north["practitioner"], north["manager"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    wrong = found(nurse, by=manager)
    notices.tell([manager], f"{wrong.reference}: told before", path=correcting.page_of(wrong))
    until, guardian = timezone.now() + timedelta(days=9), north["caldicott_guardian"]
    access.restrict(decision=decision, why="Staff", viewers=[by], until=until, by=guardian)
    left = Notice.objects.filter(sentence__contains=wrong.reference, seen_at=None)
    assert {each.user for each in left} == {by}
    access.bar(decision=decision, whom=by, kind="relative", why="Her uncle", by=guardian)
    assert not left.all().exists()


def test_whoever_leaves_hands_the_chase_over(decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    for each in sheets(decision):
        arrived(sent(each, by=by), by=by)
    assert decision not in carried_by(by), "once every sheet arrived the record is complete"
    for row in owed(found(nurse, by=by)):
        assert decision in carried_by(by)
        assert allows(check_can_hand_over, load(decision), by)
        given_up(row, by=by)
    assert decision not in carried_by(by)


def test_nothing_of_it_is_in_any_mail_notice_or_event(decision: Decision, north: People) -> None:
    by, nurse = north["practitioner"], sheet_of(decision, "Nurse")
    sent(nurse, by=by)
    wrong = found(nurse, by=north["manager"])
    (row,) = owed(wrong)
    rang(told(row, by=by, note="Zebra"), words="Zebra", by=by)
    assert by.notices.filter(sentence=f"{wrong.reference}: something that was shared is wrong.").exists()
    said = [f"{each.subject} {each.body}" for each in mail.outbox]
    said += [f"{each.sentence} {each.path}" for each in Notice.objects.all()]
    said += [str(each.facts) for each in Event.objects.all()]
    for text in (WRONG["right"], "Zuleika", "Dr Quill", "Zebra", first_item(nurse).text):
        assert not any(text in each for each in said), text
    done = ("item.found-wrong", "correction.owed", "correction.sent", "correction.heard")
    assert set(done) <= set(Event.objects.values_list("action", flat=True))
