"""Small rules of a draft: what can't stand together, what a page asks for, and what each rule's evidence says."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from decisions import actions, content, contradictions, evidence, policies, steps
from decisions.draft import load
from decisions.models import Conclusion, ConsentStatement
from decisions.policies import Refused
from decisions.summary import next_url
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import READY, WIPES, answer, answer_all, ask, emergency, started, undone
from tests.decisions.pages import filled, form_on, problems
from tests.seeding.people import People

SignedIn = Callable[[User], Client]


@pytest.mark.parametrize("outcome", ["share", "share_required", "share_deidentified", "do_not_share", "bulk_advice"])
@pytest.mark.parametrize("reason", ["", "nobody_identified", "nothing_shared"])
@pytest.mark.parametrize("decided", ["", "share", "share_part", "do_not_share"])
def test_consent_comes_into_it_wherever_somebody_can_be_identified_and_something_is_shared(
    outcome: str, reason: str, decided: str
) -> None:
    said = contradictions.consent_matters(outcome=outcome, consent_status="not_needed", reason=reason, decided=decided)
    fitting = {"share_deidentified": "nobody_identified", "do_not_share": "nothing_shared"}
    fits = reason in {"", fitting.get(outcome)} and outcome in fitting
    shares_after_all = outcome == "do_not_share" and decided in {"share", "share_part"}
    assert bool(said) == (not fits or shares_after_all)
    assert not contradictions.consent_matters(outcome=outcome, consent_status="given", reason=reason, decided=decided)


@pytest.mark.parametrize("status", ["given", "implied", "refused", "not_sought"])
@pytest.mark.parametrize(
    ("lawful_basis", "condition", "common_law", "allowed"),
    [
        ("public_task", "none", "public_interest", {"given", "implied", "refused", "not_sought"}),
        ("public_task", "none", "consent", {"given", "implied"}),
        ("consent", "none", "public_interest", {"given"}),
        ("public_task", "explicit_consent", "public_interest", {"given"}),
    ],
)
def test_each_law_that_leans_on_consent_needs_the_consent_it_leans_on(
    lawful_basis: str, condition: str, common_law: str, allowed: set[str], status: str
) -> None:
    said = contradictions.consent_is_absent(
        common_law=common_law, lawful_basis=lawful_basis, condition=condition, consent_status=status
    )
    assert bool(said) == (status not in allowed)


@pytest.mark.parametrize("outcome", ["share", "share_required", "bulk_advice", "do_not_share", "share_deidentified"])
def test_information_is_not_personal_only_where_nobody_can_be_identified(outcome: str) -> None:
    said = contradictions.somebody_is_identified(lawful_basis="not_personal", outcome=outcome)
    assert bool(said) == (outcome != "share_deidentified")
    assert not contradictions.somebody_is_identified(lawful_basis="public_task", outcome=outcome)


@pytest.mark.django_db
@pytest.mark.slow
def test_a_decision_that_disagrees_with_its_items_is_refused_on_its_page_and_at_the_record(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked("C05", by, until=READY), signed_in(by)
    path = f"/decisions/{decision.reference}/pages/decision/"
    data = filled(form_on(client, path)) | {"decided": "share"}
    assert "something is marked to be kept back" in problems(client.post(path, data))[0]
    decision.lines.update(choice="share", onward="no")
    with pytest.raises(Refused, match="something is marked to be shared"):
        policies.check_can_record(load(decision), by)


@pytest.mark.django_db
@pytest.mark.slow
def test_grounds_are_refused_on_their_page_when_confidentiality_stands_alone(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked("C05", by, until=READY), signed_in(by)
    decision.weighing.best_interests = "yes"
    decision.weighing.save()
    path = f"/decisions/{decision.reference}/pages/grounds/"
    version = filled(form_on(client, path))["version"]
    alone = client.post(path, {"version": version, "grounds": ["confidentiality", "confidentiality"]})
    assert "Confidentiality alone can't be the ground" in problems(alone)[0]
    other = {"version": version, "grounds": ["other"], "other_ground": ""}
    assert problems(client.post(path, other)) == ["Describe the other ground"]
    assert client.post(path, other | {"other_ground": "A court forbids it"}).status_code == 302
    assert "A court forbids it" in str(content.of(load(decision))["decision"])
    Conclusion.objects.filter(decision=decision).update(other_ground="")
    assert "Describe the other ground." in [said for _, said in steps.missing(load(decision))]


@pytest.mark.django_db
def test_an_answer_the_question_does_not_have_is_refused_whoever_asks(north: People) -> None:
    with pytest.raises(Refused, match="Choose one of the answers"):
        answer(started(north["practitioner"]), "situation", "everything", by=north["practitioner"])


def test_the_journey_has_no_step_of_another_name() -> None:
    with pytest.raises(LookupError):
        steps.step("nothing")


@pytest.mark.django_db
@pytest.mark.slow
def test_a_draft_reads_as_a_record_however_little_of_it_is_there(north: People, walked: Walked) -> None:
    by = north["ig_lead"]
    for case, pack in (("C01", "golden_rules_2008"), ("C21", "golden_rules_2024"), ("C18", "golden_rules_2008")):
        decision = walked(case, by, pack, until=READY)
        applying = [each.slug for each in steps.applying(load(decision))]
        for slug in applying:
            with undone():
                if wipe := WIPES.get(slug):
                    wipe(load(decision).decision)
                shown = content.of(load(decision))
                assert len(content.fingerprint(shown)) == 64
                assert len(evidence.of(load(decision))) == 7


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("case", ["C01", "C05", "C08", "C14", "R12"])
def test_a_whole_record_shows_evidence_for_every_rule(case: str, north: People, walked: Walked) -> None:
    draft = load(walked(case, north["practitioner"], "golden_rules_2008", until=READY))
    for rule in evidence.of(draft):
        assert rule["evidence"], rule
        assert not rule["missing"], rule


@pytest.mark.django_db
def test_a_draft_hardly_begun_says_what_each_rule_lacks(north: People) -> None:
    by = north["practitioner"]
    for pack in ("golden_rules_2008", "golden_rules_2024"):
        decision = started(by, pack)
        ask(decision, "situation", by=by)
        lacking = str([rule["missing"] for rule in evidence.of(load(decision))])
        assert "The advice of The duty manager is not recorded yet." in lacking
        assert "The risks on both sides are not written down." in lacking


@pytest.mark.django_db
def test_consent_known_from_the_answers_is_shown_before_its_details(north: People) -> None:
    by = north["practitioner"]
    decision = started(by, "golden_rules_2008")
    said = {"situation": "case", "danger": "no", "statutory": "no", "purpose": "yes", "identifiable": "yes"}
    answer_all(decision, said | {"confidential": "yes", "consent": "given"}, by=by)
    assert content.of(load(decision))["consent"] == [{"label": "Consent", "text": "Consent was given"}]
    assert "not informed" in str(content.of(load(decision))["rules"])
    assert not ConsentStatement.objects.exists()


@pytest.mark.django_db
@pytest.mark.slow
def test_a_whole_draft_leads_to_the_check_page(north: People, walked: Walked) -> None:
    decision = walked("C08", north["practitioner"], until=READY)
    assert next_url(load(decision)) == f"/decisions/{decision.reference}/check/"


@pytest.mark.django_db
@pytest.mark.slow
def test_rows_are_never_called_by_their_words(north: People, walked: Walked) -> None:
    draft = load(walked("C18", north["ig_lead"]))
    rows = [draft.decision, draft.consent, draft.weighing, draft.basis, draft.conclusion, draft.sharing, draft.record]
    text = " ".join(map(str, [*rows, *draft.items, *draft.discussions, *draft.answered.values()]))
    assert draft.decision.about not in text
    assert draft.items[0].text not in text
    assert draft.decision.reference in text


@pytest.mark.django_db
def test_rows_of_an_emergency_are_called_by_what_they_are(north: People) -> None:
    by = north["practitioner"]
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    actions.amend(decision=made, request_key=uuid4(), title="Later", text="t", why="w", by=by)
    named = (made.emergency, made.todos.first(), made.amendments.get())
    assert [str(each) for each in named] == [
        f"Emergency in {made.reference}",
        "List what was shared: fact, opinion or allegation, and its source",
        "Later",
    ]


@pytest.mark.django_db
@pytest.mark.slow
def test_people_who_may_not_add_to_a_record_are_not_offered_it(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    decision = walked("C08", north["practitioner"])
    page = signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/")
    assert page.context["can_add"]


@pytest.mark.django_db
@pytest.mark.slow
def test_the_request_is_shown_only_where_the_decision_answers_one(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("R12", by, until=READY)
    assert "The caller" in str(content.of(load(decision))["request"])
    answer(decision, "situation", "case", by=by)
    assert content.of(load(decision))["request"] == []
    assert str(decision.request) == f"Request for {decision.reference}"
