"""A document is made once of the same words, sealed, kept, and handed out ever after as it was."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from decisions import summary
from decisions.actions import amend
from decisions.models import Decision
from decisions.summary import records
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.documents import issuing, pdf, store, verify
from infoshare.documents.checking import Standing, answer
from infoshare.documents.models import Issued
from infoshare.documents.pdf import ToPrint, render
from infoshare.saving.record_file import NotReadable, put_back, write
from tests.audit.chains import say
from tests.conftest import Walked
from tests.decisions import builders
from tests.documents.reading import words
from tests.seeding.people import People
from tests.seeding.test_record_file import take_away
from tests.verapdf import validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def issued(by: User, text: str = "One", kind: str = "page") -> bytes:
    html = f'<html lang="en"><body><h1>{text}</h1></body></html>'
    return issuing.issue(lambda: ToPrint(html, title="A page", created_at=AT), about=by, kind=kind, by=by)


def standing(document: bytes) -> Standing:
    return answer(document, hashlib.sha256(document).hexdigest()).standing


def recorded(walked: Walked, by: User) -> Decision:
    decision = walked("C01", by)
    builders.record(decision, by=by)
    return Decision.objects.get(pk=decision.pk)


def the_pdf(client: Client, decision: Decision) -> bytes:
    answered = client.get(f"/decisions/{decision.reference}/record.pdf")
    assert answered.status_code == 200
    return answered.content


def test_the_same_words_are_made_once_and_other_words_supersede_them(north: People) -> None:
    by = north["practitioner"]
    first = issued(by)
    assert issued(by) == first
    assert standing(first) == Standing.NEWEST
    second = issued(by, "Two")
    assert (standing(first), standing(second)) == (Standing.SUPERSEDED, Standing.NEWEST)
    assert [each.number for each in Issued.objects.order_by("pk")] == [1, 2]
    issued(by, "Of another kind", kind="letter")
    assert standing(second) == Standing.NEWEST
    told = [event.facts for event in log.history(by).filter(action=issuing.ISSUED)]
    assert told[0] == {"kind": "page", "number": 1, "sha256": hashlib.sha256(first).hexdigest()}


def test_words_that_come_back_are_a_new_document(north: People) -> None:
    """Else the newest would be one that the check page calls superseded."""
    by = north["practitioner"]
    first, _, third = issued(by), issued(by, "Two"), issued(by)
    assert (standing(first), standing(third)) == (Standing.SUPERSEDED, Standing.NEWEST)


def test_printed_on_another_day_it_is_the_same_document(north: People) -> None:
    """Else a letter would be superseded by whoever looks at it a day later."""
    by = north["practitioner"]

    def printed(on: str) -> bytes:
        page = ToPrint(f"<h1>Printed on {on}</h1>", "A page", AT, printed_on=on)
        return issuing.issue(lambda: page, about=by, kind="page", by=by)

    assert printed("1 May 2026") == printed("2 May 2026")
    assert Issued.objects.count() == 1


def test_what_comes_while_it_is_made_is_not_taken_for_told(north: People) -> None:
    by = north["practitioner"]

    def make() -> ToPrint:
        log.record("person.changed", by=by, about=by)
        return ToPrint("<h1>Before</h1>", "A page", AT)

    issuing.issue(make, about=by, kind="page", by=by)
    assert issuing.up_to_date(by, "page") is None


def test_before_its_seal_it_is_made_again_byte_for_byte(north: People) -> None:
    sealed = issued(north["practitioner"])
    again = render('<html lang="en"><body><h1>One</h1></body></html>', title="A page", created_at=AT)
    assert sealed.startswith(again)
    assert Issued.objects.get().unsealed == hashlib.sha256(again).hexdigest()


def test_what_lies_in_the_store_is_handed_out_only_where_it_is_what_was_put_there(north: People) -> None:
    by = north["practitioner"]
    issued(by)
    name = store._name(Issued.objects.get().sha256)
    path = Path(storages["documents"].path(name))
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(store.Damaged, match="is not what was put there"):
        store.get(Issued.objects.get().sha256)
    again = issued(by)
    assert standing(again) == Standing.NEWEST, "it is made anew"
    path.unlink()
    with pytest.raises(store.Damaged, match="No document"):
        store.get(Issued.objects.earliest("pk").sha256)


def test_where_it_can_not_be_written_down_nothing_stays_in_the_store(north: People) -> None:
    by = north["practitioner"]
    say("ALTER TABLE documents_issued ADD CONSTRAINT full_up CHECK (number < 1)")
    before = set(Path(storages["documents"].path("")).rglob("*.pdf"))
    with pytest.raises(DatabaseError, match="full_up"), transaction.atomic():
        issued(by)
    assert set(Path(storages["documents"].path("")).rglob("*.pdf")) == before


@pytest.mark.parametrize("order", ["UPDATE documents_issued SET number = 7", "DELETE FROM documents_issued"])
def test_what_was_issued_stays_written_down(order: str, north: People) -> None:
    issued(north["practitioner"])
    with pytest.raises(DatabaseError, match="Rows of documents_issued are added"), transaction.atomic():
        say(order)


def test_a_record_is_issued_with_how_to_check_it_and_valid_for_those_who_check(
    north: People, walked: Walked, signed_in: SignedIn, tmp_path: Path
) -> None:
    by = north["practitioner"]
    decision = recorded(walked, by)
    made = the_pdf(signed_in(by), decision)
    held = Issued.objects.get(about_id=decision.pk)
    printed = words(made)
    for part in (decision.reference, decision.record.content_hash, "127.0.0.1/check/"):
        assert part in printed
    place = log.history(decision).filter(action__in=records.DID).latest("pk").link
    assert f"Event{place.sequence}oforganisation{by.organisation_id}" in printed
    assert bytes(place.hash).hex() in printed
    assert held.as_of == log.last_change(decision)
    file = tmp_path / "record.pdf"
    file.write_bytes(made)
    assert verify.check(file).startswith("Intact: a PDF")
    [verdict] = validate(made)
    assert (verdict.pdfa_3a, verdict.pdfua_1, verdict.failures) == (True, True, ())


def test_a_second_request_is_served_from_the_store_and_the_look_is_written_down(
    north: People,
    walked: Walked,
    signed_in: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    by = north["practitioner"]
    decision, client = recorded(walked, by), signed_in(by)
    first = the_pdf(client, decision)
    monkeypatch.setattr(pdf, "_written", None)  # nothing can be drawn now
    looks = log.history(decision).filter(action="decision.viewed", facts__what="PDF")
    with django_assert_max_num_queries(16):
        assert the_pdf(client, decision) == first
    assert looks.count() == 2
    assert Issued.objects.count() == 1


def test_what_is_added_makes_a_new_document_and_the_old_one_says_so(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = recorded(walked, by), signed_in(by)
    first = the_pdf(client, decision)
    amend(decision=decision, request_key=uuid4(), title="The school rang", text="She was in school.", why="New", by=by)
    second = the_pdf(client, decision)
    assert "Shewasinschool." in words(second)
    assert (standing(first), standing(second)) == (Standing.SUPERSEDED, Standing.NEWEST)


def test_a_records_file_holds_its_documents_and_puts_them_back(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = recorded(walked, by)
    made = summary.issued(decision, by=by)
    connection.check_constraints()
    file = write(decision)
    [held] = json.loads(file)["tables"]["documents.issued"]
    take_away(decision)
    store.remove(held["sha256"])
    assert put_back(file) == decision
    assert store.get(held["sha256"]) == made
    assert write(decision) == file


@pytest.mark.parametrize("document", [{}, {"0" * 64: "AAAA"}])
def test_a_file_whose_documents_are_not_those_of_its_rows_is_refused(
    document: dict[str, str], north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = recorded(walked, by)
    summary.issued(decision, by=by)
    told = json.loads(write(decision)) | {"documents": document}
    connection.check_constraints()
    take_away(decision)
    with pytest.raises(NotReadable, match="the documents"), transaction.atomic():
        put_back(json.dumps(told))
