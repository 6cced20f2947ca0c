"""Short rules every request passes."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

View = Callable[[HttpRequest], HttpResponseBase]


def only_utf8(get_response: View) -> View:
    """A form in any other coding is refused before anything reads it."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        coding = (request.content_params or {}).get("charset", "utf-8").lower()
        if coding not in {"utf-8", "utf8"}:
            return HttpResponse("This form is not in UTF-8.\n", status=400, content_type="text/plain")
        return get_response(request)

    return respond


def long_bodies_are_refused(get_response: View) -> View:
    """Before a byte of it is read or put on a disk. Django's own limit leaves attached files out."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or len(length) > 12 or _is_too_long(int(length), request.path_info):
            raise BadRequest
        return get_response(request)

    return respond


def _is_too_long(length: int, path: str) -> bool:
    """So many bytes for this address, which is looked up only where that matters."""
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    return length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE or not _takes_files(path)


def _takes_files(path: str) -> bool:
    try:
        return resolve(path).url_name in settings.TAKES_FILES
    except Resolver404:
        return False


def no_store(get_response: View) -> View:
    """Nothing made for one person is kept by a browser or a proxy: the next person may sit at the same computer."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond


def demonstration_is_local(get_response: View) -> View:
    """The demonstration signs anybody in, so it answers nobody but this computer."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if settings.DEMO and request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1"}:
            raise Http404
        return get_response(request)

    return respond


def unreadable_text_is_refused(get_response: View) -> View:
    """A NUL in an address can't be looked up: refuse it before the database does."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return get_response(request)

    return respond
