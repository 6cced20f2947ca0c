"""Sharing as an event: a sheet went, somebody says that it arrived, a link asks them, something went wrong."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import policies, summary
from decisions.actions import incidents, receipts
from decisions.actions import sharing as actions
from decisions.draft import Draft
from decisions.forms.outside import EndForm
from decisions.forms.sharing_events import AskReceiptForm, IncidentForm, MoreSharedForm, NoteReceiptForm, SentForm
from decisions.models import SharingEvent, Sheet
from decisions.policies import sharing as may
from decisions.views.guards import of_decision
from decisions.views.sheets import of_sheet
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn

View = Callable[..., HttpResponse]


def of_sharing(view: View) -> View:
    """One time that something of this decision went, for whoever may add to its record."""

    @wraps(view)
    def guarded(request: SignedIn, draft: Draft, pk: int, **where: object) -> HttpResponse:
        policies.check_can_add(draft, request.user)
        rows = SharingEvent.objects.select_related("sheet__recipient", "written_by", "decision__organisation")
        return view(request, draft, get_object_or_404(rows, decision=draft.decision, pk=pk), **where)

    return guarded


def _back(draft: Draft, sheet: Sheet | None) -> HttpResponse:
    if sheet:
        return redirect("sheet", reference=draft.decision.reference, sheet=sheet.reference)
    return redirect("decision", reference=draft.decision.reference)


@of_decision("it has been sent")
@of_sheet
def note_sent(request: SignedIn, draft: Draft, sheet: Sheet) -> HttpResponse:
    may.check_can_note_sent(draft, sheet, request.user)
    form = SentForm(request.POST or None)
    if _saves(request, draft, sheet, form):
        return _back(draft, sheet)
    return page(request, "decisions/sheets/sent.html", form, summary.sheet_frame(draft, sheet, "It has been sent"))


@of_decision("it has been sent")
def note_emergency_sent(request: SignedIn, draft: Draft) -> HttpResponse:
    """What more was shared because somebody was in danger: there is no sheet."""
    may.check_can_note_sent(draft, None, request.user)
    form = MoreSharedForm(request.POST or None)
    if _saves(request, draft, None, form):
        return _back(draft, None)
    return page(request, "decisions/sheets/sent.html", form, summary.add_page(draft, "It was shared"))


def _saves(request: SignedIn, draft: Draft, sheet: Sheet | None, form: SentForm) -> bool:
    save = partial(actions.note_sent, decision=draft.decision, sheet=sheet, by=request.user)
    saved = form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values))
    if saved:
        messages.success(request, f"It is written down that it {'went' if sheet else 'was shared'}.")
    return saved


@of_decision("a receipt")
@of_sharing
def note_receipt(request: SignedIn, draft: Draft, event: SharingEvent) -> HttpResponse:
    form = NoteReceiptForm(request.POST or None)
    save = partial(receipts.note_receipt, sharing=event, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        messages.success(request, "What they said is written down.")
        return _back(draft, event.sheet)
    context = summary.sharing_frame(draft, event, "What did they tell you?")
    return page(request, "decisions/sheets/receipt_by_hand.html", form, context)


@of_decision("ask for a receipt")
@of_sharing
def ask_receipt(request: SignedIn, draft: Draft, event: SharingEvent) -> HttpResponse:
    """The code is shown in the answer to the press of the button, and never again."""
    form = AskReceiptForm(request.POST or None)
    made: list[receipts.Asked] = []
    save = partial(receipts.ask_receipt, sharing=event, by=request.user)
    if form.saves(lambda: made.append(save(**form.pressed))):
        sent = bool(made[0].token) and summary.mail_receipt_link(made[0], request.build_absolute_uri)
        context = {**summary.receipt_code_page(draft, event, made[0]), "sent": sent}
        return render(request, "decisions/doors/code.html", context)
    context = summary.sharing_frame(draft, event, "Ask whether it arrived")
    return page(request, "decisions/sheets/ask_receipt.html", form, context)


@of_decision("end a link")
@of_sharing
def end_receipt_link(request: SignedIn, draft: Draft, event: SharingEvent, link: int) -> HttpResponse:
    found = get_object_or_404(event.links.select_related("sharing__decision"), pk=link)
    form = EndForm(request.POST or None)
    if form.saves(lambda: receipts.end_receipt_link(link=found, by=request.user, **form.values)):
        messages.success(request, "The link opens nothing any more.")
        return redirect("ask-receipt", reference=draft.decision.reference, pk=event.pk)
    frame = summary.sharing_frame(draft, event, "End the link")
    context = {**frame, "about": frame["sheet"], "whom": found.email}
    return page(request, "decisions/doors/end.html", form, context)


@of_decision("open an incident")
@of_sharing
def open_incident(request: SignedIn, draft: Draft, event: SharingEvent) -> HttpResponse:
    form = IncidentForm(request.POST or None)
    made = []
    save = partial(incidents.open_incident, sharing=event, by=request.user)
    if form.saves(lambda: made.append(save(**form.pressed))):
        return redirect("incident", incident=made[0].reference)
    return page(
        request, "decisions/sheets/incident_new.html", form, summary.sharing_frame(draft, event, "Something went wrong")
    )
