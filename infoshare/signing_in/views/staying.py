"""Staying signed in, and what was typed before one was signed out."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from infoshare.signing_in import limits, unsaved
from infoshare.signing_in.requests import SignedIn


@require_GET
@login_not_required
def time_left(request: SignedIn) -> JsonResponse:
    """Asking makes it no longer: the time limits leave this view out."""
    return _answer(request)


@require_POST
def stay(request: SignedIn) -> JsonResponse:
    """To have asked is enough: each request makes it longer."""
    return _answer(request)


def _answer(request: SignedIn) -> JsonResponse:
    left = limits.limits(request.device) if request.device else None
    return JsonResponse({"seconds": left.seconds if left else 0, "can_stay": bool(left and left.can_stay)})


@csrf_exempt
@require_POST
@login_not_required
def keep_typed(request: HttpRequest) -> HttpResponse:
    """By a page's script, when time is over. The ticket of the page says whose it is, and that it is a page of ours."""
    user = unsaved.holder(request.headers.get("X-Ticket", ""))
    kept = user and not request.FILES and unsaved.keep(user, request.headers.get("X-Path", ""), request.POST)
    return HttpResponse(status=204 if kept else 400)


def forms(request: SignedIn) -> HttpResponse:
    kept = [{"form": each, "shown": unsaved.readable(each.fields)} for each in unsaved.of(request.user)]
    return render(request, "account/unsaved.html", {"kept": kept, "name": unsaved.USED})


@require_POST
def throw_away(request: SignedIn, pk: int) -> HttpResponse:
    unsaved.discard(request.user, str(pk))
    return redirect("unsaved" if unsaved.of(request.user).exists() else "home")
