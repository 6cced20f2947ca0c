"""Where somebody is signed in, and ending it from afar."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from infoshare.signing_in import devices, sessions
from infoshare.signing_in.requests import SignedIn


def overview(request: SignedIn) -> HttpResponse:
    rows = [
        {"session": each, "device": devices.in_words(each.user_agent), "is_here": each == request.device}
        for each in sessions.of(request.user)
    ]
    return render(request, "usersessions/usersession_list.html", {"rows": rows})


@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """One of the others: this one is ended by signing out."""
    get_object_or_404(sessions.others(request), pk=pk)
    sessions.end(request, sessions.others(request).filter(pk=pk))
    messages.success(request, "That device is signed out.")
    return redirect("usersessions_list")


@require_POST
def end_others(request: SignedIn) -> HttpResponse:
    sessions.end_others(request)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("usersessions_list")
