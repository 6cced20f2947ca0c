"""What one recipient's sheet says: what goes to them, and these few fields. Whatever is not named here never leaves.

See docs/decisions/0021-the-recipients-sheet.md. A sheet is built from draft.goes_to(recipient) alone.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

import rfc8785

from decisions.draft import Draft
from decisions.models import Line, Recipient
from infoshare.govuk.moments import day

Content = dict[str, object]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that may be on a sheet: where it is from, and why it may go."""

    name: str
    take: Callable[[Draft, Recipient], object]
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that may be said of each piece of information. What is shared in part says nothing of anybody."""

    name: str
    take: Callable[[Line], str]
    source: str
    why: str


PASS_ON: Mapping[str, str] = MappingProxyType(
    {
        "yes": "You may pass it on where your work with the child needs it.",
        "ask_first": "Ask us before you pass it on.",
        "no": "Do not pass it on.",
    }
)
CONDITIONS = (
    "Use it for this purpose alone.",
    "Keep it safe. Show it only to people who need it for this purpose.",
    "Each piece of information says whether you may pass it on.",
    "Tell us at once if something here is wrong, or if it was not meant for you.",
)


def _text(line: Line) -> str:
    return line.redacted if line.choice == "redact" else line.item.text


def _nature(line: Line) -> str:
    """An opinion or an allegation is never taken for a fact; nobody is named where words were left out."""
    whose = f" of {line.item.author}" if line.item.author and line.choice == "share" else ""
    by = f" by {line.item.author}" if line.item.author and line.choice == "share" else ""
    natures = {
        "fact": "A fact.",
        "opinion": f"An opinion{whose}.",
        "allegation": f"An allegation{by}. It is not established.",
    }
    return natures[line.item.nature]


def _source(line: Line) -> str:
    return line.item.source if line.choice == "share" else ""


def _about(line: Line) -> str:
    return line.item.about_whom if line.choice == "share" else ""


def _true_on(line: Line) -> str:
    return day(line.item.accurate_on) if line.choice == "share" else ""


def _onward(line: Line) -> str:
    return PASS_ON[line.onward]


MARKS: tuple[Mark, ...] = (
    Mark("text", _text, "Item.text, or Line.redacted", "What was decided for them."),
    Mark("nature", _nature, "Item.nature, Item.author", "An opinion is not taken for a fact (2008, question 6 b)."),
    Mark("source", _source, "Item.source", "They can judge how sure it is. Left out where it goes in part."),
    Mark("about", _about, "Item.about_whom", "They know whom it is about. Left out where it goes in part."),
    Mark(
        "true_on",
        _true_on,
        "Item.accurate_on",
        "Old news is not taken for new (2024, rule 6). Left out where it goes in part.",
    ),
    Mark("onward", _onward, "Line.onward", "They know whether they may pass it on."),
)


def _organisation(draft: Draft, to: Recipient) -> str:
    return draft.decision.organisation.name


def _to(draft: Draft, to: Recipient) -> dict[str, str]:
    return {"organisation": to.organisation, "role": to.role, "name": to.name}


def _purpose(draft: Draft, to: Recipient) -> str:
    return draft.decision.purpose


def _lines(draft: Draft, to: Recipient) -> list[dict[str, str]]:
    return [{mark.name: mark.take(line) for mark in MARKS} for line in draft.goes_to(to)]


def _conditions(draft: Draft, to: Recipient) -> list[str]:
    return list(CONDITIONS)


def _call(draft: Draft, to: Recipient) -> dict[str, str]:
    owner = draft.decision.owner
    contact = draft.decision.organisation.contact or owner.email
    return {"name": owner.name, "role": owner.role_title, "contact": contact}


FIELDS: tuple[Field, ...] = (
    Field("organisation", _organisation, "Organisation.name", "They know whom it comes from."),
    Field("to", _to, "Recipient: organisation, role, name", "It reaches the right person."),
    Field("purpose", _purpose, "Decision.purpose", "They may use it for this alone."),
    Field("lines", _lines, "MARKS", "What was decided for them, piece by piece."),
    Field("conditions", _conditions, "CONDITIONS", "They know what they may do with it."),
    Field("call", _call, "User.name and role of its owner, Organisation.contact", "They can ask, and say it is wrong."),
)


def receivers(draft: Draft) -> list[Recipient]:
    """Those to whom something goes: each gets a sheet."""
    return [to for to in draft.recipients if draft.goes_to(to)]


def of(draft: Draft, to: Recipient) -> Content:
    """What the sheet says now, without its reference and date."""
    return {field.name: field.take(draft, to) for field in FIELDS}


def stamped(content: Content, *, reference: str, on: date) -> Content:
    return {**content, "reference": reference, "date": day(on)}


def readable(content: Content) -> Content:
    """The same with the sentences that every look at a sheet shows: its page, its file and its plain text."""
    to, lines = cast("dict[str, str]", content["to"]), cast("list[dict[str, str]]", content["lines"])
    return {**content, "for_whom": for_whom(to), "lines": [{**line, "marks": marks(line)} for line in lines]}


def for_whom(to: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (to["name"], to["role"], to["organisation"])))


def marks(line: Mapping[str, str]) -> str:
    """What is said of a piece below it, in one breath."""
    said = {"From: {}.": line["source"], "About: {}.": line["about"], "True on {}.": line["true_on"]}
    told = (sentence.format(what) for sentence, what in said.items() if what)
    return " ".join((line["nature"], *told, line["onward"]))


def hash_of(content: Content) -> str:
    """SHA-256 of the canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()  # type: ignore[arg-type]


def fingerprint(draft: Draft, to: Recipient) -> str:
    """Whatever changes on the sheet changes this, and so asks for another look."""
    return hash_of(of(draft, to))


def seen(draft: Draft, to: Recipient) -> bool:
    """Whether somebody looked at it as it is now."""
    now = fingerprint(draft, to)
    return any(row.recipient_id == to.pk and row.fingerprint == now for row in draft.sheets_seen)


def seen_before(draft: Draft, to: Recipient) -> bool:
    """Whether somebody looked at it, be it as it is now or not."""
    return any(row.recipient_id == to.pk for row in draft.sheets_seen)
