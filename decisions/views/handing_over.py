"""Handing one decision over to a colleague."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from decisions import actions, policies, summary
from decisions.draft import Draft
from decisions.forms.handing_over import HandOverForm
from decisions.views.guards import of_decision
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_decision("hand over")
def hand_over(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_hand_over(draft, request.user)
    form = HandOverForm(request.POST or None, decision=draft.decision)
    save = partial(actions.hand_over, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(to=form.cleaned_data["owner"], seen=form.cleaned_data["version"])):
        messages.success(request, f"{draft.decision.reference} is handed over.")
        return redirect("home")
    return page(request, "decisions/hand_over.html", form, summary.hand_over_page(draft))
