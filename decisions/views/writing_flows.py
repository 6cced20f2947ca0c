"""Writing a flow: one view for every page of its form, its lists and papers, and the page that submits it."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import actions, summary
from decisions.flow import HeldFlow
from decisions.flow_pages import after
from decisions.forms.deciding_flows import SubmitFlowForm
from decisions.forms.flows import FORMS, LISTS, FlowPaperForm
from decisions.models import DataSet, FlowPartner
from decisions.policies import flows as policies
from decisions.views.flow_guards import of_flow
from infoshare.saving.pages import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn


@of_flow("page")
def flow_page(request: SignedIn, held: HeldFlow, slug: str) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    if slug not in FORMS:
        raise Http404
    of = FORMS[slug]
    form = of(request.POST or None, stored=values_of(held.flow, of.columns()))
    save = partial(actions.save_flow_page, flow=held.flow, page=slug, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        following = after(slug)
        return redirect(summary.page_url(held.flow, following) if following else summary.flow_url(held.flow))
    return page(request, "decisions/flows/page.html", form, summary.flow_page(held, slug))


@of_flow("list")
def rows(request: SignedIn, held: HeldFlow, listed: str) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    return render(request, f"decisions/flows/{listed.replace('-', '_')}.html", summary.flow_rows(held, listed))


@of_flow("list")
def add(request: SignedIn, held: HeldFlow, listed: str) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    of = LISTS[listed]
    form = of.add(request.POST or None)
    save = partial(actions.add_flow_row, flow=held.flow, kind=of.kind, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("flow-rows", flow=held.flow.reference, listed=listed)
    return page(request, "decisions/flows/form.html", form, summary.flow_row(held, listed, of.add_title))


@of_flow("list")
def change(request: SignedIn, held: HeldFlow, listed: str, pk: int) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    of, row = LISTS[listed], _row(held, listed, pk)
    form = of.change(request.POST or None, stored=values_of(row, of.change.columns()))
    save = partial(actions.change_flow_row, row=row, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return redirect("flow-rows", flow=held.flow.reference, listed=listed)
    return page(request, "decisions/flows/form.html", form, summary.flow_row(held, listed, of.change_title))


@of_flow("list")
def remove(request: SignedIn, held: HeldFlow, listed: str, pk: int) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    row = _row(held, listed, pk)
    if request.method == "POST":
        actions.remove_flow_row(row=row, by=request.user)
    return redirect("flow-rows", flow=held.flow.reference, listed=listed)


def _row(held: HeldFlow, listed: str, pk: int) -> DataSet | FlowPartner:
    found = get_object_or_404(LISTS[listed].kind._default_manager.select_related("flow"), flow=held.flow, pk=pk)
    assert isinstance(found, DataSet | FlowPartner)
    return found


@of_flow("keep a paper")
def keep_paper(request: SignedIn, held: HeldFlow, kind: str) -> HttpResponse:
    policies.check_can_change_flow(held, request.user)
    form = FlowPaperForm(request.POST or None, request.FILES or None, kind=kind)
    context = summary.paper_page(held, kind)

    def save() -> None:
        values = form.values
        data, found = values.pop("paper")
        keep = partial(actions.keep_paper, flow=held.flow, kind=kind, by=request.user)
        keep(request_key=form.cleaned_data["request_key"], data=data, content_type=found, values=values)

    if form.saves(save):
        return redirect(str(context["back_url"]))
    return page(request, "decisions/flows/form.html", form, context)


@of_flow("check page")
def check(request: SignedIn, held: HeldFlow) -> HttpResponse:
    if held.is_waiting and request.method == "POST":  # the second press of the button
        return redirect("flow", flow=held.flow.reference)
    policies.check_can_change_flow(held, request.user)
    form = SubmitFlowForm(request.POST or None)
    save = partial(actions.submit_flow, flow=held.flow, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], **form.values)):
        return redirect("flow", flow=held.flow.reference)
    return page(request, "decisions/flows/check.html", form, summary.check_flow_page(held))
