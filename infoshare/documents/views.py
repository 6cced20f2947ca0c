"""The page on which anybody who holds a document checks it, and what they hold its seal against."""

import hashlib

from allauth.core import ratelimit
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from infoshare import installation_key
from infoshare.documents import checking
from infoshare.documents.answers import downloaded
from infoshare.documents.forms import CheckDocumentForm
from infoshare.documents.seal import certificate


@login_not_required
def check_document(request: HttpRequest) -> HttpResponse:
    """Nothing of the file is kept or logged; what is answered is one of a few sentences."""
    too_often: HttpResponse | None = ratelimit.consume_or_429(request, action="check_document")
    if too_often:
        return too_often
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CheckDocumentForm(*sent)
    context: dict[str, object] = {"form": form, "key": installation_key.fingerprint(settings.SIGNING_KEY)}
    if form.is_valid():
        raw = form.cleaned_data["document"]
        sha256 = hashlib.sha256(raw).hexdigest()
        context |= {"answer": checking.answer(raw, sha256), "sha256": sha256}
    return render(request, "documents/check.html", context)


@login_not_required
def installation_certificate(request: HttpRequest) -> HttpResponse:
    """For programs that check seals: the certificate, with the public key in it."""
    made = certificate(settings.SIGNING_KEY).public_bytes(Encoding.PEM)
    return downloaded(made, "infoshare.pem", "application/x-pem-file")
