"""The yearly report as a page, as a PDF with its figures attached, and as one table of figures."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO

from django.template.loader import render_to_string
from django.utils import timezone

from decisions import wording
from decisions.advising import yearly
from decisions.advising.disclosure import Cell
from decisions.advising.yearly import HERE, STATES, Report, Table, Wait, percent
from decisions.summary.caldicott.bars import bars
from decisions.summary.caldicott.log import bounds
from decisions.summary.drafts import Context
from infoshare.accounts.models import User
from infoshare.documents.pdf import Attachment, ToPrint
from infoshare.documents.tables import BOM, inert

NOT_TOLD = "Not shown"
CLOSED = STATES["closed"]
WAITED, ELSEWHERE = "How long people waited", "Advice asked elsewhere"  # the last only where there is any
# The tables of each section; those named in DRAWN have a chart.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "How many questions, when and from whom": ("months", "enquirers", "ways", "urgencies"),
    WAITED: ("late",),
    "What became of them": ("states",),
    "The advice": ("advice", "followed", "themes", "principles"),
    ELSEWHERE: ("elsewhere", "elsewhere-advice", "elsewhere-followed", "confirmed"),
}
DRAWN = frozenset({"months", "enquirers", "urgencies", "advice", "followed", "themes", "principles"})


def report_page(found: Report, user: User) -> Context:
    year = found.year
    covered = wording.day(found.until)
    return {
        "organisation": user.organisation.name,
        "year": year,
        "period": f"1 January {year} to {covered}",
        "goes_on": timezone.now() < bounds(year)[1],
        "figures": _key_figures(found),
        "sections": [
            {"title": title, "tables": [_table(slug, found.tables[slug]) for slug in slugs], "waits": title == WAITED}
            for title, slugs in SECTIONS.items()
            if title != ELSEWHERE or found.tables["ways"][yearly.ELSEWHERE].value != 0
        ],
        "waits": [_wait(each) for each in found.waits],
        "lessons": found.lessons,
        "precedents": found.precedents,
        "back_url": "/caldicott/",
    }


def to_print(found: Report, user: User, *, at: datetime) -> ToPrint:
    """One file that is PDF/A-3a and PDF/UA-1, with the figures attached."""
    context = {
        **report_page(found, user),
        "made_by": user.name,
        "made_as": user.role_title,
        "made": wording.moment(at),
    }
    figures = Attachment(
        name=f"caldicott-report-{found.year}.csv",
        data=as_csv(found),
        mime="text/csv",
        description="The figures of this report",
        relationship="Data",
    )
    html = render_to_string("decisions/caldicott/report_pdf.html", context)
    return ToPrint(html, title=f"Caldicott report {found.year}", attachments=(figures,), created_at=at)


def as_csv(found: Report) -> bytes:
    """One tidy table. A text that a spreadsheet would take for a formula begins with an apostrophe."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(("section", "measure", "value"))
    writer.writerows(tuple(map(inert, line)) for line in _lines(found))
    return (BOM + file.getvalue()).encode()


def _lines(found: Report) -> Iterator[tuple[str, str, str]]:
    yield "Report", "Year", str(found.year)
    yield "Report", "Up to and including", found.until.isoformat()
    yield "Report", found.total.label, found.total.text
    for table in found.tables.values():
        yield from ((table.title, cell.label, cell.text) for cell in table.cells)
    for wait in found.waits:
        yield "Response times", f"{wait.label}: within the time asked for, in a hundred", wait.within or NOT_TOLD
        yield "Response times", f"{wait.label}: working hours, median", wait.median or NOT_TOLD
        yield "Response times", f"{wait.label}: working hours, nine in ten within", wait.nine_in_ten or NOT_TOLD
    for name, texts in (("Lessons", found.lessons), ("Precedents", found.precedents)):
        yield from ((name, str(number), text) for number, text in enumerate(texts, 1))


def _key_figures(found: Report) -> list[Context]:
    """What a board reads first."""
    closed, everybody = found.tables["states"][CLOSED], found.waits[0]
    return [
        _figure("Questions asked of a Caldicott Guardian", found.total.text),
        _figure("Put in Infoshare", found.tables["ways"][HERE].text),
        _figure("Within the time that was asked for", _percent(everybody.within)),
        _figure("Half waited no longer than", _hours(everybody.median)),
        _figure("Nine in ten waited no longer than", _hours(everybody.nine_in_ten)),
        _figure("Answered, and closed by whoever asked", closed.text),
        _figure("Of those, followed in full", _percent(_share(found.tables["followed"], closed))),
        _figure("Waiting for an answer at the end", found.tables["states"][STATES["waiting"]].text),
    ]


def _share(followed: Table, closed: Cell) -> str:
    return percent(followed.cells[0], closed)


def _figure(label: str, text: str) -> Context:
    return {"label": label, "text": text}


def _percent(said: str) -> str:
    return f"{said}%" if said else NOT_TOLD


def _hours(said: str) -> str:
    return f"{said} working hours" if said else NOT_TOLD


def _table(slug: str, table: Table) -> Context:
    return {
        "slug": slug,
        "title": table.title,
        "of": table.divides,
        "cells": table.cells,
        "adds_up": table.adds_up,
        "picture": bars(table, f"chart-{slug}") if slug in DRAWN else "",
    }


def _wait(wait: Wait) -> Context:
    return {
        "label": wait.label,
        "questions": wait.questions.text,
        "within": _percent(wait.within),
        "median": wait.median or NOT_TOLD,
        "nine_in_ten": wait.nine_in_ten or NOT_TOLD,
    }
