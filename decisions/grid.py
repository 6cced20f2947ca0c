"""What one recipient gets, as one page shows and saves it: four answers to each item, named by the item's number."""

from collections.abc import Mapping

from decisions import wording
from decisions.draft import Draft
from decisions.models import Item, Line, Recipient

PARTS = ("choice", "redacted", "why", "onward")
Values = Mapping[str, object]


def name(part: str, item: Item) -> str:
    return f"{part}_{item.pk}"


def stored(draft: Draft, to: Recipient) -> dict[str, object]:
    """What is decided, on what it was decided, and whether that still is as it was: a page's version tells of all."""
    lines = {item: draft.written(item, to) or Line() for item in draft.items}
    return {
        **{name(part, item): getattr(line, part) for item, line in lines.items() for part in PARTS},
        "shown": [wording.recipient(to), *(wording.item(item) for item in draft.items)],
        "stands": [item.pk for item in draft.items if draft.line(item, to)],
    }


def wanted(draft: Draft, to: Recipient, values: Values) -> dict[str, object]:
    """The same as it would be once `values` are saved."""
    decided = [item.pk for item in draft.items if values.get(name("choice", item))]
    return {**stored(draft, to), **values, "stands": decided}


def of_item(values: Values, item: Item) -> dict[str, object]:
    """The four answers to one item, as the columns of its line."""
    return {part: values[name(part, item)] for part in PARTS}


def kept_back(draft: Draft, why: str) -> dict[str, object]:
    """The answers that keep everything back, for one reason."""
    answers = {"choice": "withhold", "redacted": "", "why": why, "onward": ""}
    return {name(part, item): answers[part] for item in draft.items for part in PARTS}
