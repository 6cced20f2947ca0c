"""A letter or a sheet as a file: a PDF, or its text."""

from collections.abc import Callable

from django.http import HttpResponse

from infoshare.documents.answers import downloaded, shown
from infoshare.documents.pdf import Busy
from infoshare.signing_in.guards import SignedIn, refusal


def as_pdf(request: SignedIn, make: Callable[[], bytes], reference: str, name: str) -> HttpResponse:
    try:
        made = make()
    except Busy as busy:
        return refusal(request, busy, reference, status=503)
    return shown(made, f"{name}.pdf")


def as_text(text: str, name: str) -> HttpResponse:
    return downloaded(text, f"{name}.txt", "text/plain; charset=utf-8")
