"""A letter as a file: a PDF, or its sentences as text."""

from collections.abc import Callable

from django.http import HttpResponse

from decisions.letters.sentences import Letter
from infoshare.documents.pdf import Busy
from infoshare.signing_in.guards import SignedIn, refusal


def as_pdf(request: SignedIn, make: Callable[[], bytes], reference: str, name: str) -> HttpResponse:
    """Under a name that tells nothing of anybody."""
    try:
        made = make()
    except Busy as busy:
        return refusal(request, busy, reference, status=503)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def as_text(letter: Letter, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.txt"'}
    return HttpResponse(letter.numbered, content_type="text/plain; charset=utf-8", headers=headers)
