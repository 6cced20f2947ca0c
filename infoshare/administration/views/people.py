"""The people of an organisation: the list of them, and what is done with one."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from infoshare.administration import actions, pages, policies
from infoshare.administration.forms.people import FindForm, GiveRoleForm, PersonForm
from infoshare.administration.views.guards import membership_of, person_of
from infoshare.saving.pages import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@person
def people(request: SignedIn) -> HttpResponse:
    context = pages.people_page(request.user.organisation, request.GET)
    return render(request, "administration/people.html", {**context, "form": FindForm()})


@person
def find_people(request: SignedIn) -> HttpResponse:
    """By name, which is sent in a form: an address stays in the browser's history."""
    if request.method != "POST":
        return redirect("people")
    form = FindForm(request.POST)
    if form.is_valid():
        context = pages.found_page(request.user.organisation, form.cleaned_data["name"])
    else:
        context = pages.people_page(request.user.organisation, request.GET)
    return render(request, "administration/people.html", {**context, "form": form, "found": form.is_valid()})


@person
def one(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "administration/person.html", pages.person_page(person_of(request, pk), request.user))


@person
def details(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_of(request, pk)
    form = PersonForm(request.POST or None, stored=values_of(shown, PersonForm.columns()))
    save = partial(actions.change_person, person=shown, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return redirect("person", pk=pk)
    context = {"title": "Change details", "caption": shown.name, "button": "Save", "back_url": _url(pk)}
    return page(request, "administration/form.html", form, context)


@person
def give_role(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_of(request, pk)
    policies.check_can_give(shown, by=request.user)
    form = GiveRoleForm(request.POST or None, organisation=request.user.organisation)
    if form.saves(lambda: actions.give_role(person=shown, by=request.user, **form.values)):
        return redirect("person", pk=pk)
    context = {"title": "Give a role", "caption": shown.name, "button": "Give the role", "back_url": _url(pk)}
    return page(request, "administration/form.html", form, context)


@person
def end_role(request: SignedIn, pk: int, membership: int) -> HttpResponse:
    held = membership_of(request, pk, membership)
    policies.check_can_end(held, by=request.user)
    if request.method == "POST":
        actions.end_role(held=held, by=request.user)
        return redirect("person", pk=pk)
    context = {
        "title": "End this role?",
        "heading": f"End this role: {held.title}?",
        "caption": held.user.name,
        "sentences": [
            "It ends at once. They are signed out, and can sign in again with the roles they keep.",
            "What they have started stays theirs. Hand it over first if somebody else is to carry it on.",
        ],
        "button": "End the role",
        "back_url": _url(pk),
    }
    return render(request, "administration/confirm.html", context)


@person
def lost_second_step(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_of(request, pk)
    policies.check_can_take_second_steps(shown, by=request.user)
    if request.method == "POST":
        actions.take_second_steps(person=shown, by=request.user)
        messages.success(request, "They set up a new second step when they next sign in, and have been told.")
        return redirect("person", pk=pk)
    context = {
        "title": "Have they lost their second step?",
        "caption": shown.name,
        "sentences": [
            "Make sure that it is them: ring them on a number that you know, or see them. Somebody who knows their"
            " password could be asking in their name.",
            "Their app, keys and recovery codes work no more, and they are signed out everywhere. When they next sign"
            " in with their password, they set up a new second step. They get a message about it.",
        ],
        "button": "Take their second steps away",
        "back_url": _url(pk),
    }
    return render(request, "administration/confirm.html", context)


@person
def come_back(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_of(request, pk)
    if request.method == "POST":
        actions.come_back(person=shown, by=request.user)
        messages.success(request, "They can sign in again. Now give them a role.")
        return redirect("person", pk=pk)
    context = {
        "title": "Let them sign in again?",
        "caption": shown.name,
        "sentences": ["They come back without any role, and see nothing until you give them one."],
        "button": "Let them sign in again",
        "back_url": _url(pk),
    }
    return render(request, "administration/confirm.html", context)


def _url(pk: int) -> str:
    return reverse("person", args=[pk])
