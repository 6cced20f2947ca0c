"""The pages about who can open one decision: by name, restricted, kept out; and who has looked."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import summary
from decisions.actions import access as actions
from decisions.forms.access import ConflictForm, LetInForm, LinkForm, OwnConflictForm, RestrictForm, UnlinkForm, WhyForm
from decisions.models import Decision, DecisionGrant, PersonConcerned
from decisions.policies.access import barred
from decisions.views.guards import of_access
from decisions.views.journey import unless_clash
from infoshare.saving.forms import SavingForm
from infoshare.signing_in.guards import SignedIn


def page(
    request: SignedIn, decision: Decision, title: str, form: SavingForm, template: str = "form", *, heading: str = ""
) -> HttpResponse:
    """`title` stands in the browser's history too, so it names nobody; the heading of the page may."""
    context = {
        "form": form,
        "title": title,
        "heading": heading or title,
        "reference": decision.reference,
        "back_url": _back(decision),
    }
    return render(request, f"decisions/access/{template}.html", context)


def _back(decision: Decision) -> str:
    return f"/decisions/{decision.reference}/access/"


def _done(request: SignedIn, decision: Decision, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("access", reference=decision.reference)


@of_access
def access(request: SignedIn, decision: Decision) -> HttpResponse:
    context = {**summary.access_page(decision, request.user), "back_url": _back(decision).removesuffix("access/")}
    return render(request, "decisions/access/access.html", context)


@of_access
def let_adviser_in(request: SignedIn, decision: Decision) -> HttpResponse:
    form = LetInForm(request.POST or None, organisation=decision.organisation, out=barred(decision))
    if form.saves(lambda: actions.let_adviser_in(decision=decision, by=request.user, **form.values)):
        return _done(request, decision, "They can open it now, and have been told.")
    return page(request, decision, "Let an adviser open this decision", form)


@of_access
def name_viewer(request: SignedIn, decision: Decision) -> HttpResponse:
    form = LetInForm(request.POST or None, organisation=decision.organisation, out=barred(decision))
    if form.saves(lambda: actions.name_viewer(decision=decision, by=request.user, **form.values)):
        return _done(request, decision, "They can open it now, and have been told.")
    return page(request, decision, "Name who may open this restricted decision", form)


@of_access
def end_grant(request: SignedIn, decision: Decision, pk: int) -> HttpResponse:
    grant = get_object_or_404(
        DecisionGrant.objects.select_related("user", "permission"), content_object=decision, pk=pk
    )
    form = SavingForm(request.POST or None)
    if request.method == "POST" and form.saves(partial(actions.end_grant, grant=grant, by=request.user)):
        return _done(request, decision, "They can't open it any more.")
    heading = f"Stop {grant.user.name} opening this decision"
    return page(request, decision, "Stop somebody opening this decision", form, "confirm", heading=heading)


@of_access
def restrict(request: SignedIn, decision: Decision) -> HttpResponse:
    form = RestrictForm(request.POST or None, people=summary.may_stay(decision))
    if form.saves(lambda: actions.restrict(decision=decision, by=request.user, **form.values)):
        return _done(request, decision, "Only the people named can open it now.")
    return page(request, decision, "Restrict this decision to named people", form, "restrict")


@of_access
def lift(request: SignedIn, decision: Decision) -> HttpResponse:
    form = WhyForm(request.POST or None)
    if form.saves(lambda: actions.lift_restriction(decision=decision, by=request.user, **form.values)):
        return _done(request, decision, "Everybody whose role reaches it can open it again.")
    return page(request, decision, "Lift the restriction", form)


@of_access
def bar(request: SignedIn, decision: Decision) -> HttpResponse:
    people = {str(row.person_id): row.person for row in decision.people.select_related("person")}
    named = [(pk, person.reference) for pk, person in people.items()]
    form = ConflictForm(request.POST or None, organisation=decision.organisation, people=named)

    def save() -> None:
        values = form.values
        actions.bar(decision=decision, by=request.user, person=people.get(values.pop("of")), **values)

    if form.saves(save):
        return _done(request, decision, "They find nothing here from now on. They have not been told.")
    return page(request, decision, "Keep out somebody with a conflict of interest", form)


@of_access
def own_conflict(request: SignedIn, decision: Decision) -> HttpResponse:
    form = OwnConflictForm(request.POST or None)
    if form.saves(lambda: actions.bar(decision=decision, whom=request.user, by=request.user, **form.values)):
        messages.success(request, "Your conflict of interest is recorded. You can't open that decision any more.")
        return redirect("home")
    return page(request, decision, "Say that you have a conflict of interest", form, "own_conflict")


@of_access
def end_conflict(request: SignedIn, decision: Decision, pk: int) -> HttpResponse:
    conflict = get_object_or_404(summary.conflicts(decision), pk=pk)
    form = WhyForm(request.POST or None)
    end = partial(actions.end_conflict, conflict=conflict, decision=decision, by=request.user)
    if form.saves(lambda: end(**form.values)):
        return _done(request, decision, "Their conflict of interest is over.")
    heading = f"End the conflict of interest of {conflict.user.name}"
    return page(request, decision, "End a conflict of interest", form, heading=heading)


@of_access
def link(request: SignedIn, decision: Decision) -> HttpResponse:
    form = LinkForm(request.POST or None)
    if form.saves(lambda: actions.link_person(decision=decision, by=request.user, **form.values)):
        done = _done(request, decision, "The decision is linked to that person.")
        return unless_clash(decision, form.saved, done)
    return page(request, decision, "Say which person this decision is about", form)


@of_access
def unlink(request: SignedIn, decision: Decision, pk: int) -> HttpResponse:
    row = get_object_or_404(PersonConcerned.objects.select_related("person"), decision=decision, pk=pk)
    form = UnlinkForm(request.POST or None)
    if form.saves(lambda: actions.unlink_person(link=row, by=request.user, **form.values)):
        return _done(request, decision, "The link is gone.")
    heading = f"Take off the link to {row.person.reference}"
    return page(request, decision, "Take off the link to a person", form, "confirm", heading=heading)


@of_access
def looks(request: SignedIn, decision: Decision) -> HttpResponse:
    context = {**summary.looks_page(decision), "back_url": _back(decision)}
    return render(request, "decisions/access/looks.html", context)
