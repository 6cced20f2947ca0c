"""The pages of bulk sharing, for each role: writing the form, deciding on it, the register, the papers, the PDF."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from decisions import actions
from decisions.flow import near_a_date
from decisions.flow_pages import PAGES, lacking
from decisions.models import Flow, FlowDecision, FlowPaper, FlowReview, FlowSubmission
from decisions.summary import register_page, waiting
from decisions.summary.caldicott.inbox import inbox_page
from infoshare.access import ACCESS
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.accounts.addresses import path_of
from tests.campaigns.test_matrix import Watch
from tests.decisions.flowing import PDF, a_flow, approved, now, sent_back, status, submitted, whole
from tests.decisions.pages import Data, filled, form_on, problems
from tests.seeding.people import People
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OF_ONE = [name for name, who in ACCESS.items() if who.startswith("flow.") and name not in {"flows", "start-flow"}]
GUARDIANS = [name for name in OF_ONE if ACCESS[name] in {"flow.decide", "flow.review"}]
TODAY = timezone.localdate


def paper(name: str = "signed.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def in_boxes(name: str, days: int) -> Data:
    on = TODAY() + timedelta(days=days)
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def test_page_after_page_leads_to_a_submitted_flow(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    started = client.post("/flows/new/", filled(form_on(client, "/flows/new/")))
    flow = Flow.objects.get()
    here = f"/flows/{flow.reference}/"
    path = started["Location"]
    seen = []
    while path != here:
        seen.append(path)
        assert len(seen) < 20, seen
        if any(page.rows and path == f"{here}{page.rows}/" for page in PAGES.values()):
            add = f"{path}add/"
            assert client.post(add, filled(form_on(client, add)))["Location"] == path
            path = client.get(path).context["next_url"]
            continue
        if path.split("/")[-2] in {"agreement", "dpia"}:
            keep = f"{here}papers/{path.split('/')[-2]}/add/"
            data = filled(form_on(client, keep)) | in_boxes("review_on", 99)
            assert client.post(keep, {**data, "paper": paper()})["Location"] == path
        answer = client.post(path, filled(form_on(client, path)) | {"condition": "health_care"})
        assert answer.status_code == 302, problems(answer)
        path = answer["Location"]
    assert len(seen) == len(PAGES)
    assert lacking(now(flow)) == []
    assert client.get(here).context["next_url"] == f"{here}check/"
    version = client.get(f"{here}check/").context["version"]
    said = {"version": version, "to_role": "ig_lead"}
    where = [client.post(f"{here}check/", said)["Location"] for _ in range(2)]
    assert where == [here, here]
    assert FlowSubmission.objects.count() == 1


def test_nothing_is_submitted_while_something_is_missing_and_the_page_says_what(
    north: People, signed_in: SignedIn
) -> None:
    flow, client = a_flow(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/"
    page = client.get(f"{here}check/")
    assert [each["text"] for each in page.context["problems"]] == [said for _, said in lacking(now(flow))]
    said = {"version": page.context["version"], "to_role": "ig_lead"}
    assert "Say who gains from it" in problems(client.post(f"{here}check/", said))[0]
    assert client.get(f"{here}record.pdf").status_code == 404
    assert client.get(f"{here}pages/partners/").status_code == 404, "a list is no page of boxes"


@pytest.mark.parametrize("method", METHODS)
def test_a_practitioner_completes_no_flow_by_any_address_or_method(
    method: str, north: People, signed_in: SignedIn
) -> None:
    """Their own, a colleague's and one that is not there: nothing is decided or reviewed, and nothing is told apart."""
    by, client = north["practitioner"], signed_in(north["practitioner"])
    ours, theirs = submitted(by), submitted(north["colleague"])
    said = {"decided": "approve", "reasons": "Yes", "found": "Well", "version": _hash(ours), "to_role": "ig_lead"}
    said |= {"review_on_day": "1", "review_on_month": "1", "review_on_year": "2030", "why": "x", "value": "x"}
    for flow in (ours, theirs, None):
        reference = flow.reference if flow else "BF-2222-2222"
        for name in OF_ONE:
            path = path_of(name, flow=reference, slug="dpo", pk=flow.papers.first().pk if flow else 1)  # type: ignore[union-attr]
            if name == "end-flow" and flow == ours:
                continue  # whoever wrote it may give it up
            watch = Watch()
            with connection.execute_wrapper(watch):
                answer = client.generic(method, path, _form(said), content_type="application/x-www-form-urlencoded")
            assert watch.changes == [], (name, method)
            if name in GUARDIANS:
                assert answer.status_code in {403, 405}, (name, method, answer.status_code)
            elif flow != ours:
                role_refused = name in GUARDIANS
                assert answer.status_code == (403 if role_refused else 404), (name, method, answer.status_code)
    assert {status(ours), status(theirs)} == {"submitted"}
    assert not FlowDecision.objects.exists()
    assert not FlowReview.objects.exists()


def _hash(flow: Flow) -> str:
    submission = now(flow).submission
    assert submission
    return submission.content_hash


def _form(said: dict[str, str]) -> bytes:
    return "&".join(f"{name}={value}" for name, value in said.items()).encode()


def decision(client: Client, flow: Flow, **instead: str) -> Data:
    here = f"/flows/{flow.reference}/decide/"
    said: Data = {"version": client.get(here).context["version"], "decided": "approve", "reasons": "It is needed"}
    return said | {"conditions": ""} | in_boxes("review_on", 180) | instead


@pytest.mark.parametrize("who", ["ig_lead", "caldicott_guardian"])
def test_those_whose_it_is_read_it_and_decide(who: str, north: People, signed_in: SignedIn) -> None:
    flow, client = submitted(north["practitioner"]), signed_in(north[who])
    here = f"/flows/{flow.reference}/"
    assert f"{here}decide/" in client.get(here).content.decode()
    assert client.post(f"{here}decide/", decision(client, flow))["Location"] == here
    assert status(flow) == "approve"
    page = client.get(here).content.decode()
    assert "The author has been told" in page
    assert f"{here}decide/" not in page
    assert client.get(f"{here}decide/").status_code == 403


def test_a_decision_that_is_not_whole_says_what_is_missing_and_keeps_what_was_typed(
    north: People, signed_in: SignedIn
) -> None:
    flow, client = submitted(north["practitioner"]), signed_in(north["ig_lead"])
    here, no_date = f"/flows/{flow.reference}/decide/", dict.fromkeys(in_boxes("review_on", 1), "")
    said = decision(client, flow, decided="approve_conditions") | no_date
    answer = client.post(here, said)
    assert problems(answer) == ["Write down the conditions", "Give a day to look at it again"]
    assert b"It is needed" in answer.content
    said = decision(client, flow, decided="do_not_share", conditions="If asked")
    assert problems(client.post(here, said)) == ["Leave this empty, or choose to approve it with conditions"]
    past = {"review_on_day": "1", "review_on_month": "1", "review_on_year": "2020"}
    assert "must be today or in the future" in problems(client.post(here, decision(client, flow, **past)))[0]
    assert status(flow) == "submitted"


def test_the_second_of_two_is_told_who_decided_and_loses_nothing_typed(north: People, signed_in: SignedIn) -> None:
    flow = submitted(north["practitioner"])
    first, second = signed_in(north["ig_lead"]), signed_in(north["caldicott_guardian"])
    here = f"/flows/{flow.reference}/decide/"
    theirs = decision(second, flow, decided="do_not_share", reasons="Too much of it")
    assert first.post(here, decision(first, flow)).status_code == 302
    answer = second.post(here, theirs)
    assert answer.status_code == 409
    assert b"North ig lead decided on this on" in answer.content
    assert b"Too much of it" in answer.content
    assert status(flow) == "approve"
    again = first.post(here, theirs | {"decided": "approve", "reasons": "It is needed"} | in_boxes("review_on", 180))
    assert again.status_code == 302, "the same press twice is no conflict"


def test_deciding_asks_again_who_somebody_is(north: People, signed_in: SignedIn) -> None:
    flow, client = submitted(north["practitioner"]), signed_in(north["ig_lead"])
    session = client.session
    session["account_authentication_methods"] = [
        {**each, "at": each["at"] - 3600} for each in session["account_authentication_methods"]
    ]
    session.save()
    for name in ("decide", "review"):
        assert client.get(f"/flows/{flow.reference}/{name}/")["Location"].startswith("/accounts/confirm/")


def test_sent_back_it_says_why_and_is_written_on(north: People, signed_in: SignedIn) -> None:
    flow, client = sent_back(north["practitioner"], north["ig_lead"]), signed_in(north["practitioner"])
    page = client.get(f"/flows/{flow.reference}/").content.decode()
    assert "Say who checks that it is deleted" in page
    assert "Check and submit" in page
    reader = signed_in(north["manager"]).get(f"/flows/{flow.reference}/")
    assert reader.context["status"] == "More information is needed"


def test_the_pages_at_its_end(north: People, signed_in: SignedIn) -> None:
    flow = approved(north["practitioner"], north["ig_lead"])
    lead, owner = signed_in(north["ig_lead"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/"
    data = filled(form_on(lead, f"{here}review/")) | in_boxes("review_on", 90)
    assert lead.post(f"{here}review/", data)["Location"] == here
    assert now(flow).review_on == TODAY() + timedelta(days=90)
    assert owner.get(f"{here}change/")["Location"] == here, "looking starts nothing"
    new = [owner.post(f"{here}change/")["Location"] for _ in range(2)]
    assert new[0] == new[1] != here
    assert "which goes on until this one is approved" in owner.get(new[0]).content.decode()
    for _ in range(2):
        assert owner.post(f"{here}end/", {"why": "The project is over"})["Location"] == here
    assert "The project is over" in lead.get(here).content.decode()
    assert lead.get(f"{here}review/").status_code == 403


def test_rows_are_changed_and_taken_off(north: People, signed_in: SignedIn) -> None:
    flow, client = whole(north["practitioner"]), signed_in(north["practitioner"])
    for listed, row in (("partners", flow.flowpartners.get()), ("data-sets", flow.datasets.get())):
        here = f"/flows/{flow.reference}/{listed}/"
        client.post(f"{here}{row.pk}/", filled(form_on(client, f"{here}{row.pk}/"), "Anew"))
        assert b"Anew" in client.get(here).content
        client.get(f"{here}{row.pk}/remove/")
        assert type(row)._default_manager.filter(pk=row.pk).exists(), "looking takes nothing off"
        assert client.post(f"{here}{row.pk}/remove/")["Location"] == here
        assert not type(row)._default_manager.filter(pk=row.pk).exists()


def test_two_tabs_are_shown_both_texts(north: People, signed_in: SignedIn) -> None:
    flow, client = a_flow(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/pages/stopping/"
    one, two = (filled(form_on(client, here), text) for text in ("First text", "Second text"))
    assert client.post(here, one).status_code == 302
    answer = client.post(here, two)
    assert answer.status_code == 409
    assert b"First text" in answer.content
    assert b"Second text" in answer.content


@pytest.mark.parametrize("data", [b"<script>alert(1)</script>", b"MZ" + bytes(100), b""])
def test_a_paper_is_a_pdf_or_a_picture_by_its_content(data: bytes, north: People, signed_in: SignedIn) -> None:
    flow, client = a_flow(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/papers/agreement/add/"
    said: dict[str, Any] = {**filled(form_on(client, here)), **in_boxes("review_on", 9), "paper": paper(data=data)}
    assert problems(client.post(here, said))
    assert not FlowPaper.objects.exists()


def test_a_paper_comes_back_as_a_download_that_tells_and_runs_nothing(north: People, signed_in: SignedIn) -> None:
    flow = submitted(north["practitioner"])
    kept = flow.papers.first()
    assert kept
    answer = signed_in(north["ig_lead"]).get(f"/flows/{flow.reference}/papers/{kept.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == f'attachment; filename="{flow.reference}-{kept.pk}.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox"
    other = submitted(north["practitioner"])
    assert signed_in(north["ig_lead"]).get(f"/flows/{other.reference}/papers/{kept.pk}/").status_code == 404


def test_a_paper_is_looked_at_again_after_it_was_signed(north: People, signed_in: SignedIn) -> None:
    flow, client = a_flow(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/papers/dpia/add/"
    said = filled(form_on(client, here)) | in_boxes("review_on", -3)
    assert "must be after the day it was signed" in problems(client.post(here, {**said, "paper": paper()}))[0]
    other = f"/flows/{flow.reference}/papers/other/add/"
    plain = filled(form_on(client, other)) | dict.fromkeys(in_boxes("review_on", 0), "")
    assert client.post(other, {**plain, "paper": paper()}).status_code == 302
    large = paper(data=PDF.replace(b"trailer", b"%" + b"0" * 3 * 1024 * 1024 + b"\ntrailer"))
    assert client.post(other, {**plain, "request_key": str(uuid4()), "paper": large}).status_code == 302, "3 of 5 MB"


def test_dates_and_reasons_that_do_not_fit_are_refused_on_their_page(north: People, signed_in: SignedIn) -> None:
    flow, client = a_flow(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/flows/{flow.reference}/pages/"
    said = filled(form_on(client, f"{here}schedule/")) | in_boxes("ends_on", -1)
    assert problems(client.post(f"{here}schedule/", said)) == ["The last day must not be before the first"]
    for value, sentence in (("done", "Say what came out of it"), ("not_needed", "Say why none is needed")):
        said = filled(form_on(client, f"{here}dpia/"), "") | {"dpia": value}
        assert problems(client.post(f"{here}dpia/", said)) == [sentence]


def test_the_register_shows_what_is_overdue_first_and_what_is_asked_for(north: People, signed_in: SignedIn) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    soon = approved(by, lead, review_on=TODAY() + timedelta(days=3))
    overdue = approved(by, lead, review_on=TODAY() - timedelta(days=3))
    draft, waits = a_flow(by), submitted(by)
    client = signed_in(lead)
    page = client.get("/flows/")
    references = [row["reference"] for row in page.context["rows"]]
    assert references == [each.reference for each in (overdue, soon, waits, draft)]
    assert b"Overdue" in page.content
    due = client.get("/flows/?show=due").context["rows"]
    assert [row["reference"] for row in due] == [overdue.reference, soon.reference]
    assert [row["reference"] for row in client.get("/flows/?show=draft").context["rows"]] == [draft.reference]
    assert len(client.get("/flows/?show=nonsense").context["rows"]) == 4
    event = Event.objects.filter(action="list.viewed").latest("pk")
    assert len(event.facts["flows"]) == 4


@pytest.mark.parametrize(
    ("who", "sees"),
    [("practitioner", True), ("manager", True), ("ig_lead", True), ("colleague", False), ("manager_elsewhere", False)],
)
def test_the_register_shows_what_the_reader_may_open(who: str, sees: bool, north: People, signed_in: SignedIn) -> None:
    flow = submitted(north["practitioner"])
    client = signed_in(north[who])
    assert (flow.reference in client.get("/flows/").content.decode()) == sees
    assert client.get(f"/flows/{flow.reference}/").status_code == (200 if sees else 404)


def test_no_flow_costs_the_register_or_the_list_of_what_waits_a_query(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    counts = []
    for _ in range(2):
        submitted(by)
        approved(by, lead, review_on=TODAY())
        with CaptureQueriesContext(connection) as register:
            register_page(lead, {})
        with CaptureQueriesContext(connection) as listed:
            waiting.work_list(lead)
        counts.append((len(register), len(listed)))
    assert counts[0] == counts[1]


def test_what_waits_is_listed_for_whose_turn_it_is(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    waits, back = submitted(by), sent_back(by, lead)
    due = approved(by, lead, review_on=TODAY() + timedelta(days=3))
    approved(by, lead)
    assert {(row["title"], row["reference"]) for row in waiting.work_list(lead)} == {
        ("Decide on bulk sharing", waits.reference),
        ("Bulk sharing. The flow is to be looked at again", due.reference),
    }
    assert [row["reference"] for row in inbox_page(lead)["decide"]] == [waits.reference]  # type: ignore[attr-defined]
    assert {(row["title"], row["reference"]) for row in waiting.work_list(by)} == {
        ("Add what is needed, and submit it again", back.reference),
        ("Bulk sharing. The flow is to be looked at again", due.reference),
    }
    assert waiting.work_list(north["colleague"]) == []
    actions.end_flow(flow=waits, why="Over", by=by)
    assert waits.reference not in {row["reference"] for row in waiting.work_list(lead)}


def test_the_register_shows_25_a_page_and_writes_down_those_it_shows(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    every = [a_flow(by).reference for _ in range(27)][::-1]
    client = signed_in(by)
    first = client.get("/flows/?show=draft").context
    assert first["shown"] == every[:25]
    second = client.get(first["older_url"]).context
    assert (second["shown"], second["older_url"], second["first_url"]) == (every[25:], "", "/flows/?show=draft")
    looks = Event.objects.filter(action="list.viewed", by=by).order_by("pk")
    assert [event.facts["flows"] for event in looks] == [sorted(every[:25]), sorted(every[25:])]


def test_of_all_flows_that_run_those_with_a_date_to_look_at_are_read(north: People) -> None:
    by, lead, later = north["practitioner"], north["ig_lead"], TODAY() + timedelta(days=100)
    approved(by, lead)
    looked_at = approved(by, lead, review_on=TODAY())
    due = approved(by, lead, review_on=TODAY())
    actions.review_flow(flow=looked_at, request_key=uuid4(), found="Well", review_on=later, by=lead)
    ended = approved(by, lead, review_on=TODAY())
    actions.end_flow(flow=ended, why="Over", by=by)
    assert [*near_a_date(Flow.objects.all(), TODAY())] == [due]
    assert {*near_a_date(Flow.objects.all(), later)} == {looked_at, due}


def test_what_the_lead_wrote_waits_for_the_guardian_alone(north: People) -> None:
    flow = submitted(north["ig_lead"])
    assert waiting.work_list(north["ig_lead"]) == []
    assert [row["reference"] for row in waiting.work_list(north["caldicott_guardian"])] == [flow.reference]


def test_every_look_is_written_down(north: People, signed_in: SignedIn) -> None:
    flow, client = submitted(north["practitioner"]), signed_in(north["ig_lead"])
    kept = flow.papers.first()
    assert kept
    for path in ("", "decide/", "record.pdf", f"papers/{kept.pk}/"):
        client.get(f"/flows/{flow.reference}/{path}")
    looks = Event.objects.filter(action="flow.viewed", about_id=flow.pk, by=north["ig_lead"])
    assert [event.facts["what"] for event in looks] == ["flow", "decide", "PDF", "paper"]


def test_the_pdf_answers_first_and_is_for_the_archive_and_the_screen_reader(north: People, signed_in: SignedIn) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    running, waits = approved(by, lead), submitted(by)
    actions.review_flow(
        flow=running, request_key=running.request_key, found="Well", review_on=TODAY() + timedelta(days=90), by=lead
    )
    client = signed_in(lead)
    files = [client.get(f"/flows/{flow.reference}/record.pdf").content for flow in (running, waits)]
    actions.end_flow(flow=running, why="The project is over", by=by)
    files.append(client.get(f"/flows/{running.reference}/record.pdf").content)
    assert list(validate(*files)) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())] * 3
    read = PdfReader(BytesIO(files[0]))
    first = read.pages[0].extract_text()
    for said in ("Approved with conditions", "North", "The county council", "Public task", "North ig lead"):
        assert said in first, said
    assert "Only the fields listed" in first
    for number, sheet in enumerate(read.pages, 1):
        text = sheet.extract_text()
        assert f"Page {number} of {len(read.pages)}" in text
        assert running.reference in text
    assert f"{running.reference}.json" in read.attachments
    assert "Nobody has decided yet" in PdfReader(BytesIO(files[1])).pages[0].extract_text()
    assert "The project is over" in PdfReader(BytesIO(files[2])).pages[0].extract_text()
