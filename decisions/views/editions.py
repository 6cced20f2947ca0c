"""The editions of the guidance, one of them whole, and two of them side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from decisions import summary
from decisions.guidance import editions as every
from decisions.guidance.packs import PACKS
from infoshare.signing_in.guards import SignedIn, person


@person
def editions(request: SignedIn) -> HttpResponse:
    return render(request, "decisions/editions/editions.html", summary.editions_page(request.user))


@person
def guidance(request: SignedIn, pack_id: str) -> HttpResponse:
    if pack_id not in PACKS:
        raise Http404
    return render(request, "decisions/guidance.html", summary.guidance_page(PACKS[pack_id]))


@person
def compared(request: SignedIn, before: str, after: str) -> HttpResponse:
    """Always the older one first: what is new in one is gone from the other way round."""
    if after not in PACKS or PACKS.get(before) not in every.older(PACKS[after]):
        raise Http404
    return render(request, "decisions/editions/compared.html", summary.compared_page(PACKS[before], PACKS[after]))
