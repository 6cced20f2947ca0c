"""What stands before every view of a flow: may this person see it, and is the look written down."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from decisions import actions
from decisions.flow import load
from decisions.models import Flow
from infoshare.signing_in.guards import SignedIn, View, person


def of_flow(what: str) -> Callable[[View], View]:
    """For somebody who may see the flow; anybody else gets the page for one that does not exist.

    The look is written down before anything is read: `what` names the page. If it can't be, nothing is shown.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, flow: str, **where: object) -> HttpResponseBase:
            found = get_object_or_404(Flow.objects.visible_to(request.user), reference=flow)
            actions.flow_viewed(flow=found, what=what, by=request.user)
            return view(request, load(found), **where)

        return person(guarded)

    return guard
