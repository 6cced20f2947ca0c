"""Amending a record: choose which passage, then say how it reads from now on and why."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from decisions import policies, summary
from decisions.actions import amending as actions
from decisions.draft import Draft
from decisions.forms.amending import AmendForm
from decisions.policies import amending as may
from decisions.views.guards import of_decision
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_decision("what can be amended")
def passages(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    return render(request, "decisions/amending/passages.html", summary.passages_page(draft))


@of_decision("amend the record")
def amend(request: SignedIn, draft: Draft, place: str) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    passage = may.passages_of(draft).get(place)
    if passage is None:
        raise Http404
    form = AmendForm(request.POST or None, passage=passage)
    save = partial(actions.amend_passage, decision=draft.decision, place=place, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], **form.pressed)):
        messages.success(request, "It is amended. What was recorded stays, struck through.")
        return redirect("decision", reference=draft.decision.reference)
    return page(request, "decisions/amending/amend.html", form, summary.amend_page(draft, passage))
