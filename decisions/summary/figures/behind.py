"""The figures of what is no decision, and the list behind each of their numbers."""

from django.urls import reverse

from decisions.oversight.quarters import Quarter
from decisions.summary.drafts import Context
from decisions.summary.figures.bars import Bar, Cell, Row, chart
from decisions.summary.figures.things import MOST, THINGS, Part, Thing, line
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.saving.numbers import row_number


def things_figures(user: User, quarter: Quarter) -> list[Context]:
    return [_thing(each, user, quarter) for each in THINGS if policy.may(user, each.action)]


def _thing(thing: Thing, user: User, quarter: Quarter) -> Context:
    counted = thing.numbers(user, quarter)
    cells = [(part.label, Cell(thing.unit, counted[part.slug], _list_of(thing, part, quarter))) for part in thing.parts]
    bars = [Row(label, [Bar(str(each.number), each.number)]) for label, each in cells]
    return {
        "slug": thing.slug,
        "title": thing.title,
        "says": thing.says,
        "columns": [thing.unit],
        "rows": [{"label": label, "cells": [each]} for label, each in cells],
        "picture": chart(thing.slug, thing.title, bars, [thing.unit]) if counted[""] else "",
    }


def _list_of(thing: Thing, part: Part, quarter: Quarter) -> str:
    return f"{reverse('figure-list', args=[thing.address(part)])}?quarter={quarter.slug}"


def list_page(user: User, figure: str, quarter: Quarter, after: str) -> Context | None:
    """What is behind a number, page by page; None where there is no such number for the reader."""
    found = _found(user, figure)
    if found is None:
        return None
    thing, part = found
    rows = thing.listed(user, quarter, part.slug)
    last = row_number(after)
    beyond = rows.filter(pk__lt=last) if last else rows
    page = list(beyond.select_related("decision")[: MOST + 1])
    lines = [line(thing, row) for row in page[:MOST]]
    return {
        "title": thing.title,
        "part": part.label,
        "quarter": quarter,
        "count": rows.count(),
        "lines": lines,
        "shown": [each["reference"] for each in lines],
        "next_url": f"?quarter={quarter.slug}&after={page[MOST - 1].pk}" if len(page) > MOST else "",
        "back_url": f"{reverse('figures')}?quarter={quarter.slug}",
    }


def _found(user: User, figure: str) -> tuple[Thing, Part] | None:
    theirs = ((thing, part) for thing in THINGS for part in thing.parts if policy.may(user, thing.action))
    return next((each for each in theirs if each[0].address(each[1]) == figure), None)
