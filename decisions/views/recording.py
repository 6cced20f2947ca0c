"""The end of the journey: check, record, the PDF, the emergency way round, and what is added afterwards."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import actions, policies, summary
from decisions.draft import Draft
from decisions.forms.rows import AddForm, CheckForm, EmergencyForm, ToDoForm
from decisions.models import Decision, ToDo
from decisions.policies.sharing import check_can_answer
from decisions.telling import ASKS_TO_TELL
from decisions.views.guards import of_decision, of_seen
from decisions.views.journey import page
from infoshare.accounts.policy import allows
from infoshare.documents.answers import shown
from infoshare.documents.issuing import up_to_date
from infoshare.documents.pdf import NotPrinted
from infoshare.signing_in.guards import SignedIn, person, refusal


@of_decision("check page")
def check(request: SignedIn, draft: Draft) -> HttpResponse:
    if draft.record and request.method == "POST":  # the second press of the button
        return redirect("decision", reference=draft.decision.reference)
    policies.check_can_edit(draft, request.user)
    form = CheckForm(request.POST or None)
    if form.saves(partial(_record, request, draft, form)):
        return redirect("decision", reference=draft.decision.reference)
    context = summary.check_page(draft, request.user)
    return page(request, "decisions/check.html", form, context)


def _record(request: SignedIn, draft: Draft, form: CheckForm) -> None:
    actions.record(decision=draft.decision, seen=form.cleaned_data["version"], by=request.user)


@of_seen("PDF")
def pdf(request: SignedIn, decision: Decision) -> HttpResponse:
    """As it was issued, where nothing happened since; else made now, though the worker may just be at it."""
    name = f"{decision.reference}.pdf"
    if held := up_to_date(decision, summary.RECORD):
        return shown(held, name)
    if not hasattr(decision, "record"):
        raise Http404
    try:
        return shown(summary.issued(decision, by=request.user), name)
    except NotPrinted as why:
        return refusal(request, why, decision.reference, status=why.status)


@person
def emergency(request: SignedIn) -> HttpResponse:
    """Somebody is in danger, and nothing is written down yet."""
    form = EmergencyForm(request.POST or None)
    made = []

    def save() -> None:
        share = partial(actions.share_in_emergency, by=request.user, about=form.cleaned_data["about"])
        made.append(share(request_key=form.cleaned_data["request_key"], values=form.emergency))

    if form.saves(save):
        return redirect("decision", reference=made[0].reference)
    return page(request, "decisions/emergency.html", form, {"back_url": "/"})


@of_decision("emergency")
def emergency_in(request: SignedIn, draft: Draft) -> HttpResponse:
    """Somebody is in danger while a draft is being written."""
    if draft.emergency and request.method == "POST":
        return redirect("decision", reference=draft.decision.reference)
    policies.check_can_edit(draft, request.user)
    form = EmergencyForm(request.POST or None, initial={"about": draft.decision.about})
    share = partial(actions.share_in_emergency, decision=draft.decision, about="", by=request.user)
    if form.saves(lambda: share(request_key=form.cleaned_data["request_key"], values=form.emergency)):
        return redirect("decision", reference=draft.decision.reference)
    context = {"reference": draft.decision.reference, "back_url": summary.task_list_url(draft)}
    return page(request, "decisions/emergency.html", form, context)


@of_decision("add to record")
def add_to(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    form = AddForm(request.POST or None)
    save = partial(actions.amend, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return redirect("decision", reference=draft.decision.reference)
    return page(request, "decisions/add.html", form, summary.add_page(draft, "Add to this record"))


@of_decision("add to record")
def todo(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    policies.check_can_add(draft, request.user)
    asked = get_object_or_404(ToDo, decision=draft.decision, slug=slug)
    if slug == ASKS_TO_TELL:
        return redirect("telling", reference=draft.decision.reference)
    if request.method != "POST" and not allows(check_can_answer, asked):
        return render(request, "decisions/sheets/to_send.html", summary.to_send_page(draft, asked.title))
    form = ToDoForm(request.POST or None)
    save = partial(actions.amend, decision=draft.decision, title=asked.title, todo=asked, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return redirect("decision", reference=draft.decision.reference)
    return page(request, "decisions/add.html", form, summary.add_page(draft, asked.title))
