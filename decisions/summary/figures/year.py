"""Are families treated alike? How often something was shared, of all decisions of a year that is over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.forms.figures import PeriodForm
from decisions.oversight.quarters import Year, chosen, years_over
from decisions.oversight.rates import Between, beside, rate
from decisions.oversight.suppression import Release, Told
from decisions.summary.drafts import Context
from decisions.summary.figures.ranges import Line, ranges
from decisions.summary.figures.year_tables import ALL, HOW, Table, tables
from decisions.summary.figures.yearly import told_of_year
from infoshare.accounts.models import User


def year_over(slug: str, today: date) -> Year | None:
    """The last one unless another is asked for; None where that is not offered."""
    return chosen(slug, years_over(today))


def year_page(user: User, year: Year, today: date) -> Context:
    told = told_of_year(user.organisation, year)
    shared, kept = (told[ALL, way] for way in HOW)
    whole = rate(shared, kept)
    figures = [_figure(each, told, whole) for each in tables(user.organisation)] if whole else []
    return {
        "form": PeriodForm("year", year, years_over(today)),
        "year": year,
        "organisation": user.organisation.name,
        "shared": shared.text,
        "kept": kept.text,
        "is_hidden": shared.is_hidden,
        "whole": whole.text if whole else "",
        "rows": sum(len(each["rows"]) for each in figures),
        "figures": figures,
    }


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: both numbers as they are told, and between which rates they leave it."""

    label: str
    shared: Told
    kept: Told
    whole: Between

    @property
    def rate(self) -> Between | None:
        return rate(self.shared, self.kept)

    @property
    def beside(self) -> str:
        return beside(self.rate, self.whole)


def _figure(table: Table, told: Release, whole: Between) -> dict[str, Any]:
    rows = [
        Row(label, told[table.place(row, "shared")], told[table.place(row, "kept")], whole)
        for row, label in table.rows.items()
    ]
    picture = ranges(table.slug, table.title, [Line(row.label, row.rate) for row in rows], whole)
    return {"slug": table.slug, "title": table.title, "says": table.says, "rows": rows, "picture": picture}
