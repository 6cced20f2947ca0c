"""What the look-out for browsing found, and closing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import summary
from decisions.actions import lookout as actions
from decisions.forms.lookout import FindingForm
from decisions.policies.lookout import shown_to
from infoshare.signing_in.guards import SignedIn, person


@person
def lookout(request: SignedIn) -> HttpResponse:
    return render(request, "decisions/lookout/list.html", summary.lookout_page(request.user))


@person
def finding(request: SignedIn, pk: int) -> HttpResponse:
    found = get_object_or_404(shown_to(request.user).select_related("review__reviewed_by", "organisation"), pk=pk)
    form = FindingForm(request.POST or None)
    if form.saves(lambda: actions.close_finding(finding=found, by=request.user, **form.values)):
        messages.success(request, "It is closed.")
        return redirect("look-out")
    context = {"form": form, **summary.finding_page(found, request.user)}
    return render(request, "decisions/lookout/finding.html", context)
