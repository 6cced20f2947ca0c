"""Finding a decision by its reference, breaking the glass to it in an emergency, and reviewing that."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import summary
from decisions.actions import access_viewed, found
from decisions.actions import glass as actions
from decisions.forms.glass import BreakForm, FindForm, GlassReviewForm
from decisions.models import BrokenGlass, Decision
from decisions.policies.access import is_told_of
from infoshare.signing_in.guards import SignedIn, person

NOTHING = "There is nothing with that reference that you can open."
RESTRICTED = "There is a restricted decision with that reference. Ask the Caldicott Guardian."


@person
def find(request: SignedIn) -> HttpResponse:
    """The reference is sent, not put in an address: what is typed there may be anything."""
    form = FindForm(request.POST or None)
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        decision = Decision.objects.visible_to(request.user).filter(reference=reference).first()
        if decision:
            found(decision=decision, by=request.user)
            return redirect("decision", reference=reference)
        hidden = Decision.objects.filter(organisation=request.user.organisation, reference=reference).first()
        form.add_error("reference", RESTRICTED if hidden and is_told_of(hidden, request.user) else NOTHING)
    return render(request, "decisions/access/find.html", {"form": form, "back_url": "/"})


@person
def break_glass(request: SignedIn) -> HttpResponse:
    form = BreakForm(request.POST or None)

    def save() -> None:
        wanted = Decision.objects.filter(reference=form.cleaned_data["reference"]).first()
        actions.break_glass(decision=wanted, by=request.user, **form.values)

    if form.saves(save):
        messages.warning(request, "The glass is broken for 60 minutes. Everything you open is listed for the review.")
        return redirect("decision", reference=form.cleaned_data["reference"])
    return render(request, "decisions/access/break_glass.html", {"form": form, "back_url": "/find/"})


@person
def broken_glass(request: SignedIn) -> HttpResponse:
    return render(request, "decisions/access/broken_glass.html", summary.glass_list(request.user))


@person
def review_glass(request: SignedIn, pk: int) -> HttpResponse:
    reached = Decision.objects.reached_by(request.user, "glass.review")
    rows = BrokenGlass.objects.select_related("decision", "broken_by", "review__reviewed_by")
    glass = get_object_or_404(rows.filter(decision__in=reached).exclude(broken_by=request.user), pk=pk)
    access_viewed(decision=glass.decision, what="glass.review", by=request.user)
    form = GlassReviewForm(request.POST or None)
    if form.saves(lambda: actions.review_glass(glass=glass, by=request.user, **form.values)):
        messages.success(request, "The review is closed.")
        return redirect("broken-glass")
    return render(request, "decisions/access/review_glass.html", {"form": form, **summary.glass_page(glass)})
