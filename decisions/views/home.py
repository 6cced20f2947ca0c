"""Where everybody starts: what is mine to go on with, and what my role oversees."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from decisions import actions, summary
from infoshare.accounts import notices
from infoshare.signing_in.guards import SignedIn, person


@person
def home(request: SignedIn) -> HttpResponse:
    context = summary.home_page(request.user)
    actions.list_viewed(what="home", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/home.html", context)


@require_POST
@person
def notice_seen(request: SignedIn, pk: int) -> HttpResponse:
    notices.seen(get_object_or_404(request.user.notices, pk=pk))
    return redirect("home")
