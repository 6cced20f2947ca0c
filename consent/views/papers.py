"""A consent outside the site: the copies for the family, and the data for other software."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from django.http import HttpResponse
from django.utils import timezone

from consent import policies
from consent.documents import easy_read as easy_reading
from consent.documents import fhir as fhir_r4
from consent.documents import iso27560 as iso_27560
from consent.documents import record as recording
from consent.register import Held
from consent.views.guards import of_consent
from infoshare.documents.answers import downloaded, shown
from infoshare.documents.issuing import issue
from infoshare.documents.pdf import NotPrinted, ToPrint
from infoshare.signing_in.guards import SignedIn, refusal

NAMED = {"consent": "", "easy-read": "-easy-read"}


@of_consent("record for the family")
def record(request: SignedIn, held: Held) -> HttpResponse:
    return _printed(request, held, "consent", recording.to_print)


@of_consent("easy-read copy")
def easy_read(request: SignedIn, held: Held) -> HttpResponse:
    return _printed(request, held, "easy-read", easy_reading.to_print)


@of_consent("data, ISO/IEC TS 27560")
def iso27560(request: SignedIn, held: Held) -> HttpResponse:
    made = iso_27560.record(held, timezone.localdate())
    return _downloaded(made, "application/ld+json", f"{held.consent.reference}.jsonld")


@of_consent("data, HL7 FHIR")
def fhir(request: SignedIn, held: Held) -> HttpResponse:
    made = fhir_r4.consent(held, timezone.localdate())
    return _downloaded(made, "application/fhir+json", f"{held.consent.reference}.fhir.json")


def _printed(request: SignedIn, held: Held, kind: str, make: Callable[..., ToPrint]) -> HttpResponse:
    today = timezone.localdate()
    policies.check_can_print(held, today)
    try:
        made = issue(partial(make, held, on=today, at=timezone.now()), about=held.consent, kind=kind, by=request.user)
    except NotPrinted as why:
        return refusal(request, why, status=why.status)
    return shown(made, f"{held.consent.reference}{NAMED[kind]}.pdf")


def _downloaded(made: Mapping[str, object], content_type: str, name: str) -> HttpResponse:
    return downloaded(json.dumps(made, ensure_ascii=False, indent=2), name, content_type)
