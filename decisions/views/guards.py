"""What stands before every view of a decision: may this person see it, and is the look written down."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from decisions import actions
from decisions.draft import load
from decisions.models import Decision
from decisions.policies import Refused
from infoshare.accounts.models import User


class SignedIn(HttpRequest):
    """A request whose user is known: every view behind a guard has one."""

    user: User


View = Callable[..., HttpResponse]


def person(view: View) -> View:
    """For somebody signed in. What a policy refuses is shown as its own page, with the sentence."""

    @wraps(view)
    def guarded(request: SignedIn, **where: object) -> HttpResponse:
        try:
            return view(request, **where)
        except Refused as refused:
            context = {"sentence": str(refused), "reference": where.get("reference")}
            return render(request, "decisions/refused.html", context, status=403)

    return login_required(guarded)


def of_decision(what: str) -> Callable[[View], View]:
    """For somebody who may see the decision; anybody else gets the page for one that does not exist.

    The look is written down before anything is read: `what` names the page. If it can't be, nothing is shown.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, reference: str, **where: object) -> HttpResponse:
            decision = get_object_or_404(Decision.objects.visible_to(request.user), reference=reference)
            actions.viewed(decision=decision, what=what, by=request.user)
            try:
                return view(request, load(decision), **where)
            except Refused as refused:
                context = {"sentence": str(refused), "reference": reference}
                return render(request, "decisions/refused.html", context, status=403)

        return login_required(guarded)

    return guard
