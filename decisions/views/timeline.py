"""The history of a decision, a person and a consent: what happened, and two versions side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consent.register import Held
from consent.views.guards import of_consent
from consent.views.people import person_shown
from decisions import summary
from decisions.actions.viewing import shown_beside_others
from decisions.draft import Draft
from decisions.policies.timeline import of_person
from decisions.views.guards import of_decision
from infoshare.signing_in.guards import SignedIn, person


@of_decision("timeline")
def timeline(request: SignedIn, draft: Draft) -> HttpResponse:
    context = summary.decision_timeline(draft, request.user, request.GET)
    return render(request, "decisions/timeline/decision.html", context)


@of_decision("comparison")
def compare(request: SignedIn, draft: Draft) -> HttpResponse:
    return render(request, "decisions/timeline/compare.html", summary.compare_decision(draft, request.GET))


@person
def person_timeline(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "timeline")
    history = of_person(shown, request.user)
    context = summary.person_timeline(history, request.user, request.GET)
    decisions = summary.decisions_shown(history, context)
    shown_beside_others(decisions=decisions, what="timeline of a person", by=request.user)
    frame = {"caption": shown.reference, "person": pk, "back_url": reverse("known-person", args=[pk])}
    return render(request, "decisions/timeline/person.html", {**context, **frame})


@person
def compare_person(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "comparison")
    return render(request, "decisions/timeline/compare.html", summary.compare_person(shown, request.GET))


@of_consent("comparison")
def compare_consent(request: SignedIn, held: Held) -> HttpResponse:
    return render(request, "decisions/timeline/compare.html", summary.compare_consent(held.consent, request.GET))
