"""Telling the child or the family: how it stands, who was told, another look, and the letters."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions import actions, summary
from decisions.draft import Draft
from decisions.forms.telling import LookAgainForm, ToldForm
from decisions.policies import telling as policies
from decisions.views.guards import of_decision
from decisions.views.journey import page
from decisions.views.papers import as_pdf, as_text
from infoshare.signing_in.guards import SignedIn


@of_decision("telling")
def telling(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_tell(draft, request.user)
    actions.people_named(draft=draft, what="telling", by=request.user)
    return render(request, "decisions/telling/telling.html", summary.telling_page(draft, request.user))


@of_decision("telling")
def told(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_tell(draft, request.user)
    actions.people_named(draft=draft, what="carers", by=request.user)
    form = ToldForm(request.POST or None, carers=summary.carers(draft, request.user))
    save = partial(actions.write_told, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("telling", reference=draft.decision.reference)
    return page(request, "decisions/telling/form.html", form, summary.telling_form(draft, "Who was told"))


@of_decision("telling")
def look_again(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_look_again(draft, request.user)
    form = LookAgainForm(request.POST or None)
    save = partial(actions.look_again, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("telling", reference=draft.decision.reference)
    return page(request, "decisions/telling/form.html", form, summary.telling_form(draft, "Look again at telling them"))


@of_decision("letter")
def letter(request: SignedIn, draft: Draft, variant: str) -> HttpResponse:
    """As it will be printed, before it is."""
    policies.check_can_write_letter(draft, request.user)
    return render(request, "decisions/letters/preview.html", summary.letter_page(draft, variant))


@of_decision("letter, PDF")
def letter_pdf(request: SignedIn, draft: Draft, variant: str) -> HttpResponse:
    policies.check_can_write_letter(draft, request.user)
    made, reference = partial(summary.letter_print, draft, variant, at=timezone.now()), draft.decision.reference
    where = {"kind": f"letter-{variant}", "name": f"{reference}-{variant}", "reference": reference}
    return as_pdf(request, made, about=draft.decision, **where)


@of_decision("letter, text")
def letter_text(request: SignedIn, draft: Draft, variant: str) -> HttpResponse:
    policies.check_can_write_letter(draft, request.user)
    return as_text(summary.letter_of(draft, variant).numbered, f"{draft.decision.reference}-{variant}")
