"""What goes to whom in the cases: what the file says of each item, and what a few recipients get otherwise."""

from collections.abc import Iterator, Mapping

from decisions import actions, grid
from decisions.demonstration.cases import Case, sentence
from decisions.draft import Draft, load
from decisions.models import Decision
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint

# Who else it would go to, beside those of the file: whose role needs more of it, or less.
ALSO: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "C08": ({"organisation": "the hospital", "role": "safeguarding nurse"},),
    "C21": ({"organisation": "a hospital", "role": "booking clerk"},),
}
# By case, role of the recipient, and number of the item.
OTHERWISE: Mapping[tuple[str, str, int], Mapping[str, str]] = {
    ("C08", "safeguarding nurse", 1): {
        "choice": "share",
        "why": "She offers him support on the ward, and has to know whom to ask for",
        "onward": "no",
    },
    ("C21", "booking clerk", 0): {
        "choice": "redact",
        "redacted": "A routine referral to the clinic. Half an hour is needed.",
        "why": "Booking takes only the clinic and the length of the visit",
        "onward": "no",
    },
    ("C21", "booking clerk", 1): {"choice": "withhold", "why": "Booking has no need of any history"},
    ("R22", "speech therapist", 1): {
        "choice": "redact",
        "redacted": "The parents live apart. Write to both of them.",
        "why": "The therapist has to write to both; why they parted is not needed",
        "onward": "no",
    },
}
BLANK = {"redacted": "", "onward": ""}


def decide(case: Case, decision: Decision, *, by: User) -> None:
    """Each recipient's page, filled in as the case says."""
    draft = load(decision)
    for to in draft.recipients:
        seen = fingerprint(grid.stored(draft, to))
        values = dict(_answers(case, draft, to.role))
        actions.decide_lines(decision=decision, recipient=to, values=values, seen=seen, by=by)


def _answers(case: Case, draft: Draft, role: str) -> Iterator[tuple[str, str]]:
    for number, (item, told) in enumerate(zip(draft.items, case.told["information"], strict=True)):
        answers = {**BLANK, **(OTHERWISE.get((case.id, role, number)) or _as_told(told))}
        yield from ((grid.name(part, item), answers[part]) for part in grid.PARTS)


def _as_told(told: Mapping[str, str]) -> Mapping[str, str]:
    why = sentence(told["why"]) or "The recipient needs it to act"
    return {"choice": told["choice"], "why": why, "onward": "ask_first" if told["choice"] == "share" else ""}
