"""What may go into the pack of a person: each part as labelled texts, from the records and what became of them.

See docs/decisions/0025-the-ledger-and-the-pack.md. Every text is one that somebody can read and take out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from decisions import amending, asking, ledger, packing_since, sheet, telling, wording, words
from decisions.draft import Draft
from decisions.letters import refusal
from decisions.letters.sentences import Letter
from decisions.letters.telling import VARIANTS, letter, told_of
from decisions.models import Decision, RequestAnswer, Restriction, SharingEvent, Sheet, Told
from decisions.packing_since import Line
from decisions.policies import requests
from decisions.words_of_packs import Part
from infoshare.audit.models import Event

LOOKS = ("decision.viewed", "access.viewed", "advice.viewed", "incident.viewed", "caldicott.entry-viewed")
CALLED = {"incident.viewed": "incident", "caldicott.entry-viewed": "entry of the Caldicott log"}
PACKED = "pack of a person"  # a look that the pack itself takes: it would change what is read, and so is not in it
TITLES = {"emergency": "What happened", "protected": "Looked at, and found safe", "before": "Before the emergency"}
LETTER_FILES, REFUSAL_FILES = ("letter, PDF", "letter, text"), ("refusal, PDF", "refusal, text")
# What of a record's content is in no pack, and why.
CONTENT_LEFT = {
    "format": "It is about the file, not the case.",
    "reference": "It stands in the title.",
    "about": "It stands among the details.",
    "to": "It stands with each piece of information.",
    "counts": "They are counted from the pieces of information.",
    "rules": "They are worked out from the rest of the record.",
}
# What the record's own PDF carries as data (decisions/summary/record_data.py), and what a pack has it in besides.
IN_ANOTHER_PLACE = {"told": "letters", "answers": "letters", "record": "record", "recorded": "record"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that can be chosen."""

    part: Part
    restricted: bool = False

    @property
    def key(self) -> str:
        return self.part.key

    @property
    def title(self) -> str:
        return self.part.title


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a part, below its heading."""

    part: str  # the key of its part
    heading: str
    label: str
    text: str


def offered(decisions: "QuerySet[Decision]") -> list[Offer]:
    """The parts there are of these decisions, as far as they are recorded; in two queries, without what they hold."""
    live = Restriction.objects.filter(decision=OuterRef("pk"), ended_at__isnull=True)
    told = Exists(Told.objects.filter(decision=OuterRef("pk")))
    answered = Exists(RequestAnswer.objects.filter(decision=OuterRef("pk")))
    went = Exists(SharingEvent.objects.filter(decision=OuterRef("pk")))
    found = decisions.filter(record__isnull=False)
    took = Exists(_files_of_letters())
    found = found.annotate(restricted=Exists(live), wrote=told, answered=answered, went=went, took=took)
    sheets = Prefetch("sheets", Sheet.objects.defer("content").order_by("pk"))
    return [each for row in found.order_by("pk").prefetch_related(sheets) for each in _offers(row)]


def _files_of_letters() -> "QuerySet[Event]":
    about = {"about_type": Decision._meta.label_lower, "about_id": OuterRef("pk")}
    found = Event.objects.filter(organisation=OuterRef("organisation"), action="decision.viewed", **about)
    return found.filter(facts__what__in=[*LETTER_FILES, *REFUSAL_FILES])


def _offers(row: Any) -> Iterator[Offer]:
    parts = [
        Part("record", row.reference),
        *(Part("sheet", row.reference, each.reference) for each in row.sheets.all()),
    ]
    if row.went:
        parts.append(Part("sharings", row.reference))
    if row.wrote or row.answered or row.took:
        parts.append(Part("letters", row.reference))
    parts.append(Part("looks", row.reference))
    yield from (Offer(each, restricted=row.restricted) for each in parts)


class Source(NamedTuple):
    """One decision as its parts are read from it, with who looked."""

    draft: Draft
    looks: Sequence[Event]


# What of a decision is read beside its draft: at once, for all that were chosen.
BESIDE = (
    *("owner__memberships", "sheets", "told_rows__relationship", "request_answers"),
    *("sharings__sheet", "sharings__written_by", "sharings__acknowledgements"),
    *("sharings__sheet__recipient__lines", "found_wrong__owed__sent__heard", "found_wrong__owed__sent__written_by"),
    *packing_since.BESIDE,
)


def texts(sources: Mapping[str, Source], parts: Iterable[str]) -> list[Text]:
    """Every text of the parts chosen, in the order of their keys."""
    found = []
    for key in parts:
        part = Part.of(key)
        lines = OF_KIND[part.kind](sources[part.decision], part)
        found += [Text(key, heading, label, text) for heading, label, text in lines if text]
    return found


def _record(source: Source, _part: Part) -> Iterator[Line]:
    record = source.draft.decision.record
    content = amending.noted(record.content, source.draft.decision.amendments.all())
    yield from _frame(content)
    yield "The record", "Recorded", f"{wording.moment(record.recorded_at)}, by {record.recorded_by.name}"
    yield from _rows_of(content)
    yield from packing_since.lines(source.draft)


def _rows_of(content: Mapping[str, Any]) -> Iterator[Line]:
    outcome = content.get("outcome")
    yield "The guidance", "It pointed to", outcome["title"] if outcome else ""
    for part, rows in asking.of_content(content).items():
        yield from ((asking.PARTS[part], row["label"], row["text"]) for row in rows)
    for part, title in TITLES.items():
        yield from ((title, row["label"], row["text"]) for row in content.get(part) or ())
    for asked in content.get("advice") or ():
        yield from (("Advice", row["label"], row["text"]) for row in asked["rows"])


def _frame(content: Mapping[str, Any]) -> Iterator[Line]:
    """Whose it is, and by which guidance it was decided."""
    who: Mapping[str, str] = content.get("practitioner") or {}
    whose = [content.get("organisation", ""), content.get("team", "")]
    yield "The record", "Organisation", ", ".join(filter(None, whose))
    yield "The record", "Written by", ", ".join(filter(None, (who.get("name", ""), who.get("role", ""))))
    yield "The record", "Started", content.get("started", "")
    yield "The guidance", "Its name", (content.get("guidance") or {}).get("title", "")


def _sheet(source: Source, part: Part) -> Iterator[Line]:
    [found] = [each for each in source.draft.decision.sheets.all() if each.reference == part.sheet]
    said: Mapping[str, Any] = found.content
    yield "The sheet", "Date", said["date"]
    yield "The sheet", "For", sheet.for_whom(said["to"])
    yield "The sheet", "What it is for", said["purpose"]
    for number, line in enumerate(said["lines"], 1):
        yield "What was shared", f"Information {number}", line["text"]
        yield "What was shared", f"Of information {number}", sheet.marks(line)
    yield "The sheet", "Whom to call", ", ".join(filter(None, (said["call"]["name"], said["call"]["role"])))


def _sharings(source: Source, _part: Part) -> Iterator[Line]:
    """As the ledger has them, and what was noted beside."""
    decision = source.draft.decision
    for each in ledger.everything(decision):
        heading = wording.moment(each.at)
        yield heading, "To", each.whom
        yield heading, "How", each.how
        yield heading, "By", each.by
        yield heading, "On what ground", each.ground
        yield heading, "What came back", each.came_back
        yield from ((heading, "What", what) for what in each.what)
    for event in decision.sharings.all():
        yield wording.moment(event.happened_at), "Noted", event.note


def _letters(source: Source, _part: Part) -> Iterator[Line]:
    """Who was told. A letter is not kept: it is drawn anew, and only where somebody took its file."""
    draft = source.draft
    told = list(draft.decision.told_rows.all())
    yield from (line for row in told for line in _told(row))
    if (when := _taken(source, LETTER_FILES)) and told_of(draft):
        variant = VARIANTS["child" if told and told[-1].whom == "child" else "family"]
        yield from _letter(letter(draft, variant, got=telling.got(draft)), when)
    answers = draft.decision.request_answers.all()
    yield from (("The answer to the request", wording.day(answer.on), answer.how) for answer in answers)
    if (when := _taken(source, REFUSAL_FILES)) and draft.request and refusal.gets(draft, draft.request) != "all":
        guarded = requests.is_guarded(draft, draft.request)
        yield from _letter(refusal.letter(draft, draft.request, guarded=guarded), when)


def _taken(source: Source, files: Iterable[str]) -> str:
    """The days on which somebody took a letter as a file."""
    found = [each for each in source.looks if each.facts.get("what") in files]
    return ", ".join(dict.fromkeys(_day(each) for each in found))


def _told(row: Told) -> Iterator[Line]:
    heading, child = f"Told on {wording.day(row.on)}", words.TOLD_WHOM["child"].label
    yield heading, "Who", row.carer or (row.relationship.name if row.relationship else child)
    yield heading, "How", row.how
    yield heading, "By", row.teller
    yield heading, "What they said", row.said


def _letter(letter: Letter, when: str) -> Iterator[Line]:
    heading = "A letter, drawn anew"
    yield heading, "", f"A file of a letter was taken on {when}. It is not kept. This is how it reads now."
    yield from ((heading, "", text) for text in letter.texts)


def _looks(source: Source, _part: Part) -> Iterator[Line]:
    """For each day who opened which page, each once."""
    days: dict[str, dict[str, None]] = {}
    for each in source.looks:
        if each.facts.get("what") != PACKED:
            what = CALLED.get(each.action) or each.facts.get("what", "")
            days.setdefault(_day(each), {})[f"{each.by.name}: {what}"] = None
    yield from (("Who looked", on, "\n".join(said)) for on, said in days.items())


def _day(event: Event) -> str:
    return wording.day(timezone.localtime(event.at).date())


OF_KIND: Mapping[str, Callable[[Source, Part], Iterator[Line]]] = {
    "record": _record,
    "sheet": _sheet,
    "sharings": _sharings,
    "letters": _letters,
    "looks": _looks,
}
