"""Which figures there are: each a heading, a sentence, and rows that are filters of the list of decisions.

The filters of a row lead to its list, and by the same it is counted (models/register_terms.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from decisions import words
from decisions.forms.register import AGREEMENTS, EDITIONS, OUTCOMES

Codes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    codes: Codes


@dataclass(frozen=True, slots=True)
class Figure:
    """`of` are filters that all its rows share; `columns` divide each row again. `adds_up` where a decision is in one
    row at most; `always` shows rows of nothing too.
    """

    slug: str
    title: str
    says: str
    rows: tuple[Part, ...]
    of: Codes = field(default_factory=dict[str, str])
    columns: tuple[Part, ...] = (Part("Decisions", {}),)
    adds_up: bool = True
    always: bool = True
    now: bool = False  # how things stand today, whatever the quarter


def _terms(name: str, vocabulary: Mapping[str, Any], but: Iterable[str] = ()) -> tuple[Part, ...]:
    return tuple(Part(term.label, {name: value}) for value, term in vocabulary.items() if value not in but)


def _choices(name: str, choices: Iterable[tuple[str, str]]) -> tuple[Part, ...]:
    return tuple(Part(label, {name: value}) for value, label in choices)


DECIDED = Figure(
    "decided",
    "What was decided",
    "Every decision recorded in the quarter, by what its author decided.",
    _terms("decided", words.DECISIONS),
)
OUTCOME = Figure(
    "outcome",
    "What the guidance pointed to, by edition",
    "Where the answers led, by the edition of the guidance that was followed. The decision is the author's own.",
    _choices("outcome", OUTCOMES),
    columns=_choices("edition", EDITIONS),
)
CONSENT = Figure(
    "agreement",
    "Consent or agreement",
    "What the author answered about it. It is not asked where the answer would change nothing.",
    _choices("agreement", AGREEMENTS),
    always=False,
)
OVERRIDDEN = Figure(
    "overridden",
    "Shared although consent was refused or taken back, and why",
    "What the guidance pointed to where something was shared against a refusal or a withdrawal.",
    _choices("outcome", OUTCOMES),
    of={"consent": "overridden"},
    always=False,
)
GROUNDS = Figure(
    "grounds",
    "Why information was not shared",
    "The grounds of the decisions not to share. One decision can have several.",
    _terms("ground", words.GROUNDS),
    of={"decided": "do_not_share"},
    adds_up=False,
)
TOOK = Figure(
    "took",
    "From starting to recording",
    "How long it took from the day the decision was started to its record. An emergency is written down afterwards.",
    _terms("took", words.TOOK),
)
EMERGENCIES = Figure(
    "emergencies",
    "Emergencies, and what was to be written down after them",
    "Whether what an emergency left to be written down was written in time.",
    (
        Part("Everything, in time", {"unwritten": "none"}),
        Part("Everything, some of it late", {"unwritten": "was_late"}),
        Part("Not everything yet, and there is time", {"unwritten": "soon"}),
        Part("Not everything, and it is overdue", {"unwritten": "late"}),
    ),
    of={"state": "emergency"},
)
HEARD = Figure(
    "heard",
    "Whether what was sent has arrived",
    "Of the sheets of the quarter's decisions, as it stands today. A sheet has arrived once somebody said so.",
    _terms("heard", words.HEARD, but=("no",)),
)
ADDED = Figure(
    "added",
    "Added to since",
    "Whether something was added to a record of the quarter, or a passage of it amended, up to today.",
    _terms("added", words.ADDED),
)
OPEN = Figure(
    "open",
    "Not recorded yet",
    "How things stand now, whatever the quarter.",
    (Part("Draft", {"state": "draft"}), Part("Waiting for advice", {"state": "waiting"})),
    of={"state": "open"},
    now=True,
)
FIGURES = (DECIDED, OUTCOME, TOOK, CONSENT, OVERRIDDEN, GROUNDS, EMERGENCIES, HEARD, ADDED, OPEN)
# Of those, what is told of the whole organisation: each divides the same whole, and none a part of another.
TOLD_OF_ALL = (
    DECIDED,
    Figure("outcome", "What the guidance pointed to", OUTCOME.says.partition(",")[0] + ".", OUTCOME.rows),
    Figure("edition", "Edition of the guidance", "The edition that was followed.", OUTCOME.columns),
    TOOK,
    Figure(
        "state",
        "Emergencies",
        "Whether it was written down before or after it was shared.",
        _terms("state", words.REGISTER_STATES, but=("draft", "waiting", "flow")),
    ),
    ADDED,
)
