"""The ledger of a person: who was told what, when and on what ground, as it stood on any day. Nothing of it is stored.

It is read from what never changes: the sheets as they were frozen, each time that one went, and the records of
emergencies. See docs/decisions/0025-the-ledger-and-the-pack.md.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from decisions import wording
from decisions import words_of_sharing as words
from decisions.advising.clock import LONDON
from decisions.models import Acknowledgement, Decision, Record, SharingEvent
from decisions.models.receipts import once_astray

EMERGENCY_TOLD, EMERGENCY_SHARED, EMERGENCY_HOW = "Who was told", "What was shared", "How"  # labels of its record
NO_GROUND = "No law is named in the record"
END_OF_TIME = datetime(9999, 1, 1, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Entry:
    """One time that somebody was told something. `organisation` is "" where the record tells it in its own words."""

    at: datetime
    decision: str
    sheet: str
    organisation: str
    whom: str
    what: tuple[str, ...]
    ground: str
    how: str
    by: str
    came_back: str


def held_on(decisions: "QuerySet[Decision]") -> list[Decision]:
    """The recorded ones among these decisions, each with all that was shared by it, in four queries."""
    said = Acknowledgement.objects.order_by("pk")
    sharings = SharingEvent.objects.select_related("sheet", "written_by").order_by("pk")
    sharings = sharings.prefetch_related(Prefetch("acknowledgements", said))
    found = decisions.filter(record__isnull=False).select_related("record__recorded_by")
    return list(found.order_by("pk").prefetch_related(Prefetch("sharings", sharings)))


def of(decisions: Iterable[Decision], *, on: date, organisation: str = "") -> list[Entry]:
    """What had been told by the end of that day, the oldest first; to one organisation, by its mark.

    What an emergency told is always there: its record says whom in words, and somebody has to read them.
    """
    end = datetime.combine(on + timedelta(days=1), time(), LONDON)
    found = [each for decision in decisions for each in everything(decision, end)]
    found = [each for each in found if not organisation or mark(each.organisation) in {organisation, mark("")}]
    return sorted(found, key=lambda each: (each.at, each.decision, each.sheet))


def organisations(entries: Iterable[Entry]) -> dict[str, str]:
    """Those that were told, by their mark; as they were written first."""
    found: dict[str, str] = {}
    for each in entries:
        if each.organisation:
            found.setdefault(mark(each.organisation), each.organisation)
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def mark(organisation: str) -> str:
    """Stands for an organisation in an address, however its name was typed."""
    return hashlib.sha256(" ".join(organisation.casefold().split()).encode()).hexdigest()[:32]


def everything(decision: Decision, end: datetime = END_OF_TIME) -> Iterator[Entry]:
    """All that one decision told before a moment."""
    record = decision.record
    if record.happened_at and record.happened_at < end:
        yield _in_emergency(decision, record)
    yield from (_went(decision, event, end) for event in decision.sharings.all() if event.happened_at < end)


def _in_emergency(decision: Decision, record: Record) -> Entry:
    assert record.happened_at
    said = _emergency(record)
    return Entry(
        at=record.happened_at,
        decision=decision.reference,
        sheet="",
        organisation="",
        whom=said.get(EMERGENCY_TOLD, ""),
        what=(said.get(EMERGENCY_SHARED, ""),),
        ground=ground(record),
        how=said.get(EMERGENCY_HOW, ""),
        by=record.recorded_by.name,
        came_back="",
    )


def _went(decision: Decision, event: SharingEvent, end: datetime) -> Entry:
    sheet, record = event.sheet, decision.record
    to: Mapping[str, str] = sheet.content["to"] if sheet else {}
    said = ", ".join(filter(None, (to.get("name", ""), to.get("role", ""), to.get("organisation", ""))))
    return Entry(
        at=event.happened_at,
        decision=decision.reference,
        sheet=sheet.reference if sheet else "",
        organisation=to.get("organisation", ""),
        whom=said or event.told_whom,
        what=tuple(map(_piece, sheet.content["lines"])) if sheet else (event.what,),
        ground=ground(record),
        how=f"{words.CHANNELS[event.channel].label}. {_verified(event)}",
        by=event.shared_by or event.written_by.name,
        came_back=_came_back([each for each in event.acknowledgements.all() if each.said_at < end]),
    )


def ground(record: Record) -> str:
    """What the record rests on: the law that it names, or the danger that there was."""
    content: Mapping[str, Any] = record.content
    if record.entered_afterwards:
        return str(content["decision"]["label"])
    basis = [f"{row['label']}: {row['text']}" for row in content.get("basis") or ()]
    consent = [row["text"] for row in content.get("consent") or () if row["label"] == "Consent"]
    return ". ".join([*basis, *(f"Consent: {text}" for text in consent)]) or NO_GROUND


def _emergency(record: Record) -> dict[str, str]:
    return {row["label"]: row["text"] for row in record.content.get("emergency") or ()}


def _piece(line: Mapping[str, str]) -> str:
    """A piece of information with whether it is fact or opinion, as the sheet said it."""
    on = f" True on {line['true_on']}." if line["true_on"] else ""
    return f"{line['text']} ({line['nature']}{on})"


def _verified(event: SharingEvent) -> str:
    if event.verified_how == "other":
        return event.verified_words
    return wording.label(words.VERIFIED, event.verified_how)


def _came_back(said: Sequence[Acknowledgement]) -> str:
    """The last word that had come by then; that it reached somebody else is never covered by a later one."""
    now = wording.came_back(said)
    return f"{words.ONCE_ASTRAY}. {now}" if once_astray(said[:-1]) else now
