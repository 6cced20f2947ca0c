"""The settings an organisation chooses for itself."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from decisions import actions, policies
from decisions.draft import values_of
from decisions.forms.organisation import OrganisationForm
from decisions.views.guards import SignedIn, person
from decisions.views.journey import page


@person
def organisation(request: SignedIn) -> HttpResponse:
    policies.check_can_choose_for_organisation(request.user)
    stored = values_of(request.user.organisation, OrganisationForm.columns())
    form = OrganisationForm(request.POST or None, stored=stored)
    save = partial(actions.choose_for_organisation, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        messages.success(request, "Your organisation's settings are saved.")
        return redirect("organisation")
    context = {"organisation": request.user.organisation, "back_url": "/"}
    return page(request, "decisions/organisation.html", form, context)
