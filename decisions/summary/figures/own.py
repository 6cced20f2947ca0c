"""Figures of the decisions that the reader can open: each number leads to its list."""

from collections.abc import Mapping
from datetime import date

from consent.pages.reviews import how_many
from decisions.forms.figures import PeriodForm
from decisions.oversight.quarters import Quarter, chosen, latest
from decisions.summary.drafts import Context
from decisions.summary.figures.bars import Bar, Cell, Row, chart
from decisions.summary.figures.behind import things_figures
from decisions.summary.figures.catalogue import FIGURES, Codes, Figure, Part
from decisions.summary.figures.counting import Counted, codes_of, days_of, own, own_open
from decisions.summary.register import decisions_address, oversees
from infoshare.accounts import policy
from infoshare.accounts.models import User


def asked_for(slug: str, today: date) -> Quarter | None:
    """This one unless another is asked for; None where that is not offered."""
    return chosen(slug, latest(today))


def figures_page(user: User, quarter: Quarter, today: date) -> Context:
    offered = latest(today)
    recorded, still_open = own(user, quarter), own_open(user)
    days = days_of(quarter)
    total = recorded.number({})
    return {
        "form": PeriodForm("quarter", quarter, offered),
        "quarter": quarter,
        "goes_on": quarter == offered[0],
        "oversees": oversees(user),
        "whole": policy.may(user, "figures.organisation"),
        "total": total,
        "total_url": decisions_address(days),
        "figures": [_figure(each, still_open, {}) if each.now else _figure(each, recorded, days) for each in FIGURES],
        "things": things_figures(user, quarter),
        "consents_due": how_many(user, today) if policy.may(user, "consent.keep") else "",
        "back_url": "/",
    }


def _figure(figure: Figure, found: Counted, days: Mapping[str, str]) -> Context:
    counted = [(row, _cells(figure, row, found, days)) for row in figure.rows]
    shown = [(row, cells) for row, cells in counted if figure.always or any(each.number for each in cells)]
    columns = [each.label for each in figure.columns]
    bars = [Row(row.label, [Bar(str(each.number), each.number) for each in cells]) for row, cells in shown]
    whole = found.number(figure.of)
    return {
        "slug": figure.slug,
        "title": figure.title,
        "says": figure.says,
        "columns": columns,
        "rows": [{"label": row.label, "cells": cells} for row, cells in shown],
        "whole": whole,
        "whole_url": _address(figure.of, days),
        "adds_up": figure.adds_up,
        "picture": chart(figure.slug, figure.title, bars, columns) if whole else "",
    }


def _cells(figure: Figure, row: Part, found: Counted, days: Mapping[str, str]) -> list[Cell]:
    asked = [(column.label, codes_of(figure, row, column)) for column in figure.columns]
    return [Cell(column, found.number(codes), _address(codes, days)) for column, codes in asked]


def _address(codes: Codes, days: Mapping[str, str]) -> str:
    return decisions_address({**codes, **days})
