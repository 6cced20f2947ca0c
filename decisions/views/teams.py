"""Closing a team, which looks at its drafts and so is not among the pages of administration."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from decisions import actions, policies
from infoshare.administration.views.guards import team_of
from infoshare.signing_in.guards import SignedIn, person

PAGE = {
    "title": "Close this team?",
    "sentences": ["Nobody can join it any more. Decisions recorded in it stay as they are."],
    "button": "Close the team",
}


@person
def close_team(request: SignedIn, pk: int) -> HttpResponse:
    team = team_of(request, pk)
    context: dict[str, object] = {**PAGE, "caption": team.name, "back_url": reverse("teams")}
    try:
        if request.method == "POST":
            actions.close_team(team=team, by=request.user)
            messages.success(request, "The team is closed.")
            return redirect("teams")
        policies.check_can_close(team)
    except policies.Refused as refused:
        context["refused"] = str(refused)
    return render(request, "administration/confirm.html", context)
