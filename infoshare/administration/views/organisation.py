"""The pages about the organisation itself."""

from django.http import HttpResponse
from django.shortcuts import render

from infoshare.accounts import policy
from infoshare.accounts.roles import ROLES
from infoshare.administration.policy_page import HEADINGS, lines
from infoshare.signing_in.guards import SignedIn, person


@person
def administration(request: SignedIn) -> HttpResponse:
    """The way to everything about the organisation that this person's role lets them look after."""
    may = {name: policy.may(request.user, action) for name, action in MAY.items()}
    context = {"organisation": request.user.organisation, **may, "back_url": "/"}
    return render(request, "administration/organisation.html", context)


MAY = {"people": "people.manage", "teams": "teams.manage", "settings": "organisation.settings"}


@person
def who_may_do_what(request: SignedIn) -> HttpResponse:
    context = {
        "headings": HEADINGS,
        "lines": lines(),
        "mine": request.user.role_titles,
        "columns": [ROLES[slug].title for slug in request.user.roles],
        "back_url": "/organisation/",
    }
    return render(request, "administration/who_may_do_what.html", context)
