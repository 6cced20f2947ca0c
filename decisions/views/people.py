"""The page about one person: who they are, who others are to them, and the decisions about them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent.pages import people as pages
from consent.views.people import person_shown
from decisions import actions, summary
from infoshare.signing_in.guards import SignedIn, person


@person
def known_person(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "person")
    decisions = summary.decisions_about(shown, request.user)
    actions.list_viewed(what="person", references=[str(each["reference"]) for each in decisions], by=request.user)
    context = {**pages.person_page(shown), "decisions": decisions, **summary.kept_of(shown, request.user)}
    return render(request, "consent/person.html", {**context, "back_url": reverse("known")})
