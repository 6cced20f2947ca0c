"""What stands before a page: somebody signed in, whose role may do what the page is for."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from infoshare import access
from infoshare.accounts import policy
from infoshare.accounts.policy import ACTIONS, Refused
from infoshare.signing_in import step_up
from infoshare.signing_in.requests import SignedIn as SignedIn

View = Callable[..., HttpResponseBase]


def person(view: View) -> View:
    """For somebody signed in, whose role may do what the list (infoshare/access.py) says this address is for.

    How far the role reaches is for the view to ask. What a policy refuses is shown as its own page, with the sentence.
    """

    @wraps(view)
    def guarded(request: SignedIn, **where: object) -> HttpResponseBase:
        try:
            if (action := access.action_of(request)) and action not in access.OF_A_DECISION:
                policy.check_may(request.user, action)
                if not_proved_again(request, action):
                    return step_up.confirm(request)
            return view(request, **where)
        except Refused as refused:
            return refusal(request, refused, where.get("reference"))

    return login_required(guarded)


def not_proved_again(request: SignedIn, action: str) -> bool:
    """Whether the policy wants the person to prove again who they are, and they have not just done so."""
    return ACTIONS[action].confirmed and step_up.is_needed(request)


def refusal(request: HttpRequest, refused: Exception, reference: object = None, status: int = 403) -> HttpResponse:
    """The page that says why something can't be done now."""
    return render(request, "refused.html", {"sentence": str(refused), "reference": reference}, status=status)
