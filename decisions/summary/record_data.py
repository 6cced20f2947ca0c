"""A record as data, with what became of it since: keys of its own, nothing of a page, no link and no address.

It changes when something happens, and never with the clock.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]

PLAIN = ("record", "recorded", "corrections", "comments", "told", "looked", "answers")
AMENDMENT = ("number", "title", "place", "stood", "text", "why", "by", "at")
SHEET = ("reference", "to")
SENDING = ("at", "channel", "by", "written_by", "verified", "note", "said", "incidents")
FOUND = ("reference", "text", "withdrawn", "right", "found_how", "found_by", "by", "at")
OWED = ("to", "sheet", "went", "given_up")
SENT = ("at", "channel", "by", "written_by", "note", "heard")


def of(whole: Row) -> dict[str, Any]:
    """From what the page of the record is made of."""
    return {**_only(PLAIN, whole), **{key: build(whole[key]) for key, build in BUILT.items()}}


def _only(keys: Iterable[str], row: Row) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _countersigning(row: Row) -> dict[str, Any]:
    return {"standing": row["is_now"], **_only(("because", "signatures"), row)}


def _shared(row: Row) -> dict[str, Any]:
    sheets = [{**_only(SHEET, each), "sendings": _sendings(each["events"])} for each in row["sheets"]]
    return {"sheets": sheets, "sendings": _sendings(row["events"]), "incidents": row["incidents"]}


def _sendings(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [_only(SENDING, row) for row in rows]


def _amendments(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Each in full; what was only added has no number, no place, and nothing that it said before."""
    return [_only(AMENDMENT, row) for row in rows]


def _found(row: Row) -> dict[str, Any]:
    return {**_only(FOUND, row), "piece": row["called"], "corrections": [_owed(each) for each in row["owed"]]}


def _owed(row: Row) -> dict[str, Any]:
    return {**_only(OWED, row), "sent": [_sent(each) for each in row["sent"]]}


def _sent(row: Row) -> dict[str, Any]:
    """Of the letter what it put right; the sheet that it quotes has its own."""
    letter = row["letter"]
    return {**_only(SENT, row), "letter": {"line": letter["line"], "right": letter["right"]} if letter else {}}


BUILT: Mapping[str, Callable[[Any], Any]] = {
    "amendments": _amendments,
    "countersigning": _countersigning,
    "shared": _shared,
    "found_wrong": lambda rows: [_found(row) for row in rows],
    "advice_since": lambda rows: [row["rows"] for row in rows],
}
KEYS = (*PLAIN, *BUILT)
