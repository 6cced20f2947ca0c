"""Answering a request: the letter that refuses, how the answer went, and new facts that open it again."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions import actions, summary
from decisions.draft import Draft
from decisions.forms.requests import AnsweredForm, ReopenForm
from decisions.models import Decision
from decisions.policies import requests as policies
from decisions.views.guards import of_decision
from decisions.views.journey import page
from decisions.views.papers import as_pdf, as_text
from infoshare.signing_in.guards import SignedIn


@of_decision("refusal")
def refusal(request: SignedIn, draft: Draft) -> HttpResponse:
    """As it will be printed, before it is."""
    asked = policies.check_can_refuse(draft, request.user)
    return render(request, "decisions/letters/preview.html", summary.refusal_page(draft, asked))


@of_decision("refusal, PDF")
def refusal_pdf(request: SignedIn, draft: Draft) -> HttpResponse:
    asked = policies.check_can_refuse(draft, request.user)
    made, reference = partial(summary.refusal_print, draft, asked, at=timezone.now()), draft.decision.reference
    return as_pdf(request, made, about=draft.decision, kind="answer", name=f"{reference}-answer", reference=reference)


@of_decision("refusal, text")
def refusal_text(request: SignedIn, draft: Draft) -> HttpResponse:
    asked = policies.check_can_refuse(draft, request.user)
    return as_text(summary.refusal_of(draft, asked).numbered, f"{draft.decision.reference}-answer")


@of_decision("answer to a request")
def answered(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_is_answered_here(draft, request.user)
    form = AnsweredForm(request.POST or None)
    save = partial(actions.write_answered, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("decision", reference=draft.decision.reference)
    return page(
        request,
        "decisions/telling/form.html",
        form,
        summary.telling_form(draft, "How the answer went", back="decision"),
    )


@of_decision("open again")
def reopen(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_reopen(draft, request.user)
    form = ReopenForm(request.POST or None)
    made: list[Decision] = []
    save = partial(actions.reopen, decision=draft.decision, by=request.user)
    if form.saves(lambda: made.append(save(**form.pressed))):
        return redirect("decision", reference=made[0].reference)
    return page(
        request, "decisions/reopen.html", form, summary.telling_form(draft, "Look at it again", back="decision")
    )
