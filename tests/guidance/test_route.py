"""The route is a function of the answers, and of nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.guidance.pack import All, Any, Is, Pack
from decisions.guidance.packs import DEFAULT_PACK_ID, PACKS, get
from decisions.guidance.route import Route, can_visit, follow, on_path

PACK = get(DEFAULT_PACK_ID)
SLUGS = sorted({question.slug for pack in PACKS.values() for question in pack.questions})
VALUES = sorted({value for pack in PACKS.values() for question in pack.questions for value in question.values})
A_PACK = st.sampled_from(list(PACKS.values()))
LIKELY = st.dictionaries(st.sampled_from(SLUGS), st.sampled_from(VALUES))
JUNK = st.dictionaries(st.sampled_from(SLUGS) | st.text(), st.sampled_from(VALUES) | st.text())


def test_the_first_question_is_next_when_nothing_is_answered() -> None:
    assert follow(PACK, {}) == Route(("situation",), next="situation")


def test_the_next_question_is_the_first_unanswered_one_on_the_path() -> None:
    route = follow(PACK, {"situation": "case", "danger": "no"})
    assert route == Route(("situation", "danger", "statutory"), next="statutory")


def test_an_unsure_answer_waits_there_and_says_whom_to_ask() -> None:
    route = follow(PACK, {"situation": "case", "danger": "no", "statutory": "unsure", "purpose": "yes"})
    assert route.asked == ("situation", "danger", "statutory")
    assert route.waiting_for_advice_at == ("statutory",)
    assert (route.next, route.outcome) == (None, None)
    assert route.why == (PACK.question("statutory").advice_sentence,)


def test_a_value_the_question_does_not_offer_counts_as_no_answer() -> None:
    assert follow(PACK, {"situation": "case", "danger": "maybe"}).next == "danger"


def test_a_question_off_the_path_cannot_be_visited() -> None:
    answers = {"situation": "case", "danger": "no"}
    assert can_visit(PACK, answers, "danger")
    assert can_visit(PACK, answers, "statutory")
    assert not can_visit(PACK, answers, "purpose")
    assert not can_visit(PACK, answers, "nonsense")


def test_a_changed_mind_leaves_the_old_branch_out() -> None:
    answers = {"situation": "case", "danger": "yes", "statutory": "no", "purpose": "no"}
    assert on_path(PACK, answers) == {"situation": "case", "danger": "yes"}


def test_a_question_or_outcome_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError, match="does not ask that question"):
        PACK.question("nonsense")
    with pytest.raises(LookupError, match="does not have that outcome"):
        PACK.outcome("nonsense")
    with pytest.raises(LookupError, match="does not offer that answer"):
        PACK.question("danger").label("nonsense")


def test_an_unknown_edition_is_refused_with_the_editions_there_are() -> None:
    with pytest.raises(LookupError, match="golden_rules_2008, golden_rules_2024"):
        get("golden_rules_1066")


def test_conditions_hold_name_their_questions_and_read_as_words() -> None:
    both = All(Is("a", "1"), Any(Is("b", "1", "2"), Is("c", "3")))
    assert both.holds({"a": "1", "c": "3"})
    assert not both.holds({"a": "1"})
    assert not both.holds({"b": "2", "c": "3"})
    assert both.slugs() == Any(both).slugs() == {"a", "b", "c"}
    assert both.words() == "(a is 1) and ((b is 1 or 2) or (c is 3))"
    assert both.parts() == (Is("a", "1"), Is("b", "1", "2"), Is("c", "3"))


def test_a_pack_that_leads_nowhere_gives_a_route_without_an_outcome() -> None:
    assert follow(replace(PACK, endings=()), {"situation": "bulk"}).outcome is None


@pytest.mark.slow
@given(A_PACK, JUNK)
def test_junk_answers_never_crash_and_never_count(pack: Pack, answers: dict[str, str]) -> None:
    route = follow(pack, answers)
    assert (route.next, route.outcome, route.waiting_for_advice_at).count(None) in (1, 2)
    assert all(value in pack.question(slug).values for slug, value in on_path(pack, answers).items())


@pytest.mark.slow
@given(A_PACK, LIKELY, LIKELY)
def test_answers_off_the_path_never_matter(pack: Pack, answers: dict[str, str], others: dict[str, str]) -> None:
    route = follow(pack, answers)
    off_path = {slug: value for slug, value in others.items() if slug not in route.asked}
    assert follow(pack, {**off_path, **on_path(pack, answers)}) == route


@pytest.mark.slow
@given(A_PACK, LIKELY)
def test_the_order_of_answering_never_matters(pack: Pack, answers: dict[str, str]) -> None:
    shuffled = dict(sorted(answers.items(), reverse=True))
    assert follow(pack, shuffled) == follow(pack, answers)


@pytest.mark.slow
@given(A_PACK, LIKELY, st.sampled_from(SLUGS))
def test_only_questions_on_the_path_so_far_can_be_visited(pack: Pack, answers: dict[str, str], slug: str) -> None:
    assert can_visit(pack, answers, slug) == (slug in follow(pack, answers).asked)
