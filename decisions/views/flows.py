"""The register of bulk and regular flows, starting one, and reading one: its page, its PDF, its papers."""

from functools import partial
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consent import status
from decisions import actions, summary
from decisions.draft import Draft
from decisions.flow import HeldFlow
from decisions.forms.flows import StartFlowForm
from decisions.models import Flow
from decisions.policies import flows as flow_policies
from decisions.views.flow_guards import of_flow
from decisions.views.guards import of_decision
from decisions.views.papers import as_pdf
from infoshare.accounts.policy import allows
from infoshare.documents.answers import downloaded
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person


@person
def flows(request: SignedIn) -> HttpResponse:
    """All that the reader may see, what is overdue first."""
    context = summary.register_page(request.user, request.GET)
    actions.flows_listed(references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/flows/register.html", context)


@person
def start_flow(request: SignedIn) -> HttpResponse:
    form = StartFlowForm(request.POST or None)
    made: list[Flow] = []

    def save() -> None:
        made.append(
            actions.start_flow(by=request.user, request_key=form.cleaned_data["request_key"], values=form.values)
        )

    if form.saves(save):
        return redirect("flow-page", flow=made[0].reference, slug="purpose")
    return page(request, "decisions/flows/start.html", form, {"back_url": "/flows/"})


@of_decision("carried on as a flow")
def carry_on(request: SignedIn, draft: Draft) -> HttpResponse:
    """A draft that came to bulk sharing goes on with the form for it; pressed twice, it is one flow."""
    if not draft.flow:
        flow_policies.check_can_carry_on(draft, request.user)
    if request.method != "POST":
        return redirect("decision", reference=draft.decision.reference)
    return redirect("flow", flow=actions.carry_on(decision=draft.decision, by=request.user).reference)


@of_flow("flow")
def flow(request: SignedIn, held: HeldFlow) -> HttpResponse:
    """The task list for whoever may write; for others what was submitted, or the form as it stands."""
    if allows(flow_policies.check_can_change_flow, held, request.user):
        return render(request, "decisions/flows/tasks.html", summary.flow_tasks(held))
    return render(request, "decisions/flows/record.html", summary.flow_record(held, request.user))


@of_flow("PDF")
def pdf(request: SignedIn, held: HeldFlow) -> HttpResponse:
    if not held.submission:
        raise Http404
    return as_pdf(request, partial(summary.flow_print, held), about=held.flow, kind="record", name=held.flow.reference)


@of_flow("paper")
def paper(request: SignedIn, held: HeldFlow, pk: int) -> HttpResponse:
    """Always a download: it was made by somebody else."""
    kept = get_object_or_404(held.flow.papers, pk=pk)
    name = f"{held.flow.reference}-{kept.pk}.{status.PAPERS[kept.content_type].label}"
    return downloaded(bytes(kept.data), name, kept.content_type)
