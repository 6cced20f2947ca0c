"""How a record reads with what was amended in it: each passage as it stood, and as it stands now.

See docs/decisions/0027-amendments.md. The content of the record is never changed: this reads it beside its amendments.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from decisions import passages, wording
from decisions.content import EMERGENCY_SHARED
from decisions.draft import Draft
from decisions.models import Amendment, FoundWrong, Record
from decisions.passages import Passage


def numbered(rows: Iterable[Amendment]) -> dict[int, Amendment]:
    """Those of a passage, by the number that people see; what was only added has none."""
    return dict(enumerate((row for row in rows if row.place), 1))


def by_place(rows: Iterable[Amendment]) -> dict[str, list[tuple[int, Amendment]]]:
    """Each passage that was amended, with its amendments in their order."""
    found: dict[str, list[tuple[int, Amendment]]] = {}
    for number, row in numbered(rows).items():
        found.setdefault(row.place, []).append((number, row))
    return found


def standing(content: passages.Content, rows: Iterable[Amendment]) -> dict[str, Passage]:
    """Every passage as it stands now, by its place."""
    texts = {place: told[-1][1].text for place, told in by_place(rows).items()}
    return passages.of(passages.reading(content, texts))


def noted(content: passages.Content, rows: Iterable[Amendment]) -> dict[str, Any]:
    """The content in which each amended passage says both what was recorded and what it reads instead."""
    return passages.reading(content, {place: _told(told) for place, told in by_place(rows).items()})


def _told(told: list[tuple[int, Amendment]]) -> str:
    since = (
        f"[Amendment {number}, {wording.moment(row.added_at)}: this now reads: {row.text}]" for number, row in told
    )
    return "\n".join((told[0][1].stood, *since))


def texts_of_pieces(rows: Iterable[Amendment]) -> dict[int, dict[str, str]]:
    """What each piece of information that was amended says now, column by column; counted from 0."""
    found: dict[int, dict[str, str]] = {}
    for place, told in by_place(rows).items():
        if column := passages.column_of(place):
            found.setdefault(passages.piece_of(place) or 0, {})[column] = told[-1][1].text
    return found


def told_otherwise(draft: Draft, rows: Iterable[Amendment]) -> list[int | None]:
    """The pieces that go to somebody and read otherwise now, by their numbers, until they are found wrong.

    None stands for what was told in an emergency, which has no pieces.
    """
    since = _since(draft, rows)
    wrong = FoundWrong.objects.filter(decision=draft.decision).values_list("item", "written_at") if since else ()
    chased = {item for item, at in wrong if item in since and at > since[item]}
    goes = {None, *(line.item_id for to in draft.recipients for line in draft.goes_to(to))}
    return [item for item in since if item in goes and item not in chased]


def _since(draft: Draft, rows: Iterable[Amendment]) -> Mapping[int | None, datetime]:
    """When each was amended last."""
    assert draft.record
    told = {f"emergency.{n}.text" for n, row in _emergency(draft.record) if row["label"] == EMERGENCY_SHARED}
    found: dict[int | None, datetime] = {}
    for row in rows:
        piece = passages.piece_of(row.place)
        if piece is not None or row.place in told:
            found[None if piece is None else draft.items[piece].pk] = row.added_at
    return found


def _emergency(record: Record) -> Iterable[tuple[int, Mapping[str, str]]]:
    return enumerate(record.content.get("emergency") or ())
