"""All that an audit tells of each decision, read for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min

from decisions import content, ledger, wording, words
from decisions.draft import Draft, load_many
from decisions.guidance import packs
from decisions.ledger import Entry
from decisions.models import Amendment, Decision, ReviewComment
from decisions.policies.access import may_see_lookers
from decisions.policies.timeline import History, of_decisions
from decisions.summary.access import BESIDE, who_looked
from decisions.summary.drafts import Context
from decisions.summary.telling_events import days, named
from decisions.words_of_history import SAID, VIEWS
from infoshare.accounts.models import User
from infoshare.audit import chain
from infoshare.audit.chain import Ends
from infoshare.audit.models import Event

DRAFT = "Not recorded yet"
NO_EVENTS = Ends(0, 0, 0, "")
Rows = list[dict[str, str]]
Looks = list[dict[str, Any]]


@dataclass(frozen=True)
class Taken:
    """One decision as its pages of the PDF show it."""

    reference: str
    kind: str  # what was decided; "" for a draft
    decided: str
    facts: Rows
    parts: list[Context]
    history: list[Context]
    looks: Looks | None  # None where who looked is not for the reader
    counts: Mapping[str, int]
    events: int
    first: int
    last: int
    hash: str


@dataclass(frozen=True)
class _Beside:
    """What is read for all of them together, by the number of the decision."""

    added: Mapping[int, list[Context]]
    shared: Mapping[int, list[Entry]]
    history: Mapping[int, list[Context]]
    looks: Mapping[int, Looks]
    ends: Mapping[int, Ends]


def take(decisions: Iterable[Decision], user: User) -> list[Taken]:
    """In their order; in a number of queries that does not grow with them."""
    drafts = load_many(decisions)
    rows = [draft.decision for draft in drafts]
    numbers = [row.pk for row in rows]
    ends = chain.ends(user.organisation_id, Decision._meta.label_lower, numbers)
    beside = _Beside(_added(rows), _shared(numbers), _history(rows, user), _looks(rows, user), ends)
    return [_taken(draft, beside) for draft in drafts]


def _taken(draft: Draft, beside: _Beside) -> Taken:
    number = draft.decision.pk
    advice = [{"title": "", "rows": content.discussion(row)} for row in draft.discussions]
    added = beside.added.get(number, [])
    shared = [_told(entry) for entry in beside.shared.get(number, [])]
    ends = beside.ends.get(number, NO_EVENTS)
    return Taken(
        reference=draft.decision.reference,
        kind=draft.record.decided if draft.record else "",
        decided=words.DECISIONS[draft.record.decided].label if draft.record else DRAFT,
        facts=list(_facts(draft)),
        parts=[
            {"title": "Added and amended since it was recorded", "entries": added},
            {"title": "Advice", "entries": advice},
            {"title": "Shared", "entries": shared},
        ],
        history=beside.history.get(number, []),
        looks=beside.looks.get(number),
        counts={"added": len(added), "advice": len(advice), "shared": len(shared)},
        events=ends.events,
        first=ends.first,
        last=ends.last,
        hash=ends.hash,
    )


def _facts(draft: Draft) -> Iterator[dict[str, str]]:
    decision, record = draft.decision, draft.record
    pointed = packs.get(record.pack_id).outcome(record.outcome).title if record and record.outcome else ""
    yield from wording.rows(
        ("Started", wording.moment(decision.created_at)),
        ("Carried by", f"{decision.owner.name}, {decision.owner.role_title}"),
        ("Team", decision.team.name if decision.team else ""),
        ("Guidance", packs.get(decision.pack_id).title),
        ("The guidance pointed to", pointed),
        ("Recorded", wording.moment(record.recorded_at) if record else DRAFT),
        ("Shared before that, on", wording.moment(record.happened_at) if record else ""),
        ("Hash of the record", record.content_hash if record else ""),
    )


def _added(decisions: list[Decision]) -> Mapping[int, list[Context]]:
    """Additions, amendments and comments, in the order in which they came."""
    added = Amendment.objects.filter(decision__in=decisions).select_related("added_by")
    said = ReviewComment.objects.filter(decision__in=decisions).select_related("said_by")
    rows = [(row.added_at, row.decision_id, _amendment(row)) for row in added]
    rows += [(row.said_at, row.decision_id, _comment(row)) for row in said]
    found: dict[int, list[Context]] = defaultdict(list)
    for _, number, entry in sorted(rows, key=lambda row: row[:2]):
        found[number].append(entry)
    return found


def _amendment(row: Amendment) -> Context:
    by = f"{row.added_by.name}, {wording.moment(row.added_at)}"
    reads = (("It said", row.stood), ("It now reads", row.text)) if row.place else (("What was added", row.text),)
    return {"title": row.title, "rows": wording.rows(("By", by), *reads, ("Why", row.why))}


def _comment(row: ReviewComment) -> Context:
    by = f"{row.said_by.name}, {wording.moment(row.said_at)}"
    return {"title": "Comment", "rows": wording.rows(("By", by), ("What was said", row.text))}


def _shared(numbers: list[int]) -> Mapping[int, list[Entry]]:
    held = ledger.held_on(Decision.objects.filter(pk__in=numbers))
    return {each.pk: sorted(ledger.everything(each), key=lambda entry: entry.at) for each in held}


def _told(entry: Entry) -> Context:
    which = f"A correction of {entry.corrects}" if entry.corrects else entry.sheet
    rows = wording.rows(
        ("When", wording.moment(entry.at)),
        ("To", entry.whom),
        ("Which", which),
        ("On what ground", entry.ground),
        ("How", entry.how),
        ("By", entry.by),
        ("What came back", entry.came_back or "Nothing said"),
    )
    return {"title": "", "rows": rows}


def _history(decisions: list[Decision], user: User) -> Mapping[int, list[Context]]:
    """Everything but looks, oldest first, by day."""
    done = [action for action, said in SAID.items() if said.kind != VIEWS]
    found = of_decisions(decisions, user).filter(action__in=done)
    events = list(found.select_related("by").prefetch_related("by__memberships__team").order_by("pk"))
    history = History(found, {each.pk: each for each in decisions}, {})
    of = named(events, history, user)
    by_decision: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_decision[event.about_id].append(event)
    return {number: days(rows, of) for number, rows in by_decision.items()}


def _looks(decisions: list[Decision], user: User) -> Mapping[int, Looks]:
    """Who opened each, by what right, how often, and when first and last; of those whose lookers the reader may see."""
    told = [each.pk for each in decisions if may_see_lookers(each, user)]
    events = Event.objects.filter(
        organisation=user.organisation_id,
        about_type=Decision._meta.label_lower,
        about_id__in=told,
        action__in=("decision.viewed", *BESIDE),
    )
    by = ("about_id", "action", "by__name", "by__job_title", "facts__through", "facts__outside")
    rows = events.order_by().values(*by).annotate(times=Count("id"), first=Min("at"), last=Max("at"))
    found: dict[int, Looks] = {number: [] for number in told}
    for row in rows.order_by("first", "by__name"):
        ends = {name: wording.moment(row[name]) for name in ("first", "last")}
        found[row["about_id"]].append({**who_looked(row), "times": row["times"], **ends})
    return found
