"""Seeing somebody out: how much they carry, and who takes it over. Numbers only: the administrator sees no case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from decisions import actions, summary
from decisions.forms.handing_over import LeavingForm
from decisions.models.carrying import shares_of
from infoshare.administration.policies import check_can_leave
from infoshare.administration.views.guards import person_of
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person


@person
def leaving(request: SignedIn, pk: int) -> HttpResponse:
    leaver = person_of(request, pk)
    check_can_leave(leaver)
    form = LeavingForm(request.POST or None, leaver=leaver, shares=shares_of(leaver))
    if form.saves(lambda: actions.leave(person=leaver, to=form.takers, by=request.user)):
        messages.success(request, "They have left. They can no longer sign in.")
        return redirect("people")
    return page(request, "decisions/leaving.html", form, summary.leaving_page(leaver))
