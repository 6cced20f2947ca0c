"""Taking the history of several decisions out, as one PDF for whoever inspects them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions import summary
from decisions.actions import auditing as actions
from decisions.actions.exporting import start_export
from decisions.forms.auditing import AuditForm
from decisions.policies import auditing as policies
from decisions.policies.auditing import Selection
from infoshare.accounts.policy import Refused
from infoshare.documents.answers import downloaded
from infoshare.documents.pdf import NotPrinted
from infoshare.saving.versions import STALE
from infoshare.signing_in.guards import SignedIn, person, refusal

MAKE, TAKE_OUT = "make", "take-out"  # the buttons that make a PDF, or have a file made; else it counts


@person
def audit(request: SignedIn) -> HttpResponse:
    form = AuditForm(request.POST or None, by=request.user, practitioners=policies.practitioners(request.user))
    if not form.is_valid():
        context = {"form": form, "back_url": "/", "exports": summary.exports_of(request.user)}
        return render(request, "decisions/audit/audit.html", context)
    if MAKE in request.POST:
        return _made(request, form.selection)
    if TAKE_OUT in request.POST:
        return _begun(request, form)
    context = summary.audit_counted(form.selection, request.user)
    return render(request, "decisions/audit/audit.html", {"form": form, **context})


def _begun(request: SignedIn, form: AuditForm) -> HttpResponse:
    policies.check_can_export(form.selection, request.user)
    if not (key := form.cleaned_data["request_key"]):
        raise Refused(STALE)
    decisions, left_out = summary.audit_of(form.selection, request.user)
    made = start_export(
        selection=form.selection, decisions=decisions, left_out=left_out, request_key=key, by=request.user
    )
    return redirect("audit-export", pk=made.pk)


def _made(request: SignedIn, selection: Selection) -> HttpResponse:
    """The export is written down, with each look, before anything is read."""
    policies.check_can_print(selection, request.user)
    decisions, left_out = summary.audit_of(selection, request.user)
    actions.exported(selection=selection, decisions=decisions, left_out=left_out, by=request.user)
    at = timezone.now()
    about = summary.audit_frame(selection, request.user, left_out=left_out, at=at)
    try:
        made = summary.audit_pdf(decisions, about, request.user)
    except NotPrinted as why:
        return refusal(request, why, status=why.status)
    return downloaded(made, f"audit-{timezone.localdate(at).isoformat()}.pdf", "application/pdf")
