"""The ledger of a person: who was told what, as a page, a PDF and a table."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from decisions import actions, summary
from decisions.forms.ledger import LedgerForm
from decisions.policies.ledger import people_of
from decisions.summary.ledger import Read
from infoshare.documents.answers import downloaded
from infoshare.documents.issuing import issue
from infoshare.documents.pdf import NotPrinted
from infoshare.signing_in.guards import SignedIn, person, refusal


@person
def ledger(request: SignedIn, pk: int) -> HttpResponse:
    read, form = _read(request, pk, "page")
    context = summary.ledger_page(read, request.user, request.GET.urlencode() if form.is_valid() else "")
    return render(request, "decisions/ledger/ledger.html", {**context, "form": form})


@person
def ledger_pdf(request: SignedIn, pk: int) -> HttpResponse:
    read, form = _read(request, pk, "PDF")
    if not form.is_valid():
        return _back(request, pk)
    make = partial(summary.ledger_print, read, request.user, at=timezone.now())
    try:  # what one reader may see of a person, or asks for, supersedes nothing else
        made = issue(make, about=read.person, kind=f"ledger-{request.user.pk}-{read.mark}", by=request.user)
    except NotPrinted as why:
        return refusal(request, why, status=why.status)
    return downloaded(made, f"ledger-{read.on.isoformat()}.pdf", "application/pdf")


@person
def ledger_csv(request: SignedIn, pk: int) -> HttpResponse:
    read, form = _read(request, pk, "CSV")
    if not form.is_valid():
        return _back(request, pk)
    return downloaded(summary.ledger_csv(read), f"ledger-{read.on.isoformat()}.csv", "text/csv; charset=utf-8")


def _read(request: SignedIn, pk: int, what: str) -> tuple[Read, LedgerForm]:
    """The look is written down before anything is shown."""
    found = get_object_or_404(people_of(request.user), pk=pk)
    read = summary.read_ledger(found, request.user, on=timezone.localdate())
    form = LedgerForm(request.GET, organisations=read.organisations)
    if form.is_valid():
        read = Read(found, read.decisions, form.cleaned_data["on"] or read.on, form.cleaned_data["to"])
    actions.ledger_viewed(person=found, decisions=read.decisions, what=what, by=request.user)
    return read, form


def _back(request: SignedIn, pk: int) -> HttpResponseRedirect:
    """To the page that says what is wrong with the day."""
    return redirect(f"{reverse('person-ledger', args=[pk])}?{request.GET.urlencode()}")
