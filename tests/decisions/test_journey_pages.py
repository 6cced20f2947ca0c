"""The journey through its pages: from the first to the record, the ways round, and what each page leads to."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions.draft import load
from decisions.models import Decision, Flow, Item, ToDo
from infoshare.accounts.models import User
from tests.browser.pdfs import text
from tests.conftest import Walked
from tests.decisions.builders import READY, advise, answer_all, ask, started
from tests.decisions.pages import NO_DUTY, NOT_ANSWERED, filled, form_on
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
# What is chosen on the way; everything else is the first answer.
SAID = {
    "situation": "request",
    "danger": "no",
    "statutory": "no",
    "purpose": "yes",
    "anonymise": "no",
    "at_risk": "yes",
    "lawful_basis": "yes",
    "protect_identity": "no",
    "tell_family": "after",
}


def go_on(client: Client, path: str) -> str:
    """Fill in the page and follow it to the next thing the draft lacks."""
    if path.endswith("/items/"):
        return go_on(client, f"{path}add/") and path.replace("items/", "")
    form, slug = form_on(client, path), path.rstrip("/").split("/")[-1]
    data = filled(form)
    if path == "/decisions/new/":
        data["recipient_sector"] = "police"
    if "/questions/" in path:
        data["value"] = SAID[slug]
    if "/who-gets-what/" in path:  # all of it goes, so nothing is read instead
        data |= {name: "" for name in data if name.startswith("redacted_")}
    if slug == "consent":
        data["status"] = "not_sought"
    if slug == "basis":
        data["common_law"] = "public_interest"
    response = client.post(path, data)
    assert response.status_code == 302, f"{path}: {form.errors} {response.context and response.context['form'].errors}"
    return str(response["Location"])


def test_filling_in_page_after_page_leads_to_the_record(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    path, seen = go_on(client, "/decisions/new/"), []
    while "/check/" not in path:
        seen.append(path)
        assert len(seen) < 40, seen
        path = go_on(client, path)
        if path.count("/") == 3:  # the task list: its button leads on
            path = client.get(path).context["next_url"]
    assert len(seen) == len(set(seen)), seen
    page = client.get(path)
    assert client.post(path, {"version": page.context["version"]})["Location"] == path.replace("check/", "")
    decision = Decision.objects.get()
    assert load(decision).record
    whole = client.get(f"/decisions/{decision.reference}/").content.decode()
    assert "Some text" in whole
    assert "Some text: Some text (Police)" in whole
    assert client.post(path, {"version": "x"})["Location"] == f"/decisions/{decision.reference}/"
    pdf = client.get(f"/decisions/{decision.reference}/record.pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "(Police)" in text(pdf.content)
    home = client.get("/").content.decode()
    assert decision.reference in home


def test_a_stale_check_page_says_so_and_records_nothing(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = walked("C08", by, until=READY), signed_in(by)
    path = f"/decisions/{decision.reference}/check/"
    version = client.get(path).context["version"]
    decision.lines.update(why="Changed in another tab")
    response = client.post(path, {"version": version})
    assert b"Something changed since this page was opened" in response.content
    assert not hasattr(Decision.objects.get(pk=decision.pk), "record")


def test_not_sure_leads_to_writing_down_the_advice_and_back_to_the_question(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    answer_all(decision, {"situation": "case", "danger": "no", "statutory": "no"}, by=by)
    here = f"/decisions/{decision.reference}"
    question = f"{here}/questions/purpose/"
    asking = client.post(question, {**filled(form_on(client, question)), "value": "unsure"})["Location"]
    assert asking == f"{question}advice/"
    elsewhere = f"{asking}elsewhere/"
    written = client.post(elsewhere, filled(form_on(client, elsewhere)) | NOT_ANSWERED)["Location"]
    refused = client.post(question, {**filled(form_on(client, question)), "value": "yes"})
    assert b"You asked for advice on this question" in refused.content
    assert client.get(f"{here}/").context["open_discussions"]
    assert b"Waiting for advice" in client.get("/").content
    assert b"The duty" not in client.get(f"{here}/questions/anonymise/").content
    assert client.get(f"{here}/questions/anonymise/").status_code == 403
    assert client.post(written, filled(form_on(client, written)))["Location"] == question
    assert client.post(question, {**filled(form_on(client, question)), "value": "yes"}).status_code == 302


def test_advice_at_a_question_that_is_answered_leads_on(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    answer_all(decision, {"situation": "case"}, by=by)
    discussion = ask(decision, "situation", by=by)
    path = f"/decisions/{decision.reference}/advice/{discussion.pk}/"
    assert client.post(path, filled(form_on(client, path)))["Location"].endswith("/questions/danger/")


def test_advice_with_names_says_why_and_advice_not_followed_says_why(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    here = f"/decisions/{decision.reference}"
    path = f"{here}/questions/situation/advice/elsewhere/"
    named = filled(form_on(client, path)) | {"identity_withheld": "no", "named_why": "", **NOT_ANSWERED}
    assert b"Say why the adviser had to know who it is about" in client.post(path, named).content
    where = client.post(path, {**named, "named_why": "They knew already"})["Location"]
    heard = filled(form_on(client, where)) | {"followed": "partly", "not_followed_why": ""}
    assert b"Say why you do not follow the advice in full" in client.post(where, heard).content
    assert client.post(where, {**heard, "not_followed_why": "New facts"}).status_code == 302


def test_rows_are_changed_and_taken_off(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    here = f"/decisions/{decision.reference}/items/"
    client.post(f"{here}add/", filled(form_on(client, f"{here}add/"), "first"))
    row = Item.objects.get()
    client.post(f"{here}{row.pk}/", filled(form_on(client, f"{here}{row.pk}/"), "second"))
    row.refresh_from_db()
    assert row.text == "second"
    assert b"second" in client.get(f"{here}{row.pk}/remove/").content
    assert Item.objects.exists(), "looking at the page that asks takes nothing off"
    assert client.post(f"{here}{row.pk}/remove/")["Location"] == here
    assert not Item.objects.exists()
    assert row.history.count() == 3


def test_an_emergency_from_the_home_page_and_in_a_draft(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    for path in ("/decisions/emergency/", f"/decisions/{decision.reference}/emergency/"):
        data = filled(form_on(client, path))
        where = [client.post(path, data)["Location"] for _ in range(2)]
        assert where[0] == where[1]
        assert b"Shared at once: somebody was in danger" in client.get(where[0]).content
    assert Decision.objects.filter(record__isnull=False).count() == 2
    todo = ToDo.objects.filter(decision=decision)[0]
    assert todo.title in client.get("/").content.decode()
    path = f"/decisions/{decision.reference}/add/{todo.slug}/"
    assert client.post(path, filled(form_on(client, path))).status_code == 302
    again = client.post(path, filled(form_on(client, path)))
    assert b"Somebody has written this down already" in again.content
    more = f"/decisions/{decision.reference}/add/"
    assert client.post(more, filled(form_on(client, more), "added-later")).status_code == 302
    assert client.get(f"/decisions/{decision.reference}/").content.count(b"added-later") >= 2
    assert client.get(f"/decisions/{decision.reference}/add/nothing/").status_code == 404


def test_a_draft_has_no_pdf_and_an_edition_nobody_knows_no_page(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    assert client.get(f"/decisions/{decision.reference}/record.pdf").status_code == 404
    assert client.get("/guidance/golden_rules_1066/").status_code == 404
    assert client.get("/guidance/golden_rules_2008/").status_code == 200


def test_bulk_sharing_goes_on_as_one_flow_however_often_the_button_is_pressed(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    answer_all(decision, {"situation": "bulk"}, by=by)
    here = f"/decisions/{decision.reference}/"
    page = client.get(here)
    assert page.context["next_url"] == here
    assert "Fill in the form for bulk sharing" in page.content.decode()
    assert client.get(f"{here}flow/")["Location"] == here, "looking starts nothing"
    where = [client.post(f"{here}flow/")["Location"] for _ in range(2)]
    flow = Flow.objects.get()
    assert where == [f"/flows/{flow.reference}/"] * 2
    assert (flow.purpose, flow.from_decision, flow.owner) == ("To help", decision, by)
    assert [(each.organisation, each.contact) for each in flow.flowpartners.all()] == [("Health", "Nurse")]


def test_a_draft_that_went_on_as_a_flow_says_so_and_leaves_the_list(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    answer_all(decision, {"situation": "bulk"}, by=by)
    here = f"/decisions/{decision.reference}/"
    assert decision.reference in client.get("/").content.decode()
    client.post(f"{here}flow/")
    page = client.get(here).content.decode()
    assert f"This was carried on as {Flow.objects.get().reference}" in page
    assert client.post(f"{here}questions/situation/", {"value": "case"}).status_code == 403
    assert decision.reference not in client.get("/").content.decode()
    overseen = signed_in(north["manager"]).get("/").content.decode()
    assert f"Carried on as {Flow.objects.get().reference}" in overseen


def test_a_draft_of_one_case_makes_no_flow_nor_does_somebody_elses(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    assert signed_in(by).post(f"/decisions/{decision.reference}/flow/").status_code == 403
    answer_all(decision, {"situation": "bulk"}, by=by)
    assert signed_in(north["caldicott_guardian"]).post(f"/decisions/{decision.reference}/flow/").status_code == 403
    assert not Flow.objects.exists()


def test_the_advice_list_shows_all_or_only_what_waits(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(north["ig_lead"])
    advise(ask(decision, "situation", by=by, asked_whom="Answered Person"), by=by)
    ask(decision, "situation", by=by, asked_whom="Waiting Person")
    both, waiting = (client.get(f"/advice/{query}").content for query in ("", "?show=waiting"))
    assert b"Answered Person" in both
    assert b"Answered Person" not in waiting
    assert b"Waiting Person" in waiting


def test_pages_that_rest_on_the_outcome_wait_for_it(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    for slug in ("consent", "decision", "basis"):
        response = client.get(f"/decisions/{decision.reference}/pages/{slug}/")
        assert response.status_code == 403
        assert b"Answer: " in response.content
    answer_all(decision, {"situation": "case", "danger": "no", "statutory": "yes"}, by=north["practitioner"])
    response = client.get(f"/decisions/{decision.reference}/pages/request/")
    assert b"This decision does not need that page." in response.content


def test_details_are_changed_and_settings_are_for_those_who_choose_them(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/details/"
    client.post(path, filled(form_on(client, path), "anew"))
    decision.refresh_from_db()
    assert decision.purpose == "anew"
    assert client.get("/settings/").status_code == 403
    chooser = signed_in(north["ig_lead"])
    chosen = {"default_pack": "golden_rules_2008", "emergency_hours": "8"}
    data = filled(form_on(chooser, "/settings/")) | NO_DUTY | chosen
    assert chooser.post("/settings/", data)["Location"] == "/settings/"
    organisation = type(decision.organisation).objects.get(pk=decision.organisation_id)
    assert (organisation.default_pack, organisation.emergency_hours) == ("golden_rules_2008", 8)
    assert organisation.history.first().history_user == north["ig_lead"]
    assert chooser.post("/settings/", {**data, "emergency_hours": "0"}).status_code == 200
    assert chooser.post("/settings/", {**data, "emergency_hours": "9"}).status_code == 409
