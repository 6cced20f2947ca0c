"""What the practice document promises about a decision, over every path of both editions (S5, S6, S9)."""

from itertools import chain, combinations, product

import pytest
from django.db import IntegrityError

from decisions import policies, steps, words
from decisions.models import Conclusion, Record, Weighing
from decisions.policies import Refused
from infoshare.accounts.models import Membership, User
from tests.conftest import CASES, Walked
from tests.decisions.builders import (
    READY,
    advise,
    ask,
    in_memory,
    record,
    undone,
)
from tests.guidance.ways import WALKS
from tests.seeding.people import People

ALONE = "can't be the ground for not sharing then"
SUBSETS = [list(each) for each in chain.from_iterable(combinations(words.GROUNDS, n) for n in range(8))]
# Every subset of the grounds, every answer about best interests (none too), every decision.
SAID = list(product(SUBSETS, ("", *words.BEST_INTERESTS), words.DECISIONS))


def excuses(grounds: list[str], best_interests: str, decided: str, *, departs: bool) -> bool:
    """Whether nothing but confidentiality, or where the guidance points to sharing want of consent, keeps it back."""
    idle = {"confidentiality", "consent_refused"} if departs else {"confidentiality"}
    return decided == "do_not_share" and best_interests == "yes" and bool(grounds) and set(grounds) <= idle


@pytest.mark.slow
def test_confidentiality_alone_never_bars_what_is_in_the_childs_best_interests_on_any_path() -> None:
    assert len(SUBSETS) == 128
    for walk in WALKS:
        conclusion, weighing = Conclusion(), Weighing()
        draft = in_memory(walk.pack.id, walk.answers, conclusion=conclusion, weighing=weighing)
        for conclusion.grounds, weighing.best_interests, conclusion.decided in SAID:
            grounds = steps.step("grounds")
            said = grounds.missing(draft) if grounds.applies(draft) else []
            broken = excuses(conclusion.grounds, weighing.best_interests, conclusion.decided, departs=draft.departs)
            recordable = walk.route.outcome not in {None, "bulk_advice"}
            assert any(ALONE in sentence for sentence in said) == (broken and recordable), walk
            assert steps.missing(draft) if broken else True, walk


@pytest.mark.parametrize("purpose", ["no", "yes"], ids=["as the guidance points", "departing"])
def test_the_page_on_grounds_refuses_exactly_what_the_record_would(purpose: str) -> None:
    answers = {"situation": "case", "danger": "no", "statutory": "no", "purpose": purpose, "anonymise": "yes"}
    for grounds, best_interests, decided in SAID:
        draft = in_memory(
            "golden_rules_2024",
            answers,
            conclusion=Conclusion(decided=decided),
            weighing=Weighing(best_interests=best_interests),
        )
        refused = False
        try:
            policies.check_makes_sense(draft, steps.step("grounds"), {"grounds": grounds})
        except Refused:
            refused = True
        assert refused == excuses(grounds, best_interests, decided, departs=draft.departs)
        assert not (purpose == "yes" and decided == "do_not_share") or draft.departs


@pytest.mark.django_db
@pytest.mark.slow
def test_the_database_refuses_exactly_confidentiality_alone(north: People, walked: Walked) -> None:
    decision = walked("C05", north["practitioner"], until=READY)
    refused = []
    for grounds, best_interests, decided in SAID:
        row = Record(
            decision=decision,
            recorded_by=north["practitioner"],
            content={},
            decided=decided,
            grounds=grounds,
            best_interests=best_interests,
        )
        try:
            with undone():
                row.save()
        except IntegrityError as error:
            refused.append((grounds, best_interests, decided, "confidentiality_alone_never_withholds" in str(error)))
    assert refused == [(["confidentiality"], "yes", "do_not_share", True)]


def test_no_path_is_complete_while_either_risk_is_missing() -> None:
    for walk in (walk for walk in WALKS if not walk.said("situation", "bulk")):  # which nobody records: below
        for sharing, not_sharing in (("", "a"), ("a", ""), ("", "")):
            weighing = Weighing(risk_of_sharing=sharing, risk_of_not_sharing=not_sharing)
            said = [sentence for _, sentence in steps.missing(in_memory(walk.pack.id, walk.answers, weighing=weighing))]
            assert ("Write down the risk of sharing." in said) == (not sharing), walk
            assert ("Write down the risk of not sharing." in said) == (not not_sharing), walk


@pytest.mark.django_db
@pytest.mark.parametrize("case", ["C01", "C05", "C08", "C14", "R12"])
@pytest.mark.parametrize("risk", ["risk_of_sharing", "risk_of_not_sharing"])
def test_nothing_is_recorded_while_either_risk_is_missing(case: str, risk: str, north: People, walked: Walked) -> None:
    decision = walked(case, north["caldicott_guardian"], until=READY)
    Weighing.objects.filter(decision=decision).update(**{risk: ""})
    with pytest.raises(Refused, match=f"Write down the {risk.replace('_', ' ')}"):
        record(decision, by=north["caldicott_guardian"])


@pytest.mark.django_db
def test_somebody_elses_ordinary_draft_is_not_recorded_by_the_guardian(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"], until=READY)
    with pytest.raises(Refused, match="Only North practitioner can change this draft"):
        record(decision, by=north["caldicott_guardian"])


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_bulk_sharing_is_recorded_as_an_ordinary_decision_by_nobody(who: str, north: People, walked: Walked) -> None:
    decision = walked("C18", north[who], until=READY)
    advise(ask(decision, "situation", by=north[who], role="ig_lead"), by=north[who])
    with pytest.raises(Refused, match="form of its own"):
        record(decision, by=north[who])


@pytest.mark.parametrize("role", ["practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_no_path_of_bulk_sharing_can_be_recorded_and_every_other_path_may_be(role: str) -> None:
    person = User(pk=1)
    person.held = [Membership(role=role)]
    assert len([walk for walk in WALKS if walk.said("situation", "bulk")]) == 2
    for walk in WALKS:
        draft = in_memory(walk.pack.id, walk.answers)
        with pytest.raises(Refused) as refused:  # of one case nothing is written yet, so something is missing
            policies.check_can_record(draft, person)
        assert ("form of its own" in str(refused.value)) == walk.said("situation", "bulk"), walk


def test_the_cases_used_here_are_what_their_names_say() -> None:
    assert CASES["C18"].told["bulk"]
    assert CASES["C05"].decided == "do_not_share"
