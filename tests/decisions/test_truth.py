"""What the record must not leave out, and what it must not say by accident."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from decisions import actions, policies, steps
from decisions.draft import Draft, load
from decisions.guidance import packs
from decisions.models import Answer, Decision, Record, ToDo, Weighing
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.documents import pdf
from tests.conftest import Walked
from tests.decisions.builders import READY, in_memory, started
from tests.seeding.people import People


def protecting(weighing: Weighing) -> Draft:
    answers = {"situation": "case", "danger": "no", "statutory": "no", "purpose": "yes", "anonymise": "no"}
    found = {"at_risk": "yes", "lawful_basis": "yes", "protect_identity": "yes", "tell_family": "after"}
    return in_memory(packs.DEFAULT_PACK_ID, answers | found, weighing=weighing)


def test_whose_identity_is_protected_must_be_said_where_somebody_could_be_harmed() -> None:
    weighing = Weighing(best_interests="yes", best_interests_why="She is safer")
    sentence = "Say whose identity must be protected, and how."
    assert sentence in steps.step("best-interests").missing(protecting(weighing))
    weighing.safety_of_others = "The neighbour who rang"
    assert steps.step("best-interests").missing(protecting(weighing)) == []


def test_not_sure_is_not_unsaid_without_asking_anybody(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    for slug, value in (("situation", "case"), ("danger", "no"), ("statutory", "unsure")):
        Answer.objects.create(decision=decision, slug=slug, value=value, saved_by=by)
    with pytest.raises(policies.Refused, match="You said that you are not sure"):
        policies.check_can_answer(load(decision), "statutory", "no")
    policies.check_can_answer(load(decision), "statutory", "unsure")


def test_what_is_to_be_shared_leaves_a_to_do_to_say_that_it_was(north: People, walked: Walked) -> None:
    shared, kept = (walked(case, north["practitioner"]) for case in ("C01", "R12"))
    assert [todo.slug for todo in ToDo.objects.filter(decision=shared)] == ["shared"]
    assert not ToDo.objects.filter(decision=kept).exists()


def test_details_written_for_another_consent_do_not_serve(north: People, walked: Walked) -> None:
    decision = walked("C05", north["practitioner"], until=READY)
    Answer.objects.filter(decision=decision, slug="agreement").update(value="withdrawn")
    draft = load(decision)
    assert draft.consent_status == "withdrawn"
    assert steps.step("consent-details").missing(draft) == ["Give the details: consent was given, then withdrawn."]


def test_advice_is_asked_about_a_page_too_and_bars_the_record(north: People, walked: Walked, client: Client) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    client.force_login(by)
    address = f"/decisions/{decision.reference}/questions/page-basis/advice/elsewhere/"
    key = client.get(address).context["form"]["request_key"].value()
    typed = {
        "request_key": key,
        "asked_whom": "The data protection officer",
        "role": "ig_lead",
        "asked_at_day": "1",
        "asked_at_month": "3",
        "asked_at_year": "2026",
        "asked_at_time": "16:50",
        "dilemma": "Which basis is ours?",
        "identity_withheld": "yes",
    }
    assert client.post(address, typed).status_code == 302
    with pytest.raises(policies.Refused, match="The data protection officer"):
        policies.check_can_record(load(decision), by)
    assert client.get(f"/decisions/{decision.reference}/questions/page-nothing/advice/").status_code == 404


def test_lists_are_looks_too(north: People, walked: Walked, client: Client) -> None:
    decision = walked("C26", north["practitioner"])
    client.force_login(north["manager"])
    client.get("/")
    client.get("/advice/")
    seen = Event.objects.filter(action="list.viewed", by=north["manager"]).values_list("facts", flat=True)
    assert list(seen) == [{"what": what, "references": [decision.reference]} for what in ("home", "advice")]


def test_while_another_document_is_made_the_person_is_told_to_come_back(
    north: People, walked: Walked, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = walked("C01", north["practitioner"])
    client.force_login(north["practitioner"])
    monkeypatch.setattr(pdf, "SECONDS_TO_WAIT", 0.01)
    with pdf.ONE_AT_A_TIME:
        answer = client.get(f"/decisions/{decision.reference}/record.pdf")
    assert answer.status_code == 503
    assert "Try again in a minute" in answer.content.decode()
    assert client.get(f"/decisions/{decision.reference}/record.pdf").status_code == 200


def test_a_form_in_another_coding_is_refused_before_it_is_read(client: Client, db: None) -> None:
    for coding in ("utf-16", "unicode_escape", "idna"):
        answer = client.post(
            "/accounts/login/", "login=x", content_type=f"application/x-www-form-urlencoded; charset={coding}"
        )
        assert answer.status_code == 400


def test_an_organisation_chooses_its_edition_and_drafts_keep_theirs(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    before = started(north["practitioner"])
    client = signed_in(north["administrator"])
    version = client.get("/settings/").context["form"]["version"].value()
    numbers = {"emergency_hours": "12", "review_months": "3", "consent_review_months": "24", "receipt_days": "5"}
    chosen = {
        "version": version,
        "default_pack": "golden_rules_2008",
        "tells_of_restricted": "False",
        "nation": "wales",
        "sheets_approved": "flagged",
        **numbers,
    }
    assert client.post("/settings/", chosen).status_code == 302
    chosen_for = User.objects.get(pk=north["practitioner"].pk).organisation
    assert (chosen_for.default_pack, chosen_for.consent_review_months) == ("golden_rules_2008", 24)
    assert Decision.objects.get(pk=before.pk).pack_id == "golden_rules_2024"
    assert client.post("/settings/", chosen | {"emergency_hours": "24"}).status_code == 409
    for months in ("0", "25", "", "six"):
        page = client.post("/settings/", chosen | {"consent_review_months": months}).content.decode()
        assert 'href="#id_consent_review_months"' in page
    assert Event.objects.filter(action="organisation.changed", by=north["administrator"]).count() == 1


def test_an_organisations_settings_are_not_for_practitioners(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(north["practitioner"])
    assert client.get("/settings/").status_code == 403
    with pytest.raises(policies.Refused):
        actions.choose_for_organisation(values={}, seen="", by=north["practitioner"])


def test_confidentiality_said_twice_is_still_confidentiality_alone(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    said = {"decided": "do_not_share", "best_interests": "yes", "grounds": ["confidentiality"] * 2}
    with pytest.raises(IntegrityError, match="confidentiality_alone_never_withholds"):
        Record.objects.create(decision=decision, recorded_by=by, content={}, **said)
