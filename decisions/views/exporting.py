"""What is taken out of many decisions at once, records or a list: how far it is, stopping it, and the file."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from decisions import summary
from decisions.actions import exporting as actions
from decisions.forms.register import ExportListForm
from decisions.models import AuditExport, ListExport
from infoshare.documents.answers import downloaded
from infoshare.signing_in.guards import SignedIn, person


@person
def audit_export(request: SignedIn, pk: int) -> HttpResponse:
    context = summary.export_page(_own(request, pk))
    return render(request, "decisions/audit/export.html", {**context, "back_url": "/audit/"})


@require_POST
@person
def stop_audit_export(request: SignedIn, pk: int) -> HttpResponse:
    export = _own(request, pk)
    actions.stop_export(export=export, by=request.user)
    return redirect("audit-export", pk=export.pk)


@person
def audit_export_file(request: SignedIn, pk: int) -> HttpResponseBase:
    """One document after the other: the file is kept nowhere. That it was taken is written down first."""
    export = _own(request, pk)
    if summary.progress(export).state != "ready":
        raise Http404
    content = summary.packed(export, request.user)
    actions.export_taken(export=export, decisions=content.decisions, by=request.user)
    response = StreamingHttpResponse(summary.zipped(content), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="audit-{export.pk}.zip"'
    return response


def _own(request: SignedIn, pk: int) -> AuditExport:
    return get_object_or_404(request.user.audit_exports.select_related("team", "practitioner"), pk=pk)


@person
def export_list(request: SignedIn) -> HttpResponse:
    """The list as it stands in the address."""
    asked = summary.decisions_filter(request.user, request.GET)
    if not asked.form.is_valid():
        raise Http404
    total = summary.list_total(request.user, asked)
    form = ExportListForm(request.POST or None)
    start = partial(actions.start_list, wanted=asked.codes, total=total, by=request.user)
    if form.saves(lambda: start(**form.pressed)):
        assert isinstance(form.saved, ListExport)
        return redirect("list-export", pk=form.saved.pk)
    context = summary.export_list_page(request.user, asked, total)
    return render(request, "decisions/register/export_list.html", {**context, "form": form})


@person
def list_export(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "decisions/register/export.html", summary.list_export_page(_own_list(request, pk)))


@require_POST
@person
def stop_list_export(request: SignedIn, pk: int) -> HttpResponse:
    export = _own_list(request, pk)
    actions.stop_list(export=export, by=request.user)
    return redirect("list-export", pk=export.pk)


@person
def list_export_file(request: SignedIn, pk: int) -> HttpResponse:
    """Made as it is asked for, and kept nowhere. That it was taken is written down first."""
    export = _own_list(request, pk)
    if not export.is_done:
        raise Http404
    parts = summary.list_rows(export, request.user)
    references = [[entry.decision.reference for entry in part] for part in parts]
    actions.list_taken(export=export, parts=references, by=request.user)
    return downloaded(summary.list_csv(parts), f"decisions-{export.pk}.csv", "text/csv; charset=utf-8")


def _own_list(request: SignedIn, pk: int) -> ListExport:
    return get_object_or_404(request.user.list_exports.select_related("asked_by"), pk=pk)
