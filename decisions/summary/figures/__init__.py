"""Decisions in numbers: those that the reader can open, with the list behind each; and the organisation's, rounded."""

from decisions.summary.figures.behind import list_page as figure_list
from decisions.summary.figures.organisation import organisation_page, quarter_over
from decisions.summary.figures.own import asked_for, figures_page
from decisions.summary.figures.precedents import precedents
from decisions.summary.figures.year import year_over, year_page
from decisions.summary.figures.yearly import count_year

__all__ = [
    "asked_for",
    "count_year",
    "figure_list",
    "figures_page",
    "organisation_page",
    "precedents",
    "quarter_over",
    "year_over",
    "year_page",
]
