"""Consent in plain Python: four kinds of answer kept apart, and what makes consent informed (S4, S11, S12)."""

from itertools import chain, combinations

import pytest

from consent import status
from decisions.guidance.packs import PACKS


def test_consent_is_informed_only_when_all_seven_elements_were_explained() -> None:
    elements = list(status.ELEMENTS)
    assert len(elements) == 7
    for told in chain.from_iterable(combinations(elements, size) for size in range(8)):
        missing = status.not_explained(told)
        assert missing == [status.ELEMENTS[each].label for each in elements if each not in told]
        informed = "informed" not in status.description("given", told)
        assert informed == (len(told) == 7)


@pytest.mark.parametrize("now", [value for value in status.STATUSES if value != "given"])
def test_only_consent_that_was_given_is_called_not_informed(now: str) -> None:
    assert status.description(now, []) == status.STATUSES[now].label


def test_implied_consent_is_for_one_organisation_or_a_care_relationship() -> None:
    assert [between for between in ("same", "care", "other", "") if status.implied_is_open(between)] == ["same", "care"]


def test_consent_not_sought_and_not_needed_take_recognised_reasons_and_nothing_else_takes_any() -> None:
    taking = {now: set(status.reasons(now)) for now in status.STATUSES if status.reasons(now)}
    assert taking == {
        "not_sought": {"would_share_anyway", "risk_of_harm", "prejudice_crime", "unjustified_delay", "required"},
        "not_needed": {"nobody_identified", "nothing_shared"},
    }


def test_every_status_says_what_it_needs() -> None:
    assert set(status.DETAILS) == set(status.STATUSES)
    assert all("reason" in status.DETAILS[now] for now in status.STATUSES if status.reasons(now))


def test_every_answer_about_consent_has_a_status_but_not_sure() -> None:
    asked = [
        pack.question(slug)
        for pack in PACKS.values()
        for slug in ("consent", "agreement")
        if slug in {each.slug for each in pack.questions}
    ]
    assert len(asked) == 2
    for question in asked:
        assert {value for value in question.values if value not in status.OF_ANSWER} == {"unsure"}
    assert set(status.OF_ANSWER.values()) <= set(status.STATUSES)
