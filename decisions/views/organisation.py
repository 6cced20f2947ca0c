"""The settings an organisation chooses for itself."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from decisions import actions
from decisions.forms.organisation import OrganisationForm
from decisions.views.journey import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@person
def organisation(request: SignedIn) -> HttpResponse:
    stored = values_of(request.user.organisation, OrganisationForm.columns())
    form = OrganisationForm(request.POST or None, stored=stored)
    save = partial(actions.choose_for_organisation, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        messages.success(request, "Your organisation's settings are saved.")
        return redirect("organisation")
    context = {"organisation": request.user.organisation, "back_url": reverse("administration")}
    return page(request, "decisions/organisation.html", form, context)
