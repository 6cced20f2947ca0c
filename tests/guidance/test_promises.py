"""What the practice document and the golden rules promise, over every path of every edition."""

from itertools import product

import pytest

from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS
from decisions.guidance.route import endings_that_hold, follow
from tests.guidance.ways import TRIED, WALKS, none_of, where

EDITIONS = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
NO_AGREEMENT = (
    "refused",
    "withdrawn",
    "not_sought",
    "not_asked",
    "cannot_give",
    "out_of_scope",
    "out_of_date",
)


def test_the_paths_are_as_many_as_the_two_trees_have() -> None:
    found = {pack_id: sum(walk.pack.id == pack_id for walk in WALKS) for pack_id in PACKS}
    assert found == {"golden_rules_2008": 55, "golden_rules_2024": 187}, TRIED


def test_every_path_has_exactly_one_outcome_or_waits_for_advice() -> None:
    finished = [walk for walk in WALKS if not walk.route.waiting_for_advice_at]
    none_of([walk for walk in finished if len(endings_that_hold(walk.pack, walk.answers)) != 1])
    none_of([walk for walk in WALKS if (walk.route.outcome is None) != bool(walk.route.waiting_for_advice_at)])


def test_every_path_says_why_it_ends_where_it_ends() -> None:
    none_of([walk for walk in WALKS if not all(walk.route.why) or len(walk.route.why) != 1])


def test_lack_of_consent_alone_never_ends_in_do_not_share_when_a_child_is_at_risk() -> None:
    none_of([walk for walk in where("at_risk", "yes") if walk.route.outcome == "do_not_share"])


def test_consent_is_not_asked_about_when_a_child_is_at_risk() -> None:
    none_of([walk for walk in where("at_risk", "yes") if "agreement" in walk.route.asked])


def test_a_child_at_risk_without_a_lawful_basis_waits_for_advice() -> None:
    none_of([walk for walk in where("lawful_basis", "no") if walk.route.waiting_for_advice_at != ("lawful_basis",)])


def test_not_sharing_always_rests_on_purpose_or_on_the_public_interest_never_on_consent_alone() -> None:
    grounds = {"golden_rules_2008": "public_interest", "golden_rules_2024": "other_basis"}
    none_of(
        [
            walk
            for walk in WALKS
            if walk.route.outcome == "do_not_share"
            and not (walk.said("purpose", "no") or walk.said(grounds[walk.pack.id], "no"))
        ]
    )


@pytest.mark.parametrize("slug", ["consent", "agreement"])
def test_want_of_agreement_always_leads_to_one_more_question(slug: str) -> None:
    none_of([walk for walk in where(slug, *NO_AGREEMENT) if walk.route.asked[-1] == slug])


def test_confidentiality_alone_never_ends_in_do_not_share() -> None:
    none_of([walk for walk in where("confidential", "yes") if walk.route.asked[-1] == "confidential"])
    none_of(
        [
            walk
            for walk in where("confidential", "yes")
            if walk.route.outcome == "do_not_share" and not walk.said("public_interest", "no")
        ]
    )


def test_confidential_information_can_still_be_shared_without_consent_in_the_public_interest() -> None:
    shared = [walk for walk in where("confidential", "yes") if walk.said("consent", *NO_AGREEMENT)]
    assert any(walk.route.outcome == "share" for walk in shared), TRIED


def test_danger_always_reaches_share_now_within_two_answers() -> None:
    none_of([walk for walk in where("danger", "yes") if walk.route.outcome != "share_now" or len(walk.route.asked) > 2])


@EDITIONS
def test_danger_reaches_share_now_whatever_else_is_answered(pack: Pack) -> None:
    others = [question for question in pack.questions if question.slug not in ("situation", "danger")]
    tried = 0
    for situation, question in product(("case", "request"), others):
        for value in question.values:
            tried += 1
            answers = {question.slug: value, "situation": situation, "danger": "yes"}
            assert follow(pack, answers).outcome == "share_now", f"{answers}, {tried} tried"
    assert tried > 30


def test_danger_is_asked_before_anything_else_about_a_case() -> None:
    none_of([walk for walk in where("situation", "case", "request") if walk.route.asked[1] != "danger"])


def test_unsure_never_reaches_an_outcome() -> None:
    unsure = [walk for walk in WALKS if "unsure" in walk.answers.values()]
    none_of([walk for walk in unsure if walk.route.outcome or not walk.route.waiting_for_advice_at])
    assert {slug for walk in unsure for slug, said in walk.answers.items() if said == "unsure"} == {
        question.slug
        for pack in PACKS.values()
        for question in pack.questions
        if question.slug not in ("situation", "danger")
    }


def test_a_waiting_question_is_always_exactly_the_last_asked() -> None:
    waiting = [walk for walk in WALKS if walk.route.waiting_for_advice_at]
    none_of([walk for walk in waiting if walk.route.waiting_for_advice_at != walk.route.asked[-1:]])


def test_bulk_sharing_always_goes_to_a_specialist() -> None:
    none_of([walk for walk in where("situation", "bulk") if walk.route.outcome != "bulk_advice"])
    none_of([walk for walk in where("situation", "case", "request") if walk.route.outcome == "bulk_advice"])


def test_a_court_order_or_duty_is_never_blocked_by_consent_or_confidentiality() -> None:
    none_of([walk for walk in where("statutory", "yes") if walk.route.outcome != "share_required"])
    asked = {slug for walk in where("statutory", "yes") for slug in walk.route.asked}
    assert asked == {"situation", "danger", "statutory"}, TRIED


def test_what_names_nobody_is_shared_without_asking_for_consent() -> None:
    for slug, value in (("identifiable", "no"), ("anonymise", "yes")):
        none_of([walk for walk in where(slug, value) if walk.route.outcome != "share_deidentified"])


def test_nothing_that_names_someone_is_shared_in_2024_before_identities_and_telling_are_considered() -> None:
    shared = [walk for walk in WALKS if walk.pack.id == "golden_rules_2024" and walk.route.outcome == "share"]
    assert shared, TRIED
    none_of([walk for walk in shared if walk.route.asked[-2:] != ("protect_identity", "tell_family")])


def test_not_telling_the_family_never_stops_sharing() -> None:
    none_of([walk for walk in where("tell_family", "not_safe") if walk.route.outcome != "share"])


@EDITIONS
def test_the_law_and_a_rule_stand_beside_every_question(pack: Pack) -> None:
    for question in pack.questions:
        assert question.law, question.slug
        assert question.rules, question.slug
        assert all(any(mark in law.edition for mark in "0123456789") for law in question.law), question.slug


@EDITIONS
def test_help_for_every_question_has_two_or_three_examples(pack: Pack) -> None:
    assert all(len(question.examples) in (2, 3) for question in pack.questions)


@EDITIONS
def test_confidentiality_as_an_excuse_is_refused_where_not_sharing_is_the_outcome(pack: Pack) -> None:
    assert "Confidentiality alone is never the reason" in pack.outcome("do_not_share").meaning


@EDITIONS
def test_an_outcome_that_points_to_sharing_leaves_the_decision_with_the_practitioner(pack: Pack) -> None:
    assert "The decision is still yours" in pack.outcome("share").meaning


def test_only_the_2008_flowchart_is_called_government_text() -> None:
    assert PACKS["golden_rules_2008"].is_government_chart
    assert not PACKS["golden_rules_2024"].is_government_chart
    assert "not government" in PACKS["golden_rules_2024"].note
