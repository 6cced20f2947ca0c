"""A pack of what is kept of a person: chosen, read text by text, made once from what goes alone, and written down."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consent.models import Person
from decisions import packing, person_pack
from decisions.actions import access
from decisions.actions import person_packs as actions
from decisions.models import Decision, MadePack, PackChoice, PackText, PersonPack
from decisions.pack_files import MANIFEST
from decisions.policies import Refused
from decisions.policies.ledger import decisions_of
from decisions.policies.person_packs import due_on
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.answering_builders import press
from tests.decisions.around import child_of, father_of
from tests.decisions.packs import added, begun, chosen, made, said, text_with
from tests.decisions.pages import problems
from tests.decisions.sharing import sent, sheets
from tests.decisions.test_counts import cost
from tests.documents.reading import opened, streams, words
from tests.seeding.people import People
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
STORY = "Sean Byrne rang 01632 960123. Aoife Byrne hid at 12 Hill Close, Leeds; Auntie Bea took her in."


@pytest.fixture
def decision(north: People, walked: Walked) -> Decision:
    """A record that shares, with a story about others added to it."""
    found = walked("C01", north["practitioner"])
    added(found, STORY, north["practitioner"])
    sent(sheets(found)[0], by=north["practitioner"])
    return found


@pytest.fixture
def person(decision: Decision, north: People) -> Person:
    by = north["practitioner"]
    child = child_of(decision, by, born_on=date(2014, 5, 6), national_number="943 476 5919")
    place = {"address": "12 Hill Close, Leeds", "postcode": "LS1 4AP", "must_not_be_found": True}
    father_of(
        child, by, must_not_be_told=True, must_not_be_told_why="He hurt her", **place, must_not_be_found_why="Feud"
    )
    return child


@pytest.fixture
def guardian(north: People) -> User:
    return north["caldicott_guardian"]


@pytest.fixture
def pack(person: Person, guardian: User) -> PersonPack:
    return begun(person, guardian)


def files(made: MadePack) -> Mapping[str, bytes]:
    with ZipFile(BytesIO(bytes(made.data))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_copy_that_somebody_asks_for_is_due_one_month_later(person: Person, guardian: User) -> None:
    assert due_on("subject_access", date(2026, 1, 31)) == date(2026, 2, 28)
    asked = begun(person, guardian, received_on=date(2026, 11, 1))
    assert asked.due_on == date(2026, 12, 1)
    assert begun(person, guardian, made_for="review").due_on is None


def test_it_waits_on_the_list_of_those_who_make_packs_until_it_is_made(
    pack: PersonPack, guardian: User, north: People
) -> None:
    def listed(who: User) -> list[object]:
        return [row["reference"] for row in work_list(User.objects.get(pk=who.pk)) if "copy" in str(row["title"])]

    begun(pack.person, guardian, made_for="review")
    assert listed(guardian) == listed(north["ig_lead"]) == [pack.reference]
    assert listed(north["practitioner"]) == []
    chosen(pack, guardian, "record")
    made(pack, guardian)
    assert listed(guardian) == []


def test_the_whole_way_in_the_browser(person: Person, guardian: User, signed_in: SignedIn, decision: Decision) -> None:
    client = signed_in(guardian)
    assert f"/persons/{person.pk}/packs/" in client.get(f"/persons/{person.pk}/").content.decode()
    today = timezone.localdate()
    asked = {
        "asked_as": "Her solicitor",
        "exposed_why": "They act for her alone",
        "received_on_day": today.day,
        "received_on_month": today.month,
        "received_on_year": today.year,
    }
    answer = press(client, f"/persons/{person.pk}/packs/new/", made_for="subject_access", asked_by="Jo Lane", **asked)
    choose = answer["Location"]
    page = client.get(choose).content.decode()
    assert "checked" not in page, "Nothing is chosen for anybody"
    assert problems(press(client, choose)) == ["Choose what goes in"]
    parts = [each.key for each in packing.offered(decisions_of(person, guardian))]
    texts = press(client, choose, parts=parts)["Location"]
    page = client.get(texts).content.decode()
    assert re.search(r"<del>.*?Sean Byrne</del>", page, re.DOTALL)
    assert "Aoife Byrne hid" in page
    pack = PersonPack.objects.get(person=person)
    story = text_with(pack, "Auntie Bea")
    here = f"{texts}{story.mark}/"
    assert problems(press(client, here, also="Auntie Bea", out=["0", "1", "2"]))
    out = [str(place) for place in range(len(story.found))]
    answer = press(client, here, also="Auntie Bea", category="others", out=out)
    assert answer.status_code == 302, problems(answer)
    assert "Auntie Bea</del>" in client.get(texts).content.decode()
    answer = client.post(texts, {"version": person_pack.load(pack).fingerprint})
    assert answer["Location"] == f"/packs/{pack.reference}/"
    assert "The pack is made" in client.get(answer["Location"]).content.decode()
    answer = client.get(f"/packs/{pack.reference}/pack.zip")
    assert answer["Content-Disposition"] == f'attachment; filename="{pack.reference}.zip"'
    assert hashlib.sha256(answer.content).hexdigest() == pack.made.sha256
    assert Event.objects.filter(action="pack.taken", about_id=pack.pk, by=guardian).count() == 1


def test_the_manifest_has_the_hash_of_each_file_and_says_what_was_left_out_by_category(
    pack: PersonPack, guardian: User
) -> None:
    chosen(pack, guardian)
    made_pack = made(pack, guardian)
    held = files(made_pack)
    told = json.loads(held[MANIFEST])
    listed = {each["name"]: each["sha256"] for each in told["files"]}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in held.items() if name != MANIFEST}
    assert told == made_pack.manifest
    assert told["made_by"] == {
        "name": guardian.name,
        "role": guardian.role_title,
        "organisation": guardian.organisation.name,
    }
    whats = {each["what"] for each in told["left_out"]}
    assert {"Names of other people", "Numbers and addresses of other people"} <= whats
    assert all(each["why"] for each in told["left_out"])
    index = held["index.txt"].decode()
    assert all(name in index for name in listed if name != "index.txt")
    for text in (json.dumps(told), index):
        assert "Byrne" not in text
        assert "neglect" not in text


def test_the_persons_own_name_and_numbers_stay_and_those_of_others_are_proposed(
    pack: PersonPack, guardian: User, decision: Decision
) -> None:
    chosen(pack, guardian, "record")
    story = text_with(pack, "Auntie Bea")
    assert "Aoife Byrne hid" in story.text
    for gone in ("Sean", "01632", "Hill Close"):
        assert gone not in story.text
    assert "Auntie Bea" in story.text, "A nickname is for whoever reads it to find"


def test_what_is_taken_out_is_nowhere_in_the_bytes(
    pack: PersonPack, guardian: User, decision: Decision, north: People
) -> None:
    """Not in a stream, nor in the metadata, nor in any other file of it; and everything else is there."""
    secret, whole = "Zebedee Quill", "A story that only Wilhelmina can have told"
    added(decision, f"We saw {secret} there", north["practitioner"])
    added(decision, whole, north["practitioner"])
    chosen(pack, guardian)
    said(pack, text_with(pack, secret), guardian, also=["zebedee quill"], category="harm")
    said(pack, text_with(pack, whole), guardian, whole=True, category="confidence")
    held = files(made(pack, guardian))
    gone = ("Zebedee", "Quill", "Wilhelmina", "Sean", "HillClose", "01632960123", "LS14AP")
    for name, data in held.items():
        read = opened(data) if name.endswith(".pdf") else None
        parts = [data, *streams(data), repr(read.metadata).encode()] if read else [data]
        text = words(data) if read else data.decode()
        for each in gone:
            assert each not in text, f"{each} in {name}"
            assert not [part for part in parts if each.encode() in part or each.encode("utf-16-be") in part], name
        if read:
            assert not list(read.attachments)
            assert "/AF" not in read.root_object
    record = words(held[f"record-{decision.reference}.pdf"])
    for stays in ("AoifeByrnehid", "Wesaw[leftout]there", "[allofthisisleftout]", "signsofneglect"):
        assert stays.casefold() in record.casefold(), stays


def test_its_papers_are_for_the_archive_and_for_the_screen_reader(
    pack: PersonPack, guardian: User, signed_in: SignedIn
) -> None:
    chosen(pack, guardian, "record", "sharings")
    papers = [data for name, data in files(made(pack, guardian)).items() if name.endswith(".pdf")]
    papers.append(signed_in(guardian).get(f"/persons/{pack.person_id}/ledger.pdf").content)
    assert validate(*papers) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())] * 3


def test_more_texts_take_no_more_questions(
    pack: PersonPack, guardian: User, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    chosen(pack, guardian)
    client, path = signed_in(guardian), f"/packs/{pack.reference}/texts/"
    first = cost(client, path)
    for number in range(10):
        added(decision, f"Sean Byrne rang, {number}", north["practitioner"])
    assert cost(client, path) == first


def test_a_pack_of_several_decisions_is_read_and_made(
    pack: PersonPack, guardian: User, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    other = walked("C08", by)
    access.link_person(decision=other, reference=pack.person.reference, by=by)
    added(other, "Sean Byrne was seen", by)
    chosen(pack, guardian)
    client, path = signed_in(guardian), f"/packs/{pack.reference}/texts/"
    assert other.reference in client.get(path).content.decode()
    answer = client.post(path, {"version": person_pack.load(pack).fingerprint})
    assert answer.status_code == 302
    names = files(MadePack.objects.get(pack=pack))
    assert f"record-{other.reference}.pdf" in names
    assert "Sean" not in words(names[f"record-{other.reference}.pdf"])


def test_what_stays_in_though_it_was_found_takes_a_reason(pack: PersonPack, guardian: User) -> None:
    """The name of somebody who must not be told, as any."""
    chosen(pack, guardian)
    story = text_with(pack, "Auntie Bea")
    with pytest.raises(Refused, match="Say why these words stay in"):
        said(pack, story, guardian, left=["Sean Byrne"])
    said(pack, story, guardian, left=["Sean Byrne"], why="She knows him, and asks about him")
    now = text_with(pack, "Auntie Bea")
    assert "Sean Byrne rang" in now.text
    assert "Hill Close" not in now.text


def test_words_are_taken_out_wherever_they_stand_where_somebody_says_so(
    pack: PersonPack, guardian: User, decision: Decision, north: People
) -> None:
    """And what was said of another text stays said."""
    for more in ("auntie bea rang Sean Byrne", "Auntie Bea was kind", "A whole story of Auntie Bea"):
        added(decision, more, north["practitioner"])
    chosen(pack, guardian, "record")
    said(pack, text_with(pack, "rang Sean"), guardian, left=["Sean Byrne"], why="She knows")
    said(pack, text_with(pack, "whole story"), guardian, whole=True, category="confidence")
    first = text_with(pack, "hid at")
    said(pack, first, guardian, also=["Auntie Bea"], category="others", everywhere=True)
    assert text_with(pack, "rang Sean").text.endswith("[left out] rang Sean Byrne\nIt was forgotten")
    assert "Bea" not in text_with(pack, "was kind").text
    assert text_with(pack, "whole story").text == "[all of this is left out]"
    assert not [each for each in person_pack.load(pack).goes if "bea" in each.text.casefold()]


def test_words_that_are_not_in_the_text_are_refused(pack: PersonPack, guardian: User) -> None:
    """Else somebody believes that they are out."""
    chosen(pack, guardian)
    with pytest.raises(Refused, match="not in the text: Auntie Beatrice"):
        said(pack, text_with(pack, "Auntie Bea"), guardian, also=["Auntie Beatrice"], category="others")


def test_what_was_said_of_a_text_counts_for_these_words_alone(
    pack: PersonPack, guardian: User, decision: Decision, north: People
) -> None:
    chosen(pack, guardian)
    said(pack, text_with(pack, "Auntie Bea"), guardian, left=["Sean Byrne"], why="She knows him")
    added(decision, "Sean Byrne rang again", north["practitioner"])
    assert "Sean" not in text_with(pack, "rang again").text


def test_somebody_who_must_not_be_told_gets_none_without_a_reason(person: Person, guardian: User) -> None:
    for asker in ("Sean Byrne", "S. Byrne", "Mr Sean Byrne, who lives with her", "Her father"):
        with pytest.raises(Refused, match="somebody who must not be told"):
            begun(person, guardian, asked_by=asker, exposed_why="")
    assert begun(person, guardian, asked_by="Sean Byrne", exposed_why="A court ordered it").exposed_why


def test_somebody_marked_since_bars_what_was_started_before(pack: PersonPack, guardian: User, north: People) -> None:
    asked = begun(pack.person, guardian, asked_by="Nuala Byrne")
    chosen(asked, guardian, "record")
    father_of(
        pack.person,
        north["practitioner"],
        name="Nuala Byrne",
        kind="mother",
        must_not_be_told=True,
        must_not_be_told_why="She tells him",
    )
    with pytest.raises(Refused, match="Somebody was marked since"):
        made(asked, guardian)


def test_what_is_restricted_goes_in_with_a_reason_alone(
    pack: PersonPack, guardian: User, decision: Decision, north: People
) -> None:
    """And it is offered to nobody who may not open it."""
    until = timezone.now() + timedelta(days=5)
    access.restrict(decision=decision, why="Staff", viewers=[guardian], until=until, by=guardian)
    with pytest.raises(Refused, match="restricted"):
        chosen(pack, guardian)
    choice = chosen(pack, guardian, why="She was there herself")
    assert choice.restricted
    assert packing.offered(decisions_of(pack.person, north["ig_lead"])) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        PackChoice.objects.create(
            pack=pack, request_key=uuid4(), parts=["record x"], restricted=True, why="", chosen_by=guardian
        )


def test_what_is_restricted_since_it_was_chosen_needs_its_reason_too(
    pack: PersonPack, guardian: User, decision: Decision
) -> None:
    chosen(pack, guardian)
    until = timezone.now() + timedelta(days=5)
    access.restrict(decision=decision, why="Staff", viewers=[guardian], until=until, by=guardian)
    with pytest.raises(Refused, match="restricted since it was chosen"):
        made(pack, guardian)


def test_a_pack_is_not_there_for_somebody_who_may_not_open_all_of_it(
    pack: PersonPack, guardian: User, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    chosen(pack, guardian)
    made(pack, guardian)
    other = north["ig_lead"]
    assert signed_in(other).get(f"/packs/{pack.reference}/").status_code == 200
    until = timezone.now() + timedelta(days=5)
    access.restrict(decision=decision, why="Staff", viewers=[guardian], until=until, by=guardian)
    client = signed_in(other)
    for end in ("", "texts/", "choose/", "pack.zip"):
        assert client.get(f"/packs/{pack.reference}/{end}").status_code == 404
    assert pack.reference not in client.get(f"/persons/{pack.person_id}/packs/").content.decode()
    with pytest.raises(Refused):
        actions.take_pack(made=pack.made, by=other)


@pytest.mark.parametrize("who", ["practitioner", "manager", "safeguarding_lead", "administrator"])
def test_nobody_else_makes_packs(person: Person, north: People, signed_in: SignedIn, who: str) -> None:
    assert signed_in(north[who]).get(f"/persons/{person.pk}/packs/").status_code == 403
    with pytest.raises(Refused):
        begun(person, north[who])


def test_nothing_is_made_that_reads_otherwise_than_what_was_read(
    pack: PersonPack, guardian: User, decision: Decision, north: People, signed_in: SignedIn
) -> None:
    chosen(pack, guardian, "record")
    read = person_pack.load(pack).fingerprint
    added(decision, "And Zebedee Quill was there", north["practitioner"])
    answer = signed_in(guardian).post(f"/packs/{pack.reference}/texts/", {"version": read})
    assert "Something in this pack changed" in answer.content.decode()
    with pytest.raises(Refused, match="changed"):
        actions.make_pack(pack=pack, papers={}, read=read, by=guardian)
    assert not MadePack.objects.filter(pack=pack).exists()


def test_a_pack_is_made_once_and_then_nothing_of_it_changes(pack: PersonPack, guardian: User) -> None:
    chosen(pack, guardian, "record")
    text = text_with(pack, "Auntie Bea")
    first = made(pack, guardian)
    assert made(pack, guardian).pk == first.pk
    for again in (lambda: chosen(pack, guardian), lambda: said(pack, text, guardian, whole=True, category="harm")):
        with pytest.raises(Refused, match="stays as it is"):
            again()
    with pytest.raises(DatabaseError, match="This pack is made"), transaction.atomic():
        PackChoice.objects.create(
            pack=pack, request_key=uuid4(), parts=["record x"], restricted=False, chosen_by=guardian
        )
    for row in (pack, pack.choices.get(), first):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            row.save()


def test_pressed_twice_makes_one(pack: PersonPack, person: Person, guardian: User) -> None:
    values = {"made_for": "review", "asked_by": "Kit Moss", "asked_as": "The board", "exposed_why": "A review"}
    key = uuid4()
    rows = [
        actions.start_pack(person=person, request_key=key, received_on=timezone.localdate(), by=guardian, **values)
        for _ in range(2)
    ]
    assert rows[0].pk == rows[1].pk


BROKEN: Mapping[str, dict[str, object]] = {
    "pack_text_left_in_says_why": {"left": ["Sean"]},
    "pack_text_taken_out_says_why": {"whole": True},
    "packtext_category_known": {"whole": True, "category": "none"},
}


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses_what_has_no_reason(pack: PersonPack, guardian: User, rule: str) -> None:
    values = {"mark": "0" * 32, "whole": False, **BROKEN[rule]}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        PackText.objects.create(pack=pack, request_key=uuid4(), said_by=guardian, **values)


PACKS: Mapping[str, dict[str, object]] = {
    "person_pack_says_who_asked": {"asked_by": ""},
    "person_pack_of_a_request_is_due": {"due_on": None},
    "personpack_made_for_known": {"made_for": "play", "due_on": None},
}


@pytest.mark.parametrize("rule", PACKS)
def test_the_database_refuses_a_pack_that_is_not_whole(person: Person, guardian: User, rule: str) -> None:
    today = timezone.localdate()
    whole: dict[str, object] = {"made_for": "subject_access", "asked_by": "Her", "due_on": today + timedelta(days=30)}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        PersonPack.objects.create(
            person=person, request_key=uuid4(), received_on=today, started_by=guardian, **{**whole, **PACKS[rule]}
        )


def test_the_database_wants_a_pack_to_hold_something(pack: PersonPack, guardian: User) -> None:
    with pytest.raises(IntegrityError, match="pack_choice_chooses_something"), transaction.atomic():
        PackChoice.objects.create(pack=pack, request_key=uuid4(), parts=[], restricted=False, chosen_by=guardian)
    with pytest.raises(IntegrityError, match="made_pack_holds_something"), transaction.atomic():
        MadePack.objects.create(
            pack=pack, read="0", manifest={}, sha256="0", size=0, data=b"", made_at=timezone.now(), made_by=guardian
        )


def test_no_event_holds_content(pack: PersonPack, guardian: User, decision: Decision) -> None:
    chosen(pack, guardian)
    said(pack, text_with(pack, "Auntie Bea"), guardian, also=["Auntie Bea"], category="others")
    made(pack, guardian)
    facts = json.dumps(list(Event.objects.filter(action__startswith="pack.").values_list("facts", flat=True)))
    for text in ("Bea", "Byrne", "solicitor", "Hill"):
        assert text not in facts
    shown = Event.objects.filter(action="pack.made", about_id=pack.pk)
    assert shown.count() == 1
