"""The whole organisation's decisions, told alike to all who oversee some: rounded, and of quarters that are over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils.crypto import salted_hmac

from decisions.forms.figures import PeriodForm
from decisions.oversight.quarters import Quarter, chosen, latest
from decisions.oversight.suppression import Counts, Draw, Place, Release, Sums, release
from decisions.summary.drafts import Context
from decisions.summary.figures.bars import Bar, Row, chart
from decisions.summary.figures.catalogue import TOLD_OF_ALL, Figure
from decisions.summary.figures.counting import Counted, of_organisation
from infoshare.accounts.models import Organisation, User

WHOLE: Place = ("whole",)
SUMS: Sums = [(WHOLE, [(each.slug, row.label) for row in each.rows]) for each in TOLD_OF_ALL]


def over(today: date) -> list[Quarter]:
    """One that goes on would tell of each decision on the day on which it is recorded."""
    return latest(today)[1:]


def quarter_over(slug: str, today: date) -> Quarter | None:
    """The last one unless another is asked for; None where that is not offered."""
    return chosen(slug, over(today))


def organisation_page(user: User, quarter: Quarter, today: date) -> Context:
    told = numbers_of(user.organisation, quarter).told
    return {
        "form": PeriodForm("quarter", quarter, over(today)),
        "quarter": quarter,
        "organisation": user.organisation.name,
        "total": told[WHOLE].text,
        "figures": [_figure(each, told) for each in TOLD_OF_ALL],
    }


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is told of a quarter, and what whoever reads each team knows of it."""

    told: Release
    readers: Mapping[int | None, Counts]


def numbers_of(organisation: Organisation, quarter: Quarter) -> Numbers:
    found = of_organisation(organisation, quarter)
    readers = {team: _counts(found.of_team(team)) for team in found.teams}
    draw = draw_of(organisation, quarter.slug)
    return Numbers(release(_counts(found), SUMS, readers=readers.values(), draw=draw), readers)


def _counts(found: Counted) -> Counts:
    """Each figure divides the whole: every record is in one row of it (a test holds that)."""
    counts: dict[Place, int] = {WHOLE: found.number({})}
    return counts | {(each.slug, row.label): found.number(row.codes) for each in TOLD_OF_ALL for row in each.rows}


def draw_of(organisation: Organisation, when: str) -> Draw:
    """By the secret of the installation: nobody can work it out, and it does not change from look to look."""
    salt = f"figures of {organisation.pk} in {when}"

    def draw(words: str) -> float:
        drawn = salted_hmac(salt, words, algorithm="sha256").digest()
        return int.from_bytes(sha256(drawn).digest()[:6]) / 2**48

    return draw


def _figure(figure: Figure, told: Release) -> Context:
    rows = [(row.label, told[figure.slug, row.label]) for row in figure.rows]
    bars = [Row(label, [Bar(each.text, each.value)]) for label, each in rows]
    return {
        "slug": figure.slug,
        "title": figure.title,
        "says": figure.says,
        "columns": ["Decisions"],
        "rows": [{"label": label, "cells": [{"number": each.text, "url": ""}]} for label, each in rows],
        "picture": chart(figure.slug, figure.title, bars, ["Decisions"]),
    }
