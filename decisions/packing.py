"""What may go into the pack of a person: each part as labelled texts, from the records and what became of them.

See docs/decisions/0025-the-ledger-and-the-pack.md. Every text is one that somebody can read and take out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from decisions import asking, ledger, telling, wording, words
from decisions import words_of_packs as kinds
from decisions.draft import Draft
from decisions.letters import refusal
from decisions.letters.sentences import Letter
from decisions.letters.telling import VARIANTS, letter, told_of
from decisions.models import Decision, RequestAnswer, Restriction, Told
from decisions.policies import requests
from infoshare.audit import log

LOOKS = ("decision.viewed", "access.viewed", "advice.viewed")
PACKED = "pack of a person"  # a look that the pack itself takes: it would change what is read, and so is not in it
TITLES = {"emergency": "What happened", "protected": "Looked at, and found safe", "before": "Before the emergency"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A part that can be chosen. Its key is its kind and the references it is of."""

    kind: str
    decision: str
    sheet: str = ""
    restricted: bool = False

    @property
    def key(self) -> str:
        return " ".join(filter(None, (self.kind, self.decision, self.sheet)))

    @property
    def title(self) -> str:
        return f"{kinds.PACK_PARTS[self.kind].label}, {self.sheet or self.decision}"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a part, below its heading."""

    part: str  # the key of its part
    heading: str
    label: str
    text: str


def offered(decisions: "QuerySet[Decision]") -> list[Offer]:
    """The parts there are of these decisions, as far as they are recorded, in two queries."""
    live = Restriction.objects.filter(decision=OuterRef("pk"), ended_at__isnull=True)
    told = Exists(Told.objects.filter(decision=OuterRef("pk")))
    answered = Exists(RequestAnswer.objects.filter(decision=OuterRef("pk")))
    found = decisions.filter(record__isnull=False).annotate(restricted=Exists(live), wrote=told, answered=answered)
    rows = list(found.order_by("pk").prefetch_related("sheets", "sharings"))
    return [each for row in rows for each in _offers(row)]


def _offers(row: Any) -> Iterator[Offer]:
    yield Offer("record", row.reference, restricted=row.restricted)
    for sheet in row.sheets.all():
        yield Offer("sheet", row.reference, sheet.reference, restricted=row.restricted)
    if row.sharings.all():
        yield Offer("sharings", row.reference, restricted=row.restricted)
    if row.wrote or row.answered:
        yield Offer("letters", row.reference, restricted=row.restricted)
    yield Offer("looks", row.reference, restricted=row.restricted)


# What of a decision is read beside its draft: at once, for all that were chosen.
BESIDE = (
    *("owner__memberships", "sheets", "amendments__added_by", "told_rows__relationship", "request_answers"),
    *("sharings__sheet", "sharings__written_by", "sharings__acknowledgements"),
    *("sharings__sheet__recipient__lines", "found_wrong__owed__sent__heard", "found_wrong__owed__sent__written_by"),
)


def texts(drafts: Mapping[str, Draft], parts: Iterable[str]) -> list[Text]:
    """Every text of the parts chosen, in the order of their keys."""
    found = []
    for part in parts:
        kind, reference, *sheet = part.split(" ")
        pairs = OF_KIND[kind](drafts[reference], *sheet)
        found += [Text(part, heading, label, text) for heading, label, text in pairs if text]
    return found


Line = tuple[str, str, str]  # heading, label, text


def _record(draft: Draft) -> Iterator[Line]:
    assert draft.record
    content: Mapping[str, Any] = draft.record.content
    outcome = content.get("outcome")
    yield "The guidance", "It pointed to", outcome["title"] if outcome else ""
    for part, rows in asking.of_content(content).items():
        yield from ((asking.PARTS[part], row["label"], row["text"]) for row in rows)
    for part, title in TITLES.items():
        yield from ((title, row["label"], row["text"]) for row in content.get(part) or ())
    for asked in content.get("advice") or ():
        yield from (("Advice", row["label"], row["text"]) for row in asked["rows"])
    for added in draft.decision.amendments.all():
        said = (added.title, f"By {added.added_by.name}", added.text, added.why)
        yield "Added since", wording.moment(added.added_at), "\n".join(filter(None, said))


def _sheet(draft: Draft, reference: str) -> Iterator[Line]:
    [found] = [each for each in draft.decision.sheets.all() if each.reference == reference]
    said: Mapping[str, Any] = found.content
    yield "The sheet", "Date", said["date"]
    yield "The sheet", "For", ", ".join(filter(None, (said["to"][each] for each in ("name", "role", "organisation"))))
    yield "The sheet", "What it is for", said["purpose"]
    for number, line in enumerate(said["lines"], 1):
        yield "What was shared", f"Information {number}", line["text"]
        about = [("From", line["source"]), ("About", line["about"]), ("True on", line["true_on"])]
        marks = [f"{name}: {text}" for name, text in about if text]
        yield "What was shared", f"Of information {number}", ". ".join([line["nature"].rstrip("."), *marks])
    yield "The sheet", "Whom to call", ", ".join(filter(None, (said["call"]["name"], said["call"]["role"])))


def _sharings(draft: Draft) -> Iterator[Line]:
    """As the ledger has them, and what was noted beside."""
    for each in ledger.everything(draft.decision):
        heading = wording.moment(each.at)
        yield heading, "To", each.whom
        yield heading, "How", each.how
        yield heading, "By", each.by
        yield heading, "On what ground", each.ground
        yield heading, "What came back", each.came_back
        yield from ((heading, "What", what) for what in each.what)
    for event in draft.decision.sharings.all():
        yield wording.moment(event.happened_at), "Noted", event.note


def _letters(draft: Draft) -> Iterator[Line]:
    """What was said to whom. A letter is not kept: it is made of the same rows each time, so it reads the same."""
    told = list(draft.decision.told_rows.all())
    yield from (line for row in told for line in _told(row))
    if told and told_of(draft):
        variant = VARIANTS["child" if told[-1].whom == "child" else "family"]
        yield from _letter(letter(draft, variant, got=telling.got(draft)))
    answers = list(draft.decision.request_answers.all())
    yield from (("The answer to the request", wording.day(answer.on), answer.how) for answer in answers)
    if answers and draft.request and refusal.gets(draft, draft.request) != "all":
        yield from _letter(refusal.letter(draft, draft.request, guarded=requests.is_guarded(draft, draft.request)))


def _told(row: Told) -> Iterator[Line]:
    heading, child = f"Told on {wording.day(row.on)}", words.TOLD_WHOM["child"].label
    yield heading, "Who", row.carer or (row.relationship.name if row.relationship else child)
    yield heading, "How", row.how
    yield heading, "By", row.teller
    yield heading, "What they said", row.said


def _letter(letter: Letter) -> Iterator[Line]:
    return (("The letter, as it reads", "", text) for text in letter.texts)


def _looks(draft: Draft) -> Iterator[Line]:
    """For each day who opened which page, each once."""
    days: dict[str, dict[str, None]] = {}
    for each in log.history(draft.decision).filter(action__in=LOOKS).exclude(facts__what=PACKED).order_by("pk"):
        on = wording.day(timezone.localtime(each.at).date())
        days.setdefault(on, {})[f"{each.by.name}: {each.facts.get('what', '')}"] = None
    yield from (("Who looked", on, "\n".join(said)) for on, said in days.items())


OF_KIND: Mapping[str, Callable[..., Iterator[Line]]] = {
    "record": _record,
    "sheet": _sheet,
    "sharings": _sharings,
    "letters": _letters,
    "looks": _looks,
}
