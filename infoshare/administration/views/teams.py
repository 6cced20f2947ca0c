"""The teams of an organisation: the list of them, adding one, renaming one."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from infoshare.administration import actions, pages
from infoshare.administration.forms.teams import AddTeamForm, RenameTeamForm
from infoshare.administration.views.guards import team_of
from infoshare.saving.pages import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@person
def teams(request: SignedIn) -> HttpResponse:
    return render(request, "administration/teams.html", pages.teams_page(request.user.organisation))


@person
def add_team(request: SignedIn) -> HttpResponse:
    form = AddTeamForm(request.POST or None)
    if form.saves(lambda: actions.add_team(name=form.cleaned_data["name"], by=request.user)):
        messages.success(request, "The team is there. Now give people roles in it.")
        return redirect("teams")
    context = {"title": "Add a team", "button": "Add the team", "back_url": reverse("teams")}
    return page(request, "administration/form.html", form, context)


@person
def rename_team(request: SignedIn, pk: int) -> HttpResponse:
    team = team_of(request, pk)
    form = RenameTeamForm(request.POST or None, stored=values_of(team, RenameTeamForm.columns()))
    save = partial(actions.rename_team, team=team, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        messages.success(request, "The team's name is saved.")
        return redirect("teams")
    context = {"title": "Rename the team", "caption": team.name, "button": "Save", "back_url": reverse("teams")}
    return page(request, "administration/form.html", form, context)
