"""Records of an older edition: which are worth a second look, and what came of it."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from decisions import actions, summary
from decisions.actions.second_look import look_at_it_again
from decisions.draft import Draft
from decisions.forms.second_look import SecondLookForm
from decisions.policies import second_look as policies
from decisions.views.guards import of_decision
from decisions.views.journey import page
from infoshare.signing_in.guards import SignedIn, person


@person
def second_looks(request: SignedIn) -> HttpResponse:
    context = summary.second_looks_page(request.user, request.GET)
    actions.list_viewed(what="second looks", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/editions/second_looks.html", context)


@of_decision("second look")
def second_look(request: SignedIn, draft: Draft) -> HttpResponse:
    if request.method != "POST":
        policies.check_can_look_again(draft, request.user)
    form = SecondLookForm(request.POST or None)
    save = partial(look_at_it_again, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        messages.success(request, "What you found is kept with the record.")
        return redirect("second-looks")
    return page(request, "decisions/editions/second_look.html", form, summary.second_look_page(draft, request.user))
