"""The pages of clashes with those who must not be told or found."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from decisions import actions, protecting, summary
from decisions.draft import Draft
from decisions.forms.protecting import SettleForm
from decisions.policies import protecting as policies
from decisions.views.guards import of_decision
from decisions.views.journey import page
from infoshare.accounts.policy import allows
from infoshare.signing_in.guards import SignedIn


@of_decision("clashes")
def clashes(request: SignedIn, draft: Draft) -> HttpResponse:
    """Pressed there, somebody who may settle them is asked to look; where nobody can be, it shows what is there now."""
    if request.method == "POST":
        if allows(policies.check_can_ask_about, draft, request.user):
            actions.ask_about_clashes(decision=draft.decision, by=request.user)
        return redirect("clashes", reference=draft.decision.reference)
    actions.people_named(draft=draft, what="clashes", by=request.user)
    return render(request, "decisions/clashes/list.html", summary.clashes_page(draft, request.user))


@of_decision("clash")
def settle(request: SignedIn, draft: Draft, mark: str) -> HttpResponse:
    clash = next((each for each in protecting.found(draft) if each.mark == mark), None)
    if clash is None:
        raise Http404
    policies.check_can_settle(draft, clash, request.user)
    form = SettleForm(request.POST or None)
    save = partial(actions.settle_clash, decision=draft.decision, mark=mark, by=request.user)
    if form.saves(lambda: save(why=form.cleaned_data["why"])):
        return redirect("clashes", reference=draft.decision.reference)
    return page(request, "decisions/clashes/settle.html", form, summary.settle_page(draft, clash))
