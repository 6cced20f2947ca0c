"""One incident: read, and written down step by step, by those who deal with it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from decisions import summary
from decisions.actions import incidents as actions
from decisions.forms.sharing_events import StepForm
from decisions.models import Incident
from decisions.policies import incidents as may
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person


@person
def incident(request: SignedIn, incident: str) -> HttpResponse:
    rows = Incident.objects.select_related("decision__organisation", "sharing__sheet", "opened_by")
    found = get_object_or_404(rows, reference=incident)
    if not may.deals_with(found, request.user):
        raise Http404
    actions.incident_viewed(found, by=request.user)
    form = StepForm(request.POST or None, kinds=may.kinds_for(found, request.user))
    save = partial(actions.take_step, incident=found, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        messages.success(request, "It is written down.")
        return redirect("incident", incident=found.reference)
    return page(request, "decisions/sheets/incident.html", form, summary.incident_page(found, request.user))
