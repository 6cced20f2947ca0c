"""The whole organisation's decisions, told alike to all who oversee some: rounded, and of quarters that are over."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.utils.crypto import salted_hmac

from decisions.forms.figures import QuarterForm
from decisions.oversight.quarters import Quarter, chosen, latest
from decisions.oversight.suppression import Release, Told, release
from decisions.summary.drafts import Context
from decisions.summary.figures.bars import Bar, Row, chart
from decisions.summary.figures.catalogue import TOLD_OF_ALL, Figure
from decisions.summary.figures.counting import Counted, of_organisation
from infoshare.accounts.models import Organisation, User


def over(today: date) -> list[Quarter]:
    """One that goes on would tell of each decision on the day on which it is recorded."""
    return latest(today)[1:]


def quarter_over(slug: str, today: date) -> Quarter | None:
    """The last one unless another is asked for; None where that is not offered."""
    return chosen(slug, over(today))


def organisation_page(user: User, quarter: Quarter, today: date) -> Context:
    told = told_of(user.organisation, quarter)
    return {
        "form": QuarterForm(quarter, over(today)),
        "quarter": quarter,
        "organisation": user.organisation.name,
        "total": told.whole.text,
        "figures": [_figure(each, told.tables[each.slug]) for each in TOLD_OF_ALL],
    }


def told_of(organisation: Organisation, quarter: Quarter) -> Release:
    found = of_organisation(organisation, quarter)
    readers = [_counts(found.of_team(team)) for team in found.teams]
    return release(_counts(found), readers=readers, draw=_draw(organisation, quarter))


def _counts(found: Counted) -> Mapping[str, Mapping[str, int]]:
    """Each figure divides the whole: every record is in one row of it (a test holds that)."""
    return {each.slug: {row.label: found.number(row.codes) for row in each.rows} for each in TOLD_OF_ALL}


def _draw(organisation: Organisation, quarter: Quarter) -> Callable[[str], float]:
    """By the secret of the installation: nobody can work it out, and it does not change from look to look."""
    salt = f"figures of {organisation.pk} in {quarter.slug}"

    def draw(words: str) -> float:
        drawn = salted_hmac(salt, words, algorithm="sha256").digest()
        return int.from_bytes(sha256(drawn).digest()[:6]) / 2**48

    return draw


def _figure(figure: Figure, told: Mapping[str, Told]) -> Context:
    rows: Sequence[tuple[str, Told]] = [(row.label, told[row.label]) for row in figure.rows]
    bars = [Row(label, [Bar(each.text, each.value)]) for label, each in rows]
    return {
        "slug": figure.slug,
        "title": figure.title,
        "says": figure.says,
        "columns": ["Decisions"],
        "rows": [{"label": label, "cells": [{"number": each.text, "url": ""}]} for label, each in rows],
        "picture": chart(figure.slug, figure.title, bars, ["Decisions"]),
    }
