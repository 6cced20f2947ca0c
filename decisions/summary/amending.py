"""What was amended in a record: at the passage itself, in one list, and the pages that amend."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string

from decisions import amending, passages, wording
from decisions.draft import Draft
from decisions.models import Amendment
from decisions.passages import Passage
from decisions.policies.amending import passages_of
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from infoshare.govuk.difference import ADDED, REMOVED, Piece, difference

ON_A_PAGE, PRINTED = "decisions/amending/_passage.html", "decisions/amending/_passage_pdf.html"


def of(draft: Draft) -> list[Amendment]:
    """Everything that was added to a record or amended in it; read once."""
    if "amendments" not in draft.looked_up:
        rows = Amendment.objects.filter(decision=draft.decision).select_related("added_by")
        draft.looked_up["amendments"] = list(rows.order_by("pk"))
    found: list[Amendment] = draft.looked_up["amendments"]
    return found


def marked(content: passages.Content, rows: Iterable[Amendment], look: str = ON_A_PAGE) -> dict[str, Any]:
    """The content in which each amended passage is drawn as what was struck and what is new, with by whom and when."""
    told = amending.by_place(rows)
    return passages.reading(content, {place: _drawn(look, told[place]) for place in told})


def _drawn(look: str, told: list[tuple[int, Amendment]]) -> str:
    return render_to_string(look, {"told": [_row(row, number) for number, row in told]})


def sequence(rows: Sequence[Amendment]) -> list[dict[str, Any]]:
    """Everything that was added or amended, in its order."""
    numbers = {row.pk: number for number, row in amending.numbered(rows).items()}
    return [_row(row, numbers.get(row.pk)) for row in rows]


def _row(row: Amendment, number: int | None) -> dict[str, Any]:
    return {
        "number": number,
        "title": row.title,
        "place": row.place,
        "stood": row.stood,
        "text": row.text,
        "why": row.why,
        "by": row.added_by.name,
        "at": wording.moment(row.added_at),
        **(_both(row) if row.place else {}),
    }


def _both(row: Amendment) -> dict[str, list[Piece]]:
    found = difference(row.stood, row.text)
    return {
        "before": [piece for piece in found if piece.kind != ADDED],
        "after": [piece for piece in found if piece.kind != REMOVED],
    }


def to_chase(draft: Draft) -> list[dict[str, Any]]:
    """What reads otherwise now although it went or may go to somebody, and was not found wrong since."""
    since = amending.told_otherwise(draft, of(draft))
    return [{"called": _called(draft, item), "item": item} for item in since]


def _called(draft: Draft, item: int | None) -> str:
    """As the chase itself calls it."""
    numbers = {row.pk: number for number, row in enumerate(draft.items, 1)}
    return f"Information {numbers[item]}" if item else "What was told in the emergency"


def passages_page(draft: Draft) -> Context:
    found = passages_of(draft).values()
    return {
        "reference": draft.decision.reference,
        "parts": [
            {"title": part, "rows": [{"passage": each, "url": _url(draft, each)} for each in rows]}
            for part, rows in groupby(found, key=lambda each: each.part)
        ],
        "back_url": url(draft, "decision"),
    }


def amend_page(draft: Draft, passage: Passage) -> Context:
    return {
        "reference": draft.decision.reference,
        "passage": passage,
        "is_sent": passages.piece_of(passage.place) is not None,
        "back_url": url(draft, "passages"),
    }


def _url(draft: Draft, passage: Passage) -> str:
    return url(draft, "amend", place=passage.place)
