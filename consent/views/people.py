"""The pages about people whose information it is: who they are, and who others are to them."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from consent import actions
from consent.alike import alike
from consent.forms.people import (
    ChangePersonForm,
    ChangeRelationshipForm,
    EndRelationshipForm,
    EnterPersonForm,
    FindPersonForm,
    RelateForm,
)
from consent.models import Person, Relationship
from consent.models.person import STANDING
from consent.pages import people as pages
from infoshare.saving.pages import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@person
def known(request: SignedIn) -> HttpResponse:
    """What is looked for is sent, not put in an address: it may be a name."""
    form = FindPersonForm(request.POST or None)
    wanted = form.cleaned_data["wanted"] if form.is_valid() else ""
    people, more = pages.known_to(request.user, wanted)
    actions.list_viewed(what="people", people=[each.pk for each in people], by=request.user)
    context = pages.known_page(request.user, people, more=more, wanted=wanted)
    return render(request, "consent/people.html", {**context, "form": form})


@person
def enter(request: SignedIn) -> HttpResponse:
    form = EnterPersonForm(request.POST or None)
    made: list[Person] = []

    def save() -> None:
        made.append(actions.enter(by=request.user, request_key=form.cleaned_data["request_key"], values=form.values))

    found = None
    if form.is_valid() and not form.is_sure:
        found = alike(name=form.cleaned_data["name"], born_on=form.cleaned_data["born_on"], by=request.user)
        actions.list_viewed(what="alike", people=[each.pk for each in found.shown], by=request.user)
    if not found and form.saves(save):
        messages.success(request, "They are entered. Now say who others are to them.")
        return redirect("known-person", pk=made[0].pk)
    context = {"back_url": reverse("known"), "alike": found, "asks": bool(found) or "is_another" in request.POST}
    return page(request, "consent/enter.html", form, context)


@person
def change(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "details")
    form = ChangePersonForm(request.POST or None, stored=values_of(shown, ChangePersonForm.columns()))
    save = partial(actions.change, person=shown, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return redirect("known-person", pk=pk)
    context = {"title": "Change what is known of them", "button": "Save", **_of(shown)}
    return page(request, "consent/form.html", form, context)


@person
def relate(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "relationships")
    form = RelateForm(request.POST or None)
    save = partial(actions.relate, person=shown, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("known-person", pk=pk)
    context = {"title": "Say who somebody is to them", "button": "Save", **_of(shown)}
    return page(request, "consent/form.html", form, context)


@person
def change_relationship(request: SignedIn, pk: int, relationship: int) -> HttpResponse:
    shown = person_shown(request, pk, "relationships")
    row = get_object_or_404(shown.relationships.filter(STANDING), pk=relationship)
    form = ChangeRelationshipForm(request.POST or None, stored=values_of(row, ChangeRelationshipForm.columns()))
    save = partial(actions.change_relationship, relationship=row, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return redirect("known-person", pk=pk)
    context = {"title": "Change who somebody is to them", "button": "Save", **_of(shown)}
    return page(request, "consent/form.html", form, context)


@person
def end_relationship(request: SignedIn, pk: int, relationship: int) -> HttpResponse:
    shown = person_shown(request, pk, "relationships")
    row = relationship_of(shown, relationship)
    form = EndRelationshipForm(request.POST or None)
    if form.saves(lambda: actions.end_relationship(relationship=row, by=request.user, **form.values)):
        return redirect("known-person", pk=pk)
    context = {"title": "End a relationship", "button": "End it", "says": pages.still_guarded(row), **_of(shown)}
    return page(request, "consent/form.html", form, context)


def person_shown(request: SignedIn, pk: int, what: str) -> Person:
    """Somebody the reader may open; the look is written down before anything is shown."""
    rows = Person.objects.visible_to(request.user).select_related("owner", "team", "saved_by")
    shown = get_object_or_404(rows, pk=pk)
    actions.viewed(person=shown, what=what, by=request.user)
    return shown


def relationship_of(shown: Person, pk: int) -> Relationship:
    return get_object_or_404(shown.relationships.filter(ended_at=None), pk=pk)


def _of(shown: Person) -> dict[str, object]:
    return {"caption": shown.reference, "back_url": reverse("known-person", args=[shown.pk])}
