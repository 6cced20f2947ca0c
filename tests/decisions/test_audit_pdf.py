"""The audit PDF: what it tells of each decision, how it is tied to the log, and that taking it out is written down."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from decisions import actions, summary
from decisions.actions import access
from decisions.models import Decision
from decisions.policies.auditing import Selection
from decisions.summary.audit_parts import take
from infoshare.accounts.models import User
from infoshare.audit import chain
from infoshare.audit.models import ChainLink, Event
from infoshare.documents.checking import Standing, answer
from infoshare.documents.models import Issued
from tests.audit.chains import link, open_to_its_owner
from tests.browser import pdfs
from tests.conftest import Walked
from tests.decisions.amending import amended, passage
from tests.decisions.around import child_of
from tests.decisions.builders import advise, ask, emergency, started
from tests.decisions.sharing import rang, sent, sheets
from tests.seeding.people import People, settle
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
MAKE = {"make": "yes"}


@pytest.fixture
def told(north: People, walked: Walked) -> Decision:
    """A record that shares: sent and answered, added to, asked about, and looked at by somebody else."""
    by = north["practitioner"]
    decision = walked("C01", by)
    rang(sent(sheets(decision)[0], by=by), by=by)
    actions.amend(decision=decision, request_key=uuid4(), title="He rang again", text="At four", why="New", by=by)
    advise(ask(decision, "record", by=by), by=by)
    return decision


@pytest.fixture
def east(db: None) -> People:
    """Made for each test, so that every event of theirs is linked: what is put back as rows is not."""
    return settle("East")


def made(decisions: list[Decision], user: User, selection: Selection = Selection(), left_out: int = 0) -> bytes:  # noqa: B008
    link()
    about = summary.audit_frame(selection, user, left_out=left_out, at=timezone.now())
    return summary.audit_pdf(decisions, about, user)


def test_it_tells_what_was_decided_added_advised_and_shared_and_who_opened_it(
    told: Decision, north: People, signed_in: SignedIn
) -> None:
    signed_in(north["manager"]).get(f"/decisions/{told.reference}/record.pdf")
    guardian = north["caldicott_guardian"]
    file = made([told], guardian, Selection(practitioner=north["practitioner"]))
    sheet = sheets(told)[0]
    assert pdfs.lacks(file, [
        f"{guardian.organisation.name}. Taken out by {guardian.name}",
        "North practitioner",
        f"{told.reference}: Share",
        told.record.content_hash,
        "He rang again", "At four",
        "The duty manager", "Share what the school needs",
        sheet.reference, "Secure email",
        "North practitioner recorded the decision: Share",
        "North manager", "by role in its team",
    ]) == []  # fmt: skip


def test_who_opened_it_is_left_out_for_those_who_may_not_see_that(
    told: Decision, north: People, signed_in: SignedIn
) -> None:
    lead = north["ig_lead"]
    signed_in(north["manager"]).get(f"/decisions/{told.reference}/")
    [for_lead], [for_guardian] = (take([told], user) for user in (lead, north["caldicott_guardian"]))
    assert for_lead.looks is None
    assert for_guardian.looks
    file = made([told], lead)
    assert pdfs.lacks(file, ["Who opened 1 of them is left out", f"Left out: it is not for {lead.name} to see"]) == []
    assert pdfs.lacks(file, ["by role in its team"]) == ["by role in its team"]


def test_each_decision_is_tied_to_the_log_by_its_links(east: People) -> None:
    """Whoever has the lines of the log finds the last of them by its hash."""
    by, guardian = east["practitioner"], east["caldicott_guardian"]
    decision = started(by)
    ask(decision, "situation", by=by)
    started(by)
    file = made([decision], guardian)
    [data] = PdfReader(BytesIO(file)).attachments["audit.json"]
    found = json.loads(data)
    lines = list(chain.lines(guardian.organisation_id))
    hashes = [hashlib.sha256(line.encode()).hexdigest() for line in lines]
    about = {"id": decision.pk, "type": "decisions.decision"}
    mine = [number for number, line in enumerate(lines, 1) if json.loads(line)["about"] == about]
    [of] = found["decisions"]
    assert (of["first"], of["last"], of["events"]) == (mine[0], mine[-1], len(mine))
    assert of["hash"] == hashes[mine[-1] - 1]
    assert found["chain"] == {"fault": "", "hash": hashes[-1], "sequence": len(lines)}
    assert pdfs.lacks(file, [of["hash"], hashes[-1], "The chain of this organisation's events is whole"]) == []


def test_a_chain_that_was_altered_is_said_to_be_broken(east: People) -> None:
    decision = started(east["practitioner"])
    open_to_its_owner()
    event = Event.objects.get(about_id=decision.pk, action="decision.started")
    Event.objects.filter(pk=event.pk).update(by=east["manager"])
    file = made([decision], east["caldicott_guardian"])
    place = ChainLink.objects.get(event=event).sequence
    assert pdfs.lacks(file, ["The chain is broken.", f"Event {event.pk}, at link {place}, is not what"]) == []


def test_it_is_for_the_archive_and_for_the_screen_reader(told: Decision, north: People) -> None:
    draft = started(north["practitioner"])
    urgent = actions.share_in_emergency(by=north["practitioner"], request_key=uuid4(), about="AB", values=emergency())
    several = made([told, draft, urgent], north["caldicott_guardian"], left_out=2)
    one = made([draft], north["ig_lead"])
    assert validate(several, one) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())] * 2
    assert pdfs.lacks(several, ["3 decisions", "Not recorded yet: 1", "2, restricted to people whom"]) == []


def test_a_passage_that_was_amended_is_told_as_it_stood_and_as_it_reads_now(told: Decision, north: People) -> None:
    stood = passage(told, "Risk of sharing").text
    amended(told, "Risk of sharing", "He may find out where they live", by=north["practitioner"])
    file = made([told], north["caldicott_guardian"])
    assert pdfs.lacks(file, ["It said", stood, "It now reads", "He may find out where they live"]) == []


def test_it_is_sealed_and_kept_nowhere(told: Decision, north: People) -> None:
    file, kept = made([told], north["caldicott_guardian"]), Issued.objects.count()
    hashed = hashlib.sha256(file).hexdigest()
    assert answer(file, hashed).standing == Standing.NOT_KEPT
    altered = file.replace(b"/Author", b"/Auth0r", 1)
    assert answer(altered, hashlib.sha256(altered).hexdigest()).standing == Standing.ALTERED
    assert Issued.objects.count() == kept


def test_reading_it_takes_no_more_queries_for_more_decisions(told: Decision, north: People, walked: Walked) -> None:
    guardian, other = north["caldicott_guardian"], walked("C08", north["practitioner"])
    take([told], guardian)  # what is read once for all
    with CaptureQueriesContext(connection) as one:
        take([told], guardian)
    with CaptureQueriesContext(connection) as several:
        take([told, other], guardian)
    assert len(one) == len(several)


def test_the_page_counts_first_and_then_makes_it(told: Decision, north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["caldicott_guardian"])
    page = client.get("/audit/").content.decode()
    assert "Make the PDF" not in page
    counted = client.post("/audit/", {"practitioner": north["practitioner"].pk}).content.decode()
    assert "<strong>1 decision</strong> that you can open" in counted
    assert "Make the PDF" in counted
    file = client.post("/audit/", {"practitioner": north["practitioner"].pk, **MAKE})
    assert file["Content-Disposition"] == f'attachment; filename="audit-{timezone.localdate()}.pdf"'
    assert pdfs.lacks(file.content, [told.reference]) == []


def _last_event() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def test_taking_it_out_is_written_down_with_what_was_selected_and_each_decision(
    told: Decision, north: People, signed_in: SignedIn
) -> None:
    by, guardian = north["practitioner"], north["caldicott_guardian"]
    girl = child_of(told, by)
    client, last = signed_in(guardian), _last_event()
    wanted = {"person": girl.reference, "practitioner": by.pk, "since_day": 1, "since_month": 2, "since_year": 2020}
    client.post("/audit/", wanted)
    assert not Event.objects.filter(pk__gt=last, action="audit.exported").exists()
    assert client.post("/audit/", wanted | MAKE).status_code == 200
    exported = Event.objects.get(pk__gt=last, action="audit.exported")
    assert exported.facts == {
        "since": "2020-02-01",
        "until": None,
        "team": None,
        "by_person": True,
        "practitioner": by.pk,
        "left_out": 0,
        "references": [told.reference],
    }
    look = Event.objects.get(pk__gt=last, action="decision.viewed")
    assert (look.about_id, look.facts) == (told.pk, {"what": "audit PDF", "through": "organisation"})


def test_nothing_is_made_or_written_down_where_there_is_none_or_too_many(north: People, signed_in: SignedIn) -> None:
    client, last = signed_in(north["ig_lead"]), _last_event()
    answered = client.post("/audit/", MAKE)
    assert (answered.status_code, "No decision that you can open" in answered.content.decode()) == (403, True)
    assert "Make the PDF" not in client.post("/audit/", {"count": "yes"}).content.decode()
    assert not Event.objects.filter(pk__gt=last, action="audit.exported").exists()


def test_what_is_restricted_is_said_to_be_left_out_and_no_conflict_is(north: People, signed_in: SignedIn) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    started(by)
    closed, barred = started(by), started(by)
    until = timezone.now() + timedelta(days=1)
    access.restrict(decision=closed, viewers=[], until=until, why="x", by=north["caldicott_guardian"])
    access.bar(decision=barred, whom=lead, kind="relative", why="x", person=None, by=north["manager"])
    page = signed_in(lead).post("/audit/", {"count": "yes"}).content.decode()
    assert re.search(r"<strong>1 decision</strong>", page)
    assert "1 more is restricted to people named, and is not in it." in page
    assert "conflict of interest are never in it, and are not counted" in page


def test_a_person_whom_the_reader_may_not_open_is_as_one_who_is_not_there(
    north: People, south: People, signed_in: SignedIn
) -> None:
    girl = child_of(started(south["practitioner"]), south["practitioner"])
    client = signed_in(north["caldicott_guardian"])
    pages = [client.post("/audit/", {"person": said}) for said in (girl.reference, "NOBODY-1")]
    assert [each.context["form"].errors["person"] for each in pages] == [
        ["Nobody whom you can open has that reference. Check it, or leave it blank."]
    ] * 2
    backwards = {"since_day": 2, "since_month": 2, "since_year": 2026, "until_day": 1, "until_month": 2}
    wrong = client.post("/audit/", {**backwards, "until_year": 2026})
    assert wrong.context["form"].errors["until"] == ["The last day must be the first day or later"]


@pytest.mark.parametrize("who", ["practitioner", "manager", "safeguarding_lead", "administrator"])
def test_it_is_for_the_guardian_and_the_lead_alone(north: People, signed_in: SignedIn, who: str) -> None:
    client = signed_in(north[who])
    assert [client.get("/audit/").status_code, client.post("/audit/", MAKE).status_code] == [403, 403]
