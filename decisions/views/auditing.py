"""Taking the history of several decisions out, as one PDF for whoever inspects them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions import summary
from decisions.actions import auditing as actions
from decisions.forms.auditing import AuditForm
from decisions.policies import auditing as policies
from decisions.policies.auditing import Selection
from infoshare.documents.answers import downloaded
from infoshare.documents.pdf import Busy
from infoshare.signing_in.guards import SignedIn, person, refusal

MAKE = "make"  # the button that makes it; the other one counts


@person
def audit(request: SignedIn) -> HttpResponse:
    form = AuditForm(request.POST or None, by=request.user, practitioners=policies.practitioners(request.user))
    if not form.is_valid():
        return render(request, "decisions/audit/audit.html", {"form": form, "back_url": "/"})
    if MAKE in request.POST:
        return _made(request, form.selection)
    context = summary.audit_counted(form.selection, request.user)
    return render(request, "decisions/audit/audit.html", {"form": form, **context})


def _made(request: SignedIn, selection: Selection) -> HttpResponse:
    """The export is written down, with each look, before anything is read."""
    policies.check_can_export(selection, request.user)
    decisions, left_out = summary.audit_of(selection, request.user)
    actions.exported(selection=selection, decisions=decisions, left_out=left_out, by=request.user)
    at = timezone.now()
    about = summary.audit_frame(selection, request.user, left_out=left_out, at=at)
    try:
        made = summary.audit_pdf(decisions, about, request.user)
    except Busy as busy:
        return refusal(request, busy, status=503)
    return downloaded(made, f"audit-{timezone.localdate(at).isoformat()}.pdf", "application/pdf")
