"""A pack tells what became of a record, prints no letter that was never made, and can be given up."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consent.models import Person
from decisions import content, packing, packing_since, person_pack
from decisions.actions import access
from decisions.actions import person_packs as actions
from decisions.actions.correcting import find_wrong
from decisions.actions.reviewing import comment
from decisions.demonstration.correcting import FOUND
from decisions.draft import load
from decisions.models import Decision, PackGivenUp
from decisions.policies import Refused
from decisions.summary import person_packs as summary
from decisions.summary.record_data import KEYS
from decisions.summary.waiting import work_list
from decisions.words_of_packs import NEVER_IN
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions import correcting
from tests.decisions.around import child_of, looked, told
from tests.decisions.packs import added, begun, chosen, made
from tests.decisions.sharing import sent, sheets
from tests.decisions.test_counts import cost
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def guardian(north: People) -> User:
    return north["caldicott_guardian"]


@pytest.fixture
def decision(north: People, walked: Walked) -> Decision:
    found = walked("C01", north["practitioner"])
    sent(sheets(found)[0], by=north["practitioner"])
    return found


@pytest.fixture
def person(decision: Decision, north: People) -> Person:
    return child_of(decision, north["practitioner"])


def test_a_pack_says_what_was_found_wrong_and_what_else_became_of_the_record(
    decision: Decision, person: Person, guardian: User, north: People
) -> None:
    by = north["practitioner"]
    item = load(decision).items[0]
    wrong = find_wrong(decision=decision, item=item, request_key=uuid4(), values=FOUND, by=by)
    correcting.told(wrong.owed.get(), by=by, note="By the portal")
    looked(decision, by, "tell", why="We asked her again")
    comment(decision=decision, discussion=None, request_key=uuid4(), text="Why so late?", by=north["manager"])
    pack = begun(person, guardian)
    chosen(pack, guardian, "record")
    said = "\n".join(f"{each.heading} {each.label} {each.text}" for each in person_pack.load(pack).texts)
    for text in ("Found wrong on", FOUND["right"], FOUND["found_by"], item.text, "By the portal"):
        assert text in said, text
    for text in ("We asked her again", "Why so late?"):
        assert text in said, text


def test_each_key_of_the_records_file_is_read_or_named_as_read_elsewhere() -> None:
    """A new thing that hangs on a record is no longer forgotten in packs."""
    assert set(KEYS) == {*packing_since.SINCE, *packing.IN_ANOTHER_PLACE}


def test_each_key_of_a_records_content_is_read_or_named_as_left_out(decision: Decision) -> None:
    """Each text of it is a mark of its own key: what comes out tells what is read."""
    whole = content.of(load(decision))
    marked = {key: _marked(key, value) for key, value in whole.items()}
    lines = [*packing._frame(marked), *packing._rows_of(marked)]
    read = {key for key in whole if any(f"<{key}>" in text for line in lines for text in line)}
    empty = {key for key, value in whole.items() if not list(_texts(value))}
    assert read | empty | set(packing.CONTENT_LEFT) == set(whole)
    assert not read & set(packing.CONTENT_LEFT)


def _marked(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _marked(key, each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(key, each) for each in value]
    return f"<{key}>" if isinstance(value, str) and value else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif value and isinstance(value, str):
        yield value


def test_no_letter_is_printed_that_was_never_made(
    decision: Decision, person: Person, guardian: User, north: People, signed_in: SignedIn
) -> None:
    """Told face to face: who was told stands in it. Where a file was taken, the letter says that it is drawn anew."""
    by = north["practitioner"]
    told(decision, by)
    pack = begun(person, guardian)
    chosen(pack, guardian, "letters")
    headings = {each.heading for each in person_pack.load(pack).texts}
    assert headings
    assert not [each for each in headings if "letter" in each]
    assert signed_in(by).get(f"/decisions/{decision.reference}/telling/child.txt").status_code == 200
    said = [each.text for each in person_pack.load(pack).texts if each.heading == "A letter, drawn anew"]
    assert "It is not kept" in said[0]
    assert len(said) > 3


def test_a_pack_is_given_up_with_a_reason_and_waits_no_more(
    person: Person, guardian: User, signed_in: SignedIn
) -> None:
    def waits() -> list[object]:
        return [row["reference"] for row in work_list(guardian) if "copy" in str(row["title"])]

    pack = begun(person, guardian)
    chosen(pack, guardian, "record")
    assert waits() == [pack.reference]
    client, path = signed_in(guardian), f"/packs/{pack.reference}/give-up/"
    assert "Say why" in client.post(path, {"request_key": uuid4(), "why": ""}).content.decode()
    assert client.post(path, {"request_key": uuid4(), "why": "It was started twice"}).status_code == 302
    assert waits() == []
    page = client.get(f"/packs/{pack.reference}/").content.decode()
    assert "It was started twice" in page
    assert "Choose what goes in" not in page
    for again in (lambda: chosen(pack, guardian, "record"), lambda: made(pack, guardian)):
        with pytest.raises(Refused, match="given up"):
            again()


def test_the_database_keeps_what_is_given_up(person: Person, guardian: User) -> None:
    pack = begun(person, guardian)
    with pytest.raises(IntegrityError, match="pack_given_up_says_why"), transaction.atomic():
        PackGivenUp.objects.create(pack=pack, request_key=uuid4(), why="", given_up_by=guardian)
    actions.give_up_pack(pack=pack, request_key=uuid4(), why="Twice", by=guardian)
    with pytest.raises(DatabaseError, match="given up"), transaction.atomic():
        PackGivenUp.objects.create(pack=pack, request_key=uuid4(), why="Again", given_up_by=guardian)


def test_packs_that_somebody_may_not_open_hide_none_that_they_may(
    person: Person, decision: Decision, guardian: User, north: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "MOST", 1)
    closed, opened = begun(person, guardian), begun(person, guardian)
    chosen(closed, guardian, "record")
    until = timezone.now() + timedelta(days=5)
    access.restrict(decision=decision, why="Staff", viewers=[guardian], until=until, by=guardian)
    assert [each.reference for each in summary.packs_due(north["ig_lead"])] == [opened.reference]


def test_more_decisions_take_no_more_questions(
    person: Person, decision: Decision, guardian: User, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    """To read all of it, to change one text, and to choose: two decisions, then five."""
    by, client = north["practitioner"], signed_in(guardian)

    def another() -> None:
        more = walked("C01", by)
        sent(sheets(more)[0], by=by)
        added(more, "Sean Byrne rang", by)
        access.link_person(decision=more, reference=person.reference, by=by)

    def costs() -> list[int]:
        pack = begun(person, guardian)
        chosen(pack, guardian)
        mark = person_pack.load(pack).goes[0].mark
        ends = ("texts/", f"texts/{mark}/", "choose/", "")
        return [cost(client, f"/packs/{pack.reference}/{end}") for end in ends]

    another()
    first = costs()
    for _ in range(3):
        another()
    assert costs() == first


def test_a_pack_says_what_is_in_no_pack(person: Person, guardian: User, signed_in: SignedIn) -> None:
    pack = begun(person, guardian)
    chosen(pack, guardian, "record")
    page = signed_in(guardian).get(f"/packs/{pack.reference}/").content.decode()
    told_in = json.dumps(made(pack, guardian).manifest)
    for text in NEVER_IN:
        assert text in page
        assert text in told_in
