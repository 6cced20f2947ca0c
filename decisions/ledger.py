"""The ledger of a person: who was told what, when and on what ground, as it stood on any day. Nothing of it is stored.

It is read from what never changes: the sheets as they were frozen, each time that one went, what of it was found wrong
and put right since, and the records of emergencies. See docs/decisions/0025-the-ledger-and-the-pack.md.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from decisions import amending, passages, wording
from decisions import words_of_sharing as words
from decisions.advising.clock import LONDON
from decisions.content import CONSENT, EMERGENCY_HOW, EMERGENCY_SHARED, EMERGENCY_TOLD
from decisions.models import (
    Acknowledgement,
    Amendment,
    CorrectionHeard,
    CorrectionOwed,
    CorrectionSent,
    Decision,
    FoundWrong,
    SharingEvent,
    Sheet,
)
from decisions.models.lines import GOES
from decisions.models.receipts import once_astray
from decisions.sheet import for_whom

IN_WORDS = "They were told in words that it was wrong"
NO_GROUND = "No law is named in the record"
END_OF_TIME = datetime(9999, 1, 1, tzinfo=LONDON)


@dataclass(frozen=True, slots=True)
class Entry:
    """One time that somebody was told something. `organisation` is "" where the record tells it in its own words.

    `corrects` is the reference of what was found wrong, where it is a correction of that.
    """

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
    corrects: str = ""


def held_on(decisions: "QuerySet[Decision]") -> list[Decision]:
    """The recorded ones among these decisions, each with all that was shared by it, in no more queries for more."""
    said = Acknowledgement.objects.order_by("pk")
    sharings = SharingEvent.objects.select_related("sheet__recipient", "written_by").order_by("pk")
    sharings = sharings.prefetch_related(Prefetch("acknowledgements", said), "sheet__recipient__lines")
    found = decisions.filter(record__isnull=False).select_related("record__recorded_by")
    return list(found.order_by("pk").prefetch_related(Prefetch("sharings", sharings), _found_wrong(), "amendments"))


def _found_wrong() -> "Prefetch[Any]":
    """What was found wrong, to whom that is owed, each time it went and what came back."""
    heard = CorrectionHeard.objects.order_by("pk")
    sent = CorrectionSent.objects.select_related("written_by").order_by("pk").prefetch_related(Prefetch("heard", heard))
    owed = CorrectionOwed.objects.order_by("pk").prefetch_related(Prefetch("sent", sent))
    return Prefetch("found_wrong", FoundWrong.objects.order_by("pk").prefetch_related(Prefetch("owed", owed)))


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
        yield from _with_corrections(decision, None, _in_emergency(decision, end), end)
    for event in decision.sharings.all():
        if event.happened_at < end:
            yield from _with_corrections(decision, event, _went(decision, event, end), end)


def _with_corrections(decision: Decision, event: SharingEvent | None, told: Entry, end: datetime) -> Iterator[Entry]:
    """What was told, marked where it was found wrong by then; and each time that this was put right."""
    what = [_amended(event, place, text, _by(decision, end)) for place, text in enumerate(told.what)]
    owed = [(wrong, each) for wrong in decision.found_wrong.all() for each in wrong.owed.all()]
    mine = [(wrong, each) for wrong, each in owed if each.sharing_id == (event.pk if event else None)]
    for wrong, _ in mine:
        if wrong.written_at < end:
            place = _place(event, wrong)
            what[place] = f"{what[place]} {_marked(wrong)}"
    yield replace(told, what=tuple(what))
    went = [(wrong, sent) for wrong, each in mine for sent in each.sent.all() if sent.happened_at < end]
    yield from (_correction(told, wrong, sent, end) for wrong, sent in went)


def _place(event: SharingEvent | None, wrong: FoundWrong) -> int:
    """Which line of the sheet it is: they stand in the order of the pieces. An emergency tells all in one."""
    return _goes(event.sheet)[0].index(wrong.item_id or 0) if event and event.sheet else 0


def _goes(sheet: Sheet) -> tuple[list[int], list[int]]:
    """The pieces that went with it, and every piece of its decision, in their order."""
    lines = sorted(sheet.recipient.lines.all(), key=lambda line: line.item_id)
    return [line.item_id for line in lines if line.choice in GOES], [line.item_id for line in lines]


def _by(decision: Decision, end: datetime) -> list[Amendment]:
    return [row for row in decision.amendments.all() if row.added_at < end]


def _amended(event: SharingEvent | None, place: int, text: str, rows: Iterable[Amendment]) -> str:
    """A piece as it went, marked where the record reads otherwise by then."""
    if not event or not event.sheet:
        return text
    goes, pieces = _goes(event.sheet)
    found = {
        number: row
        for number, row in amending.numbered(rows).items()
        if (piece := passages.piece_of(row.place)) is not None and pieces[piece] == goes[place]
    }
    return " ".join((text, *(f"[Amendment {number} of the record, {_on(row)}]" for number, row in found.items())))


def _on(row: Amendment) -> str:
    return wording.day(timezone.localdate(row.added_at))


def _marked(wrong: FoundWrong) -> str:
    found = f"Found wrong on {wording.day(timezone.localdate(wrong.written_at))}, {wrong.reference}"
    return f"[{found}: {wrong.what}]" if wrong.what else f"[{found}]"


def _correction(told: Entry, wrong: FoundWrong, sent: CorrectionSent, end: datetime) -> Entry:
    said = [each.said for each in sent.heard.all() if each.said_at < end]
    return replace(
        told,
        at=sent.happened_at,
        what=_put_right(sent),
        how=words.CHANNELS[sent.channel].label,
        by=sent.sent_by or sent.written_by.name,
        came_back=_heard(said),
        corrects=wrong.reference,
    )


def _put_right(sent: CorrectionSent) -> tuple[str, ...]:
    """As the letter said it, where one went."""
    if not sent.letter:
        return (IN_WORDS, *filter(None, [sent.note]))
    return (f"What is right: {sent.letter['right']}", f"Instead of: {sent.letter['line']['text']}")


def _heard(said: Sequence[str]) -> str:
    """As with a sheet: the last word, and that it reached somebody else is never covered by a later one."""
    if not said:
        return ""
    return words.PUT_RIGHT_THEIRS["not_ours" if "not_ours" in said else said[-1]]


def _in_emergency(decision: Decision, end: datetime) -> Entry:
    record, content = decision.record, _noted(decision, end)
    assert record.happened_at
    said = _emergency(content)
    return Entry(
        at=record.happened_at,
        decision=decision.reference,
        sheet="",
        organisation="",
        whom=said.get(EMERGENCY_TOLD, ""),
        what=(said.get(EMERGENCY_SHARED, ""),),
        ground=ground(content),
        how=said.get(EMERGENCY_HOW, ""),
        by=record.recorded_by.name,
        came_back="",
    )


def _went(decision: Decision, event: SharingEvent, end: datetime) -> Entry:
    sheet = event.sheet
    return Entry(
        at=event.happened_at,
        decision=decision.reference,
        sheet=sheet.reference if sheet else "",
        organisation=sheet.content["to"]["organisation"] if sheet else "",
        whom=for_whom(sheet.content["to"]) if sheet else event.told_whom,
        what=tuple(map(_piece, sheet.content["lines"])) if sheet else (event.what,),
        ground=ground(_noted(decision, end)),
        how=f"{words.CHANNELS[event.channel].label}. {_verified(event)}",
        by=event.shared_by or event.written_by.name,
        came_back=_came_back([each for each in event.acknowledgements.all() if each.said_at < end]),
    )


def _noted(decision: Decision, end: datetime) -> Mapping[str, Any]:
    """What the record said by then, with what was amended in it."""
    return amending.noted(decision.record.content, _by(decision, end))


def ground(content: Mapping[str, Any]) -> str:
    """What the record rests on: the law that it names, or the danger that there was."""
    if content.get("emergency"):
        return str(content["decision"]["label"])
    basis = [f"{row['label']}: {row['text']}" for row in content.get("basis") or ()]
    consent = [row["text"] for row in content.get("consent") or () if row["label"] == CONSENT]
    return ". ".join([*basis, *(f"{CONSENT}: {text}" for text in consent)]) or NO_GROUND


def _emergency(content: Mapping[str, Any]) -> dict[str, str]:
    return {row["label"]: row["text"] for row in content.get("emergency") or ()}


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
