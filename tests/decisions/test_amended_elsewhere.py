"""Whatever else reads a record says what was amended in it: its PDF and data, packs, the ledger, advisers, sheets."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decisions import asking, ledger, person_pack
from decisions.actions import requests
from decisions.actions.correcting import find_wrong
from decisions.actions.countersigning import countersign, last_entry
from decisions.draft import load
from decisions.models import Decision, Record, Sheet
from decisions.policies import Refused
from decisions.policies.sheets import AMENDED, check_may_go
from decisions.summary import issued
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows
from infoshare.documents.checking import Standing, answer
from tests.conftest import Walked
from tests.decisions.amending import WHY, amended, passage
from tests.decisions.around import child_of
from tests.decisions.correcting import IN_THE_EMERGENCY, found, owed
from tests.decisions.packs import begun, chosen
from tests.decisions.reviewing import entries, needs_signing, sign
from tests.decisions.sharing import sent, sheets
from tests.documents.reading import opened, words
from tests.seeding.people import People
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
RISK, NEW = "Risk of sharing", "Her aunt may move away"
PIECE, SAID = "What it says", "She was late on two days"
STRANGE = "سلامة الطفل \U0001f469‍\U0001f467 " + "W" * 2_000
END = date(2100, 1, 1)


@pytest.fixture
def by(north: People) -> User:
    return north["practitioner"]


@pytest.fixture
def decision(north: People, by: User, walked: Walked) -> Decision:
    return walked("C01", by)


def gone(decision: Decision) -> Sheet:
    """A sheet with the first piece on it."""
    draft = load(decision)
    return next(each for each in sheets(decision) if draft.goes_to(each.recipient)[0].item == draft.items[0])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_pdf_shows_both_texts_is_for_the_archive_and_carries_the_amendment(decision: Decision, by: User) -> None:
    old = passage(decision, RISK)
    amended(decision, RISK, NEW, by=by)
    amended(decision, RISK, f"{NEW}. {STRANGE}", by=by)
    amended(decision, "Reasons", "She is safer so", by=by)
    made = issued(decision, by=by)
    assert validate(made) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]
    printed = words(made)
    assert squeezed(f"Removed: {old.text}") in printed
    assert squeezed(f"Amendment 1, {by.name}") in printed
    assert squeezed("Amendment 2: Risk on both sides, and best interests: Risk of sharing") in printed
    assert squeezed(f"Why it was amended: {WHY}") in printed
    assert printed.count("W") >= 2_000 * 2
    [carried] = opened(made).attachments.values()
    data = json.loads(carried[0])
    assert data["record"] == Record.objects.get(decision=decision).content
    assert [each["number"] for each in data["amendments"]] == [1, 2, 3]
    first = data["amendments"][0]
    assert {name: first[name] for name in ("place", "stood", "text", "why", "by")} == {
        "place": old.place,
        "stood": old.text,
        "text": NEW,
        "why": WHY,
        "by": by.name,
    }


def test_the_old_pdf_stays_as_it_was_and_is_known_to_be_superseded(decision: Decision, by: User) -> None:
    before = issued(decision, by=by)
    assert "Removed:" not in words(before)
    amended(decision, RISK, NEW, by=by)
    after = issued(decision, by=by)
    assert after != before
    standings = [answer(each, hashlib.sha256(each).hexdigest()).standing for each in (before, after)]
    assert standings == [Standing.SUPERSEDED, Standing.NEWEST]


def test_a_pack_says_what_was_recorded_what_it_reads_now_and_why(decision: Decision, by: User, north: People) -> None:
    old = passage(decision, RISK).text
    amended(decision, RISK, NEW, by=by)
    guardian, person = north["caldicott_guardian"], child_of(decision, by)
    pack = begun(person, guardian)
    chosen(pack, guardian, "record")
    texts = person_pack.load(pack).texts
    [at_it] = [each.text for each in texts if each.label == RISK]
    assert at_it.startswith(f"{old}\n[Amendment 1, ")
    assert at_it.endswith(f"this now reads: {NEW}]")
    said = {each.label: each.text for each in texts if each.heading.startswith("Amendment 1, ")}
    assert said == {
        "Of": "Risk on both sides, and best interests: Risk of sharing",
        "It said": old,
        "It now reads": NEW,
        "Why": WHY,
        "By": by.name,
    }


def test_an_adviser_who_is_asked_about_the_record_reads_what_it_says_now(decision: Decision, by: User) -> None:
    amended(decision, RISK, NEW, by=by)
    rows = asking.rests_on(load(decision), "record")["weighing"]
    assert any(row["label"] == RISK and f"this now reads: {NEW}]" in row["text"] for row in rows)


def test_the_ledger_says_what_was_amended_from_that_day_on(decision: Decision, by: User) -> None:
    sent(gone(decision), by=by)
    basis = passage(decision, "Lawful basis (UK GDPR Article 6)")
    with time_machine.travel(timezone.now() + timedelta(days=5), tick=True):
        amended(decision, PIECE, SAID, by=by, part="Information 1")
        amended(decision, basis.label, "Children Act 1989, section 47", by=by)
    held = ledger.held_on(Decision.objects.filter(pk=decision.pk))
    then, now = timezone.localdate() + timedelta(days=4), timezone.localdate() + timedelta(days=5)
    [before], [after] = ledger.of(held, on=then), ledger.of(held, on=now)
    assert "Amendment" not in str(before)
    assert [what for what in after.what if "[Amendment 1 of the record, " in what] == [
        what for what in after.what if what.startswith(before.what[0])
    ]
    assert f"{basis.text}\n[Amendment 2, " in after.ground
    assert "this now reads: Children Act 1989, section 47]" in after.ground


def test_what_was_told_in_an_emergency_reads_otherwise_in_the_ledger(north: People, by: User, walked: Walked) -> None:
    urgent = walked("C20", by)
    amended(urgent, "What was shared", "The other address", by=by)
    [entry] = ledger.of(ledger.held_on(Decision.objects.filter(pk=urgent.pk)), on=END)
    assert entry.what[0].endswith("this now reads: The other address]")


def test_a_sheet_stays_as_it_was_made_and_does_not_go_until_what_is_wrong_is_chased(
    decision: Decision, by: User
) -> None:
    sheet = gone(decision)
    content = sheet.content
    amended(decision, PIECE, SAID, by=by, part="Information 1")
    assert Sheet.objects.get(pk=sheet.pk).content == content
    with pytest.raises(Refused, match="was amended since"):
        sent(sheet, by=by)
    wrong = found(sheet, by=by, right=SAID)
    sent(sheet, by=by)
    [row] = owed(wrong)
    assert row.sharing
    assert row.sharing.sheet == sheet
    amended(decision, PIECE, f"{SAID}, and early on one", by=by, part="Information 1")
    with pytest.raises(Refused, match="was amended since"):
        sent(sheet, by=by)


def test_a_sheet_that_holds_no_amended_piece_goes_as_before(decision: Decision, by: User) -> None:
    amended(decision, RISK, NEW, by=by)
    assert allows(check_may_go, gone(decision))
    amended(decision, "Why", "It matters", by=by, part="Information 1")
    assert allows(check_may_go, gone(decision))


def test_the_record_asks_for_the_chase_once_what_somebody_got_is_amended(
    decision: Decision, by: User, signed_in: SignedIn
) -> None:
    sheet, client, path = gone(decision), signed_in(by), f"/decisions/{decision.reference}/"
    sent(sheet, by=by)
    item = load(decision).items[0]
    asked = f'href="{path}wrong/?item={item.pk}"'
    assert asked not in client.get(path).content.decode()
    amended(decision, PIECE, SAID, by=by, part="Information 1")
    assert asked in client.get(path).content.decode()
    assert AMENDED[:30] in client.get(f"{path}sheets/{sheet.reference}/").content.decode()
    assert client.get(f"{path}wrong/?item={item.pk}").context["form"]["item"].value() == str(item.pk)
    found(sheet, by=by, item=item, right=SAID)
    assert asked not in client.get(path).content.decode()


def test_the_record_asks_for_the_chase_of_what_an_emergency_told(
    north: People, by: User, walked: Walked, signed_in: SignedIn
) -> None:
    urgent = walked("C20", by)
    client, path = signed_in(by), f"/decisions/{urgent.reference}/"
    amended(urgent, "What was shared", "The other address", by=by)
    assert "What was told in the emergency reads otherwise now." in client.get(path).content.decode()
    find_wrong(decision=urgent, item=None, request_key=uuid4(), values=IN_THE_EMERGENCY, by=by)
    assert "reads otherwise now" not in client.get(path).content.decode()


def test_a_decision_that_looks_again_starts_from_what_the_record_says_now(
    north: People, by: User, walked: Walked
) -> None:
    refused = walked("R12", by)
    amended(refused, PIECE, SAID, by=by, part="Information 1")
    again = requests.reopen(decision=refused, request_key=uuid4(), facts="New", received_on=timezone.localdate(), by=by)
    assert load(again).items[0].text == SAID
    assert load(refused).items[0].text != SAID


def test_whoever_countersigns_reads_the_amendment_first_and_whoever_amended_never_signs(
    north: People, by: User, walked: Walked, signed_in: SignedIn
) -> None:
    needs_signing(by, "share")
    decision, manager = walked("C01", by), north["manager"]
    record = Record.objects.get(decision=decision)
    seen = last_entry(record)
    amended(decision, "Reasons", "She is safer so", by=by)
    assert (decision.reference, "added") in entries(manager)
    with pytest.raises(Refused, match="Something was added since you opened this page"):
        countersign(record=record, agreed=True, reasons="", seen=seen, request_key=uuid4(), by=manager)
    amended(decision, "Reasons", "She is safer then", by=north["safeguarding_lead"])
    with pytest.raises(Refused, match="You had a part"):
        sign(decision, by=north["safeguarding_lead"])
    assert sign(decision, by=manager).agreed
