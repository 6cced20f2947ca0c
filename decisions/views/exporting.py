"""Many records taken out at once: how far it is, stopping it, and the file."""

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from decisions import summary
from decisions.actions import exporting as actions
from decisions.models import AuditExport
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
