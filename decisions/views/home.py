"""Where everybody starts: what is mine to go on with, what my role oversees, and the guidance itself."""

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render

from decisions import actions, summary
from decisions.guidance.packs import PACKS
from decisions.views.guards import SignedIn, person


@person
def home(request: SignedIn) -> HttpResponse:
    context = summary.home_page(request.user)
    actions.list_viewed(what="home", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/home.html", context)


@person
def guidance(request: SignedIn, pack_id: str) -> HttpResponse:
    if pack_id not in PACKS:
        raise Http404
    return render(request, "decisions/guidance.html", summary.guidance_page(PACKS[pack_id]))
