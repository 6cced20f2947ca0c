"""Decisions in numbers: of what somebody can open, and of their whole organisation."""

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions import actions, summary
from infoshare.signing_in.guards import SignedIn, person


@person
def figures(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    quarter = summary.asked_for(request.GET.get("quarter", ""), today)
    if quarter is None:
        raise Http404
    actions.figures_viewed(what="own", quarter=quarter.slug, by=request.user)
    return render(request, "decisions/figures/own.html", summary.figures_page(request.user, quarter, today))


@person
def figure_list(request: SignedIn, figure: str) -> HttpResponse:
    """What is behind a number of something else than decisions."""
    quarter = summary.asked_for(request.GET.get("quarter", ""), timezone.localdate())
    context = quarter and summary.figure_list(request.user, figure, quarter, request.GET.get("after", ""))
    if not context:
        raise Http404
    actions.list_viewed(what="figures", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/figures/list.html", context)


@person
def organisation_figures(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    quarter = summary.quarter_over(request.GET.get("quarter", ""), today)
    if quarter is None:
        raise Http404
    actions.figures_viewed(what="organisation", quarter=quarter.slug, by=request.user)
    context = summary.organisation_page(request.user, quarter, today)
    return render(request, "decisions/figures/organisation.html", {**context, "back_url": "/figures/"})


@person
def year_figures(request: SignedIn) -> HttpResponse:
    year = summary.year_over(request.GET.get("year", ""), timezone.localdate())
    if year is None:
        raise Http404
    actions.figures_viewed(what="year", year=year.slug, by=request.user)
    context = summary.year_page(request.user, year, timezone.localdate())
    return render(request, "decisions/figures/year.html", {**context, "back_url": "/figures/organisation/"})
