"""The recipient's sheet: look at it before the record; afterwards its page, its PDF, its text, and its approval."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import policies, summary
from decisions import sheet as content
from decisions.actions import sheets as actions
from decisions.draft import Draft
from decisions.forms.sharing_events import ApproveForm, NeverGoesForm, SeeForm
from decisions.models import Sheet
from decisions.policies import sheets as may
from decisions.views.guards import of_decision
from decisions.views.journey import onward
from decisions.views.papers import as_pdf, as_text
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn

View = Callable[[SignedIn, Draft, Sheet], HttpResponse]


def of_sheet(view: View) -> Callable[..., HttpResponse]:
    """One of the decision's own sheets."""

    @wraps(view)
    def guarded(request: SignedIn, draft: Draft, sheet: str) -> HttpResponse:
        own = Sheet.objects.select_related("recipient", "decision__organisation")
        return view(request, draft, get_object_or_404(own, decision=draft.decision, reference=sheet))

    return guarded


@of_decision("sheets")
def sheets(request: SignedIn, draft: Draft) -> HttpResponse:
    may.check_can_list(draft, request.user)
    return render(request, "decisions/sheets/sheets.html", summary.sheets_page(draft))


@of_decision("sheet")
def see_sheet(request: SignedIn, draft: Draft, pk: int) -> HttpResponse:
    may.check_can_look(draft, request.user)
    to = next((each for each in content.receivers(draft) if each.pk == pk), None)
    if to is None:
        raise Http404
    form = SeeForm(request.POST or None, initial={"version": content.fingerprint(draft, to)})
    look = partial(actions.look_at_sheet, decision=draft.decision, recipient=to, by=request.user)
    if form.saves(lambda: look(seen=form.cleaned_data["version"])):
        return onward(draft.decision)
    return page(request, "decisions/sheets/see.html", form, summary.see_sheet_page(draft, to))


@of_decision("sheet")
@of_sheet
def sheet(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    return render(request, "decisions/sheets/sheet.html", summary.sheet_page(draft, sheet, request.user))


@of_decision("sheet PDF")
@of_sheet
def sheet_pdf(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    actions.take_sheet(sheet=sheet, how="pdf", by=request.user)
    where = {"kind": "sheet", "name": sheet.reference, "reference": draft.decision.reference}
    return as_pdf(request, partial(summary.sheet_print, sheet), about=sheet, **where)


@of_decision("sheet as text")
@of_sheet
def sheet_text(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    actions.take_sheet(sheet=sheet, how="text", by=request.user)
    return as_text(summary.sheet_text(sheet), sheet.reference)


@of_decision("approve a sheet")
@of_sheet
def approve_sheet(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    may.check_may_approve(draft, request.user)
    if request.method != "POST":
        may.check_can_approve(draft, sheet, request.user)
    form = ApproveForm(request.POST or None)
    save = partial(actions.approve_sheet, sheet=sheet, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        messages.success(request, "What you said is kept with the sheet.")
        return redirect("sheet", reference=draft.decision.reference, sheet=sheet.reference)
    return page(request, "decisions/sheets/approve.html", form, summary.approve_page(draft, sheet))


@of_decision("a sheet never goes")
@of_sheet
def end_sheet(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    form = NeverGoesForm(request.POST or None)
    if form.saves(lambda: actions.end_sheet(sheet=sheet, by=request.user, **form.pressed)):
        messages.success(request, "It is written down that this sheet never goes.")
        return redirect("sheet", reference=draft.decision.reference, sheet=sheet.reference)
    frame = summary.sheet_frame(draft, sheet, "This sheet never goes")
    return page(request, "decisions/sheets/never.html", form, frame)
