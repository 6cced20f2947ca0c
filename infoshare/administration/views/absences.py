"""When you are away, for everybody; and when somebody is, for an administrator."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from infoshare.accounts.models import Absence, User
from infoshare.administration import absences_page, actions, policies
from infoshare.administration.forms.absences import AddAbsenceForm, ChangeAbsenceForm
from infoshare.administration.views.guards import absence_of, person_of
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person

SAVED = "The days are saved. Whoever stands in is told."


@person
def away(request: SignedIn) -> HttpResponse:
    return render(request, "administration/away.html", absences_page.own_page(request.user))


@person
def add_absence(request: SignedIn) -> HttpResponse:
    return _add(request, request.user, reverse("away"))


@person
def change_absence(request: SignedIn, pk: int) -> HttpResponse:
    return _change(request, _own(request, pk), reverse("away"))


@person
def end_absence(request: SignedIn, pk: int) -> HttpResponse:
    return _end(request, _own(request, pk), reverse("away"))


@person
def person_away(request: SignedIn, pk: int) -> HttpResponse:
    return _add(request, person_of(request, pk), reverse("person", args=[pk]))


@person
def change_person_away(request: SignedIn, pk: int, absence: int) -> HttpResponse:
    return _change(request, absence_of(request, pk, absence), reverse("person", args=[pk]))


@person
def end_person_away(request: SignedIn, pk: int, absence: int) -> HttpResponse:
    return _end(request, absence_of(request, pk, absence), reverse("person", args=[pk]))


def _own(request: SignedIn, pk: int) -> Absence:
    return get_object_or_404(request.user.absences.select_related("user", "stand_in"), pk=pk)


def _add(request: SignedIn, whose: User, back_url: str) -> HttpResponse:
    policies.check_can_say_away(whose, by=request.user)
    form = AddAbsenceForm(request.POST or None, person=whose)
    save = partial(actions.set_absence, person=whose, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return _saved(request, back_url)
    return page(request, "administration/form.html", form, _context(request, whose, back_url))


def _change(request: SignedIn, absence: Absence, back_url: str) -> HttpResponse:
    policies.check_can_say_away(absence.user, by=request.user)
    policies.check_can_still_end(absence)
    form = ChangeAbsenceForm(request.POST or None, absence=absence)
    save = partial(actions.change_absence, absence=absence, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return _saved(request, back_url)
    context = _context(request, absence.user, back_url)
    return page(request, "administration/form.html", form, context | {"sentence": _begun(form)})


def _end(request: SignedIn, absence: Absence, back_url: str) -> HttpResponse:
    policies.check_can_still_end(absence)
    if request.method == "POST":
        actions.end_absence(absence=absence, by=request.user)
        messages.success(request, "The days from today on are taken out.")
        return redirect(back_url)
    context = {
        **_context(request, absence.user, back_url),
        "title": "Take these days out?",
        "heading": f"Take out {absences_page.days(absence)}?",
        "sentences": [
            "Questions go the usual way again from today. Days that are past stay. Whoever stands in is told."
        ],
        "button": "Take them out",
    }
    return render(request, "administration/confirm.html", context)


def _saved(request: SignedIn, back_url: str) -> HttpResponse:
    messages.success(request, SAVED)
    return redirect(back_url)


def _begun(form: ChangeAbsenceForm) -> str:
    return absences_page.begun(form.kept["first_on"]) if form.kept else ""


def _context(request: SignedIn, whose: User, back_url: str) -> dict[str, object]:
    is_self = whose.pk == request.user.pk
    return {
        "title": "Days when you are away" if is_self else "Days when they are away",
        "caption": "" if is_self else whose.name,
        "button": "Save",
        "back_url": back_url,
    }
