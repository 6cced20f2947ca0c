"""Each request sees the rows of one organisation: that of whoever is signed in."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

from infoshare.tenancy import context

View = Callable[[HttpRequest], HttpResponseBase]
OF_THE_SESSION = "organisation"
SIGNING_IN = "/accounts/"  # where somebody who is not signed in yet is looked up
WITHOUT_DATABASE = "/healthz"


def one_organisation(get_response: View) -> View:
    def respond(request: HttpRequest) -> HttpResponseBase:
        if request.path == WITHOUT_DATABASE:
            return get_response(request)
        if number := _organisation(request.session):
            place = context.organisation(number)
        else:
            place = context.accounts() if request.path.startswith(SIGNING_IN) else context.nowhere()
        with place:
            return get_response(request)

    return respond


def _organisation(session: SessionBase) -> int | None:
    """The number kept in the session since signing in; looked up, once, where it is not there yet."""
    if SESSION_KEY not in session:
        return None
    if OF_THE_SESSION not in session:
        with context.accounts():
            found = get_user_model().objects.filter(pk=session[SESSION_KEY])
            session[OF_THE_SESSION] = found.values_list("organisation_id", flat=True).first()
    number: int | None = session[OF_THE_SESSION]
    return number
