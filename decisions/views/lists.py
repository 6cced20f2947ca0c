"""The lists of a draft (recipients, items of information): see, add, change, take off."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import actions, policies, summary
from decisions.draft import Draft
from decisions.forms.rows import LISTS, ListForms
from decisions.models import Item, Recipient
from decisions.views.guards import of_decision
from decisions.views.journey import page, unless_clash
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn


def _list(draft: Draft, request: SignedIn, name: str) -> ListForms:
    policies.check_can_edit(draft, request.user)
    return LISTS[name]


def _row(draft: Draft, kind: type[Recipient] | type[Item], pk: int) -> Recipient | Item:
    found = get_object_or_404(kind._default_manager.all(), decision=draft.decision, pk=pk)
    assert isinstance(found, Recipient | Item)
    return found


@of_decision("list")
def rows(request: SignedIn, draft: Draft, name: str) -> HttpResponse:
    _list(draft, request, name)
    return render(request, f"decisions/{name}.html", summary.list_page(draft, name))


@of_decision("list")
def add(request: SignedIn, draft: Draft, name: str) -> HttpResponse:
    of = _list(draft, request, name)
    form = of.add(request.POST or None)
    save = partial(actions.add_row, decision=draft.decision, kind=of.kind, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return unless_clash(draft.decision, form.saved, redirect("rows", reference=draft.decision.reference, name=name))
    return page(request, "decisions/row.html", form, summary.row_page(draft, name, of.add_title))


@of_decision("list")
def change(request: SignedIn, draft: Draft, name: str, pk: int) -> HttpResponse:
    of = _list(draft, request, name)
    row = _row(draft, of.kind, pk)
    form = of.change(request.POST or None, draft=draft, stored=values_of(row, of.change.names(draft)))
    save = partial(actions.change_row, decision=draft.decision, row=row, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return unless_clash(draft.decision, form.saved, redirect("rows", reference=draft.decision.reference, name=name))
    return page(request, "decisions/row.html", form, summary.row_page(draft, name, of.change_title))


@of_decision("list")
def remove(request: SignedIn, draft: Draft, name: str, pk: int) -> HttpResponse:
    of = _list(draft, request, name)
    row = _row(draft, of.kind, pk)
    if request.method == "POST":
        brought_one = actions.remove_row(decision=draft.decision, row=row, by=request.user)
        return unless_clash(
            draft.decision, brought_one, redirect("rows", reference=draft.decision.reference, name=name)
        )
    context = summary.row_page(draft, name, of.remove_title)
    return render(request, "decisions/remove.html", {**context, "row": row})
