"""A passage that was amended: what was recorded stays, struck through."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from decisions.actions.amending import amend_passage
from decisions.draft import load
from decisions.models import Decision
from decisions.policies.amending import passages_of
from infoshare.saving.versions import fingerprint
from infoshare.tenancy import context as tenancy

KEYS = UUID("b0a4f3de-2b7a-4d0c-8a4e-9f6d1c5e7a10")
CASE, OF = "C08", "Risk of not sharing"
BEFORE, NOW = "fourth", "third"
WHY = "One of the four turned out to be a fall from a bicycle."


def settle(decisions: Mapping[str, Decision]) -> None:
    """A second time it changes nothing."""
    decision = decisions[CASE]
    with tenancy.organisation(decision.organisation_id):
        if decision.amendments.exclude(place="").exists():
            return
        passage = next(each for each in passages_of(load(decision)).values() if each.label == OF)
        amend_passage(
            decision=decision,
            place=passage.place,
            text=passage.text.replace(BEFORE, NOW),
            why=WHY,
            seen=fingerprint({"text": passage.text}),
            request_key=uuid5(KEYS, decision.reference),
            by=decision.owner,
        )
