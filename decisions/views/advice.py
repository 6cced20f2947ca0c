"""Advice sought at a question: whom you asked, then what they said; and the list of it for those who oversee."""

from functools import partial
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from decisions import actions, policies, steps, summary
from decisions.draft import Draft
from decisions.forms.rows import AdviceForm, AskForm
from decisions.views.guards import of_decision
from decisions.views.journey import onward, page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@of_decision("advice")
def ask(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    policies.check_can_edit(draft, request.user)
    if not steps.is_place(draft.pack, slug):
        raise Http404
    policies.check_can_ask(draft, slug)
    form = AskForm(request.POST or None)
    opened = []

    def save() -> None:
        key = form.cleaned_data["request_key"]
        asked = partial(actions.ask_advice, decision=draft.decision, slug=slug, by=request.user)
        opened.append(asked(request_key=key, values=form.values))

    if form.saves(save):
        return redirect("advice", reference=draft.decision.reference, pk=opened[0].pk)
    return page(request, "decisions/ask.html", form, summary.ask_page(draft, slug))


@of_decision("advice")
def advice(request: SignedIn, draft: Draft, pk: int) -> HttpResponse:
    discussion = next((each for each in draft.discussions if each.pk == pk), None)
    if discussion is None:
        raise Http404
    policies.check_can_edit(draft, request.user)
    stored = values_of(discussion, AdviceForm.columns())
    form = AdviceForm(request.POST or None, draft=draft, stored=stored, asked_at=discussion.asked_at)
    save = partial(actions.record_advice, discussion=discussion, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        if discussion.question in draft.route.waiting_for_advice_at:
            return redirect("question", reference=draft.decision.reference, slug=discussion.question)
        return onward(draft.decision)
    return page(request, "decisions/advice.html", form, summary.advice_page(draft, discussion))


@person
def discussions(request: SignedIn) -> HttpResponse:
    """The advice recorded in the decisions this person may see, newest first."""
    context = summary.discussions_page(request.user, request.GET)
    actions.list_viewed(what="advice", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/discussions.html", context)
