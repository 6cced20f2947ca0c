"""The Caldicott inbox, the log of advice, and the yearly report."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from decisions.actions import caldicott as actions
from decisions.actions import viewing
from decisions.advising.yearly import Report
from decisions.forms.caldicott import NoteForm, PrecedentForm, ThemeForm, UnmarkForm, YearForm
from decisions.models import AdviceDiscussion
from decisions.models.log import asked_of_guardians
from decisions.summary.caldicott import entry as entries
from decisions.summary.caldicott import inbox, report
from decisions.summary.caldicott import log as log_pages
from decisions.summary.caldicott.year import of_year
from infoshare.documents.answers import downloaded
from infoshare.documents.pdf import NotPrinted
from infoshare.documents.seal import seal
from infoshare.saving.forms import SavingForm
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person, refusal


@person
def caldicott(request: SignedIn) -> HttpResponse:
    context = inbox.inbox_page(request.user)
    viewing.log_listed(what="inbox", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/caldicott/inbox.html", context)


@require_POST
@person
def take_on(request: SignedIn, asked: str) -> HttpResponse:
    here = asked_of_guardians(request.user.organisation, request.user).exclude(put="elsewhere")
    found = get_object_or_404(here.select_related("decision"), reference=asked)
    actions.take_on(discussion=found, by=request.user)
    messages.success(request, f"{asked} is yours to answer now, too.")
    return redirect("caldicott")


@person
def caldicott_log(request: SignedIn) -> HttpResponse:
    context = log_pages.log_page(request.user, request.GET)
    viewing.log_listed(what="log", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/caldicott/log.html", context)


@person
def entry(request: SignedIn, asked: str) -> HttpResponse:
    found = _entry(request, asked)
    return render(request, "decisions/caldicott/entry.html", entries.entry_page(found, request.user))


def _entry(request: SignedIn, asked: str) -> AdviceDiscussion:
    """The look is written down, whichever page it is for."""
    found = get_object_or_404(entries.entries(request.user), reference=asked)
    viewing.entry_viewed(discussion=found, by=request.user)
    return found


def _write(
    request: SignedIn, asked: str, form: SavingForm, write: Callable[..., object], title: str, button: str
) -> HttpResponse:
    found = _entry(request, asked)
    if form.saves(lambda: write(discussion=found, by=request.user, **form.pressed)):
        return redirect("caldicott-entry", asked=asked)
    back = reverse("caldicott-entry", args=[asked])
    context = {"reference": asked, "title": title, "button": button, "back_url": back}
    return page(request, "decisions/caldicott/write.html", form, context)


@person
def note(request: SignedIn, asked: str) -> HttpResponse:
    return _write(request, asked, NoteForm(request.POST or None), actions.note, "Add a note", "Add the note")


@person
def precedent(request: SignedIn, asked: str) -> HttpResponse:
    form = PrecedentForm(request.POST or None)
    return _write(request, asked, form, actions.mark, "Mark it as a precedent", "Mark it")


@person
def no_precedent(request: SignedIn, asked: str) -> HttpResponse:
    form = UnmarkForm(request.POST or None)
    return _write(request, asked, form, actions.mark, "It is no precedent any more", "Take the mark off")


@person
def theme(request: SignedIn, asked: str) -> HttpResponse:
    return _write(request, asked, ThemeForm(request.POST or None), actions.set_theme, "Say what it is about", "Save")


@person
def caldicott_report(request: SignedIn) -> HttpResponse:
    found = _report(request, "page")
    form = YearForm(initial={"year": str(found.year)}, years=log_pages.years(request.user.organisation))
    return render(
        request, "decisions/caldicott/report.html", {**report.report_page(found, request.user), "filter": form}
    )


@person
def report_pdf(request: SignedIn) -> HttpResponse:
    found = _report(request, "PDF")
    to_print = report.to_print(found, request.user, at=timezone.now())
    try:  # no copy is kept: it repeats lessons of decisions that may be disposed of before it would be
        made = seal(to_print.pdf(), request.user.organisation_id)
    except NotPrinted as why:
        return refusal(request, why, status=why.status)
    return downloaded(made, f"caldicott-report-{found.year}.pdf", "application/pdf")


@person
def report_csv(request: SignedIn) -> HttpResponse:
    found = _report(request, "CSV")
    return downloaded(report.as_csv(found), f"caldicott-report-{found.year}.csv", "text/csv; charset=utf-8")


def _report(request: SignedIn, what: str) -> Report:
    """The look is written down, whichever form it takes."""
    found = of_year(request.user.organisation, _year(request))
    viewing.report_viewed(report=found, what=what, by=request.user)
    return found


def _year(request: SignedIn) -> int:
    """The one that was chosen, else this one."""
    offered = {str(year): year for year in log_pages.years(request.user.organisation)}
    wanted = request.GET.get("year", str(timezone.localdate().year))
    if wanted not in offered:
        raise Http404
    return offered[wanted]
