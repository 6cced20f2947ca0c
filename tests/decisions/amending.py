"""Amendments for tests: a passage of a record found by its label, and amended in as few words as a test needs."""

from uuid import uuid4

from decisions import passages
from decisions.actions import amending
from decisions.draft import load
from decisions.models import Amendment, Decision, Record
from decisions.passages import Passage
from decisions.policies.amending import passages_of
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint

WHY = "The school told us"


def passage(decision: Decision, label: str, part: str = "") -> Passage:
    """The first with this label, as it stands now."""
    found = passages_of(load(decision)).values()
    return next(each for each in found if each.label == label and each.part.startswith(part))


def recorded_text(decision: Decision, place: str) -> str:
    """As it was recorded, whatever came since."""
    return passages.of(Record.objects.get(decision=decision).content)[place].text


def amended(
    decision: Decision, label: str, text: str, *, by: User, part: str = "", seen: str | None = None, why: str = WHY
) -> Amendment:
    """As a page would that was opened just now, or that showed `seen`."""
    of = passage(decision, label, part)
    return amending.amend_passage(
        decision=decision,
        place=of.place,
        text=text,
        why=why,
        seen=fingerprint({"text": of.text if seen is None else seen}),
        request_key=uuid4(),
        by=by,
    )
