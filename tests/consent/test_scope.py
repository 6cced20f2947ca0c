"""A consent covers what it was given for, and says in a sentence why it does not cover something else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.scope import Recipient, Scope, Wanted, fit
from decisions.words import CATEGORIES

DAY = date(2026, 3, 1)
GIVEN_FOR = "It was given for: Oak Primary School; Riverside Clinic, Speech therapist."
SCHOOL, CLINIC = Recipient("Oak Primary School"), Recipient("Riverside Clinic", "Speech therapist")
AGREED = Scope("A speech therapy referral", (SCHOOL, CLINIC), frozenset({"health", "education"}), DAY, date(2026, 9, 1))
ASKED = Wanted("A speech therapy referral", (CLINIC,), frozenset({"health"}), DAY)


def why(**instead: object) -> list[str]:
    return list(fit(AGREED, replace(ASKED, **instead), categories=CATEGORIES).misfits)  # type: ignore[arg-type]


def test_what_it_was_given_for_it_covers() -> None:
    told = fit(AGREED, ASKED, categories=CATEGORIES)
    assert (told.fits, told.same_purpose) == (True, True)


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        (
            {"recipients": (CLINIC, Recipient("Housing Office"))},
            f"It does not cover Housing Office. {GIVEN_FOR}",
        ),
        (
            {"recipients": (Recipient("Riverside Clinic", "Receptionist"),)},
            f"It does not cover Riverside Clinic, Receptionist. {GIVEN_FOR}",
        ),
        (
            {"categories": frozenset({"health", "criminal"})},
            "It does not cover this kind of information: Crime, allegations or convictions.",
        ),
        ({"on": date(2026, 2, 28)}, "It counts only from 1 March 2026."),
        ({"on": date(2026, 9, 2)}, "It ended on 1 September 2026."),
    ],
)
def test_what_it_was_not_given_for_is_said(instead: dict[str, object], sentence: str) -> None:
    assert why(**instead) == [sentence]


def test_everything_that_does_not_fit_is_said_at_once() -> None:
    assert len(why(recipients=(Recipient("Elsewhere"),), categories=frozenset({"criminal"}), on=date(2027, 1, 1))) == 3


def test_an_organisation_agreed_to_covers_every_role_in_it_and_a_role_only_itself() -> None:
    assert why(recipients=(Recipient("Oak Primary School", "Head teacher"),)) == []
    assert why(recipients=(Recipient("Riverside Clinic"),)) != []


@pytest.mark.parametrize(
    "written", ["oak primary school", "Oak  Primary School.", "OAK PRIMARY SCHOOL", "Óak Primary School"]
)
def test_how_a_name_is_written_makes_no_difference(written: str) -> None:
    assert why(recipients=(Recipient(written),)) == []


def test_another_purpose_is_never_taken_for_the_same() -> None:
    told = fit(AGREED, replace(ASKED, purpose="A housing application"), categories=CATEGORIES)
    assert not told.same_purpose


def test_on_its_last_day_it_covers_and_without_one_it_goes_on() -> None:
    assert why(on=date(2026, 9, 1)) == []
    endless = replace(AGREED, until=None)
    assert fit(endless, replace(ASKED, on=date(2040, 1, 1)), categories=CATEGORIES).fits


RECIPIENT = st.builds(Recipient, st.sampled_from("ABC"), st.sampled_from(["", "x", "y"]))
RECIPIENTS = st.lists(RECIPIENT, min_size=1, max_size=3).map(tuple)
KINDS = st.frozensets(st.sampled_from(list(CATEGORIES)), min_size=1)
DAYS = st.integers(0, 60).map(lambda days: DAY + timedelta(days=days))


@given(
    st.builds(Scope, st.just("p"), RECIPIENTS, KINDS, DAYS, DAYS),
    st.builds(Wanted, st.just("p"), RECIPIENTS, KINDS, DAYS),
)
def test_less_than_what_is_covered_is_covered_too(agreed: Scope, asked: Wanted) -> None:
    if fit(agreed, asked, categories=CATEGORIES).fits:
        assert agreed.since <= asked.on <= (agreed.until or asked.on)
        for one in asked.recipients:
            assert any(each.organisation == one.organisation for each in agreed.recipients)
            less = Wanted("p", (one,), frozenset(list(asked.categories)[:1]), asked.on)
            assert fit(agreed, less, categories=CATEGORIES).fits
