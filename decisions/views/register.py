"""The list of decisions, and what somebody narrows it by again and again."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from decisions import actions, summary
from decisions.actions import registering
from decisions.forms.register import SaveFilterForm
from decisions.models import SavedFilter
from infoshare.signing_in.guards import SignedIn, person


@person
def decisions(request: SignedIn) -> HttpResponse:
    asked = summary.decisions_filter(request.user, request.GET)
    context = summary.decisions_page(request.user, asked, request.GET)
    actions.list_viewed(what="decisions", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/register/list.html", context)


@person
def save_filter(request: SignedIn) -> HttpResponse:
    """What the list was narrowed by stands in the address; the name does not."""
    wanted = summary.codes_of(request.user, request.GET)
    form = SaveFilterForm(request.POST or None)
    save = partial(registering.save_filter, wanted=wanted, by=request.user)
    if form.saves(lambda: save(name=form.cleaned_data["name"])):
        messages.success(request, "The filter is saved.")
        return redirect(summary.decisions_address(wanted))
    context = {"says": summary.filter_said(request.user, wanted), "back_url": summary.decisions_address(wanted)}
    return render(request, "decisions/register/save.html", {**context, "form": form})


@person
def saved_filter(request: SignedIn, pk: int) -> HttpResponse:
    kept = _own(request, pk)
    form = SaveFilterForm(request.POST or None, initial={"name": kept.name})
    save = partial(registering.rename_filter, kept=kept, by=request.user)
    if form.saves(lambda: save(name=form.cleaned_data["name"])):
        messages.success(request, "The filter is renamed.")
        return redirect("decisions")
    context = {
        "says": summary.filter_said(request.user, kept.wanted),
        "back_url": summary.decisions_address(kept.wanted),
    }
    return render(request, "decisions/register/filter.html", {**context, "form": form, "kept": kept})


@require_POST
@person
def remove_filter(request: SignedIn, pk: int) -> HttpResponse:
    registering.remove_filter(kept=_own(request, pk), by=request.user)
    messages.success(request, "The filter is removed.")
    return redirect("decisions")


def _own(request: SignedIn, pk: int) -> SavedFilter:
    return get_object_or_404(request.user.saved_filters, pk=pk)
