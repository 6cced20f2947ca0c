"""What stands before every page of a consent: may this person see it, and is the look written down."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from consent import actions
from consent.models import Consent
from consent.register import load
from infoshare.signing_in.guards import SignedIn, View, person


def of_consent(what: str) -> Callable[[View], View]:
    """For somebody who may open the consent; anybody else gets the page for one that does not exist.

    The look is written down before anything is shown: `what` names the page. The view gets all that the consent holds.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, consent: str, **where: object) -> HttpResponseBase:
            found = get_object_or_404(Consent.objects.visible_to(request.user), reference=consent)
            actions.consent_viewed(consent=found, what=what, by=request.user)
            return view(request, load(found), **where)

        return person(guarded)

    return guard
