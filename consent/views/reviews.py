"""The page of consents to look at again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from consent import actions, reviews
from consent.models.looks import position
from consent.pages.reviews import TITLES, due_page
from infoshare.signing_in.guards import SignedIn, person


@person
def due(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    group, after = request.GET.get("group", ""), position(request.GET.get("after", ""))
    is_first = not (after and group in TITLES)
    groups = (
        reviews.due(request.user, today) if is_first else reviews.due(request.user, today, group=group, after=after)
    )
    shown = [each.held.consent.pk for group in groups for each in group.reviews]
    actions.consents_listed(what="due", consents=shown, by=request.user)
    return render(request, "consent/due.html", due_page(groups, today, is_first=is_first))
