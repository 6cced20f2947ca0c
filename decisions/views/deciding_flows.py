"""What becomes of a submitted flow: the pages that decide on it, look at it again, end it, begin a new version."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions import actions, summary
from decisions.flow import HeldFlow
from decisions.forms.deciding_flows import DecideFlowForm, EndFlowForm, ReviewFlowForm
from decisions.policies import flows as policies
from decisions.views.flow_guards import of_flow
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_flow("decide")
def decide(request: SignedIn, held: HeldFlow) -> HttpResponse:
    if request.method != "POST":
        policies.check_can_decide(held, request.user)
    form = DecideFlowForm(request.POST or None)
    save = partial(actions.decide_flow, flow=held.flow, by=request.user)
    try:
        if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
            return _done(request, held, "Your decision is recorded. The author has been told.")
    except actions.DecidedAlready as other:
        context = {**summary.event_page(held, "Somebody else has decided", ""), "says": str(other), "form": form}
        return render(request, "decisions/flows/decided.html", context, status=409)
    policies.check_can_decide(held, request.user)
    return page(request, "decisions/flows/decide.html", form, summary.decide_page(held))


@of_flow("review")
def review(request: SignedIn, held: HeldFlow) -> HttpResponse:
    policies.check_can_review(held, request.user, timezone.localdate())
    form = ReviewFlowForm(request.POST or None)
    save = partial(actions.review_flow, flow=held.flow, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return _done(request, held, "It goes on until you look at it again.")
    return page(request, "decisions/flows/form.html", form, summary.review_flow_page(held))


@of_flow("end")
def end(request: SignedIn, held: HeldFlow) -> HttpResponse:
    if held.end and request.method == "POST":  # the second press of the button
        return redirect("flow", flow=held.flow.reference)
    policies.check_can_end(held, request.user)
    form = EndFlowForm(request.POST or None)
    if form.saves(lambda: actions.end_flow(flow=held.flow, by=request.user, **form.values)):
        return _done(request, held, "It is ended. Make sure that nothing flows any more.")
    return page(request, "decisions/flows/form.html", form, summary.end_page(held))


@of_flow("change")
def renew(request: SignedIn, held: HeldFlow) -> HttpResponse:
    """A new version; pressed twice, or while one is being written, it leads to that one."""
    policies.check_can_renew(held, request.user)
    if request.method != "POST":
        return redirect("flow", flow=held.flow.reference)
    return redirect("flow", flow=actions.renew_flow(flow=held.flow, by=request.user).reference)


def _done(request: SignedIn, held: HeldFlow, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("flow", flow=held.flow.reference)
