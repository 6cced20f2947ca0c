"""A letter or a sheet as a file: a PDF, or its text."""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpResponse

from infoshare.documents.answers import downloaded, shown
from infoshare.documents.issuing import issue
from infoshare.documents.pdf import NotPrinted, ToPrint
from infoshare.signing_in.guards import SignedIn, refusal


def as_pdf(
    request: SignedIn, make: Callable[[], ToPrint], *, about: Model, kind: str, name: str, reference: str = ""
) -> HttpResponse:
    """Issued, or as it was issued before. `reference` is the decision's, for the page that says to try again."""
    try:
        made = issue(make, about=about, kind=kind, by=request.user)
    except NotPrinted as why:
        return refusal(request, why, reference, status=why.status)
    return shown(made, f"{name}.pdf")


def as_text(text: str, name: str) -> HttpResponse:
    return downloaded(text, f"{name}.txt", "text/plain; charset=utf-8")
