"""Sharing and not sharing need the same whole record: whatever a step holds, without it nothing is recorded."""

import re

import pytest

from decisions import steps
from decisions.draft import load
from decisions.policies import Refused
from tests.conftest import Walked
from tests.decisions.builders import READY, WIPES, depart, record, undone
from tests.seeding.people import People

SENTENCES = {
    "details": "Say what the information is needed for.",
    "recipients": "Say who the information would go to.",
    "request": "Say who asked, what for, and how you know that they are who they say.",
    "questions": "Answer: ",
    "items": "List each piece of information.",
    "who-gets-what": "Decide what goes to ",
    "consent": "Say what consent there is.",
    "consent-relied-on": "Say which consent this rests on.",
    "consent-details": "Give the details: ",
    "views": "Write down what the child and the carer said, or why they were not asked.",
    "risks": "Write down the risk of not sharing.",
    "best-interests": "Say whether sharing is in the child's best interests.",
    "duty": "Say whether the duty to share applies.",
    "duty-exception": "The duty to share applies. Say why sharing would be more detrimental to the child",
    "decision": "Decide, and give your reasons.",
    "grounds": "Say on which grounds the information is not shared.",
    "departure": "Say why you decided otherwise than the guidance points.",
    "basis": "Say which law allows or requires it.",
    "how": "Say how the information will be shared.",
    "telling": "Say whether the child or the family is told.",
    "telling-details": "Say how the child or the family is told.",
    "sheets": "The sheet for ",
}
# A whole draft that shares, one that keeps back, one that answers a request; and their steps.
COMMON = {
    "details",
    "recipients",
    "questions",
    "items",
    "who-gets-what",
    "consent-details",
    "risks",
    "best-interests",
    "decision",
}
DRAFTS = {
    ("C01", "golden_rules_2008"): COMMON | {"views", "basis", "how", "telling", "telling-details", "sheets"},
    ("C01", "golden_rules_2024"): COMMON | {"consent", "views", "basis", "how", "telling-details", "sheets"},
    ("C05", "golden_rules_2024"): COMMON | {"views", "grounds"},
    ("R12", "golden_rules_2024"): COMMON | {"consent", "request", "grounds"},
}
pytestmark = pytest.mark.slow


def test_every_step_of_the_journey_is_taken_away_once() -> None:
    used = set().union(*DRAFTS.values()) | {"departure", "consent-relied-on", "duty", "duty-exception"}
    used.add(steps.BULK)  # which is never done: tests/decisions/test_promises.py
    assert used == {step.slug for step in steps.STEPS} == {*SENTENCES, steps.BULK} == {*WIPES, steps.BULK}


@pytest.mark.django_db
@pytest.mark.parametrize(("case", "pack"), DRAFTS)
def test_a_whole_draft_is_refused_with_the_sentence_of_whichever_step_is_taken_away(
    case: str, pack: str, north: People, walked: Walked
) -> None:
    by = north["ig_lead"]
    decision = walked(case, by, pack, until=READY)
    draft = load(decision)
    assert {step.slug for step in steps.applying(draft)} == DRAFTS[case, pack]
    for step in steps.applying(draft):
        with undone():
            WIPES[step.slug](draft.decision)
            with pytest.raises(Refused, match=re.escape(SENTENCES[step.slug])):
                record(decision, by=by)
    assert record(decision, by=by)


@pytest.mark.django_db
def test_deciding_otherwise_than_the_guidance_takes_a_reason(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    depart(decision)
    assert load(decision).departs
    WIPES["departure"](decision)
    with pytest.raises(Refused, match=re.escape(SENTENCES["departure"])):
        record(decision, by=by)
    depart(decision)
    kept = record(decision, by=by)
    assert kept.content["decision"]["departs"]
    assert kept.content["decision"]["departure_why"] == "The father would find them"


@pytest.mark.django_db
def test_deciding_as_the_guidance_points_is_no_departure(north: People, walked: Walked) -> None:
    draft = load(walked("C05", north["practitioner"], until=READY))
    assert not draft.departs
    assert "departure" not in {step.slug for step in steps.applying(draft)}
