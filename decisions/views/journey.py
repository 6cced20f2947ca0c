"""The pages of a draft: start it, its task list, one view for every question and one for every other page."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions import actions, policies, steps, summary
from decisions.draft import Draft, load
from decisions.forms.case import DetailsForm
from decisions.forms.pages import PAGES
from decisions.forms.questions import QuestionForm
from decisions.forms.rows import StartForm
from decisions.models import Answer, Decision
from decisions.views.guards import of_decision
from infoshare.accounts.policy import refusal_of
from infoshare.saving.pages import page as page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@person
def start(request: SignedIn) -> HttpResponse:
    form = StartForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["request_key"]
        made = actions.start(by=request.user, request_key=key, values=form.decision, recipient=form.recipient)
        return onward(made)
    return render(request, "decisions/start.html", {"form": form})


@of_decision("decision")
def decision(request: SignedIn, draft: Draft) -> HttpResponse:
    """The record where there is one; the task list for whoever may write; for others the draft to read."""
    if draft.record:
        return render(request, "decisions/record.html", summary.record_page(draft, request.user))
    if refused := refusal_of(policies.check_can_edit, draft, request.user):
        return render(request, "decisions/draft.html", summary.draft_page(draft, refused, request.user))
    return render(request, "decisions/tasks.html", summary.task_list(draft, request.user))


@of_decision("question")
def question(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    if slug not in {each.slug for each in draft.pack.questions}:
        raise Http404
    policies.check_can_edit(draft, request.user)
    policies.check_can_visit(draft, slug)
    stored = values_of(draft.answered.get(slug, Answer()), ("value", "note"))
    form = QuestionForm(request.POST or None, draft=draft, question=draft.pack.question(slug), stored=stored)
    save = partial(actions.answer, decision=draft.decision, slug=slug, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], **form.values)):
        return unless_clash(draft.decision, form.saved, _after_question(draft.decision, slug))
    return page(request, "decisions/question.html", form, summary.question_page(draft, slug))


@of_decision("page")
def step(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    if slug == "details":
        return _details(request, draft)
    if slug not in PAGES:
        raise Http404
    at, this = PAGES[slug], steps.step(slug)
    policies.check_can_edit(draft, request.user)
    policies.check_can_open(draft, this)
    if slug == steps.RELIED_ON:
        actions.consents_offered(draft=draft, by=request.user)
    stored = values_of(getattr(draft, at.relation) or at.kind(), at.form.names(draft))
    form = at.form(request.POST or None, draft=draft, stored=stored)
    save = partial(actions.save_page, decision=draft.decision, step=this, kind=at.kind, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return unless_clash(draft.decision, form.saved, onward(draft.decision))
    context = summary.step_page(draft, this) | summary.precedents(draft, this, timezone.localdate())
    return page(request, "decisions/step.html", form, context)


def _details(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_edit(draft, request.user)
    form = DetailsForm(request.POST or None, draft=draft, stored=values_of(draft.decision, DetailsForm.names(draft)))
    save = partial(actions.save_details, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return unless_clash(draft.decision, form.saved, onward(draft.decision))
    return page(request, "decisions/step.html", form, summary.step_page(draft, steps.step("details")))


def onward(decision: Decision) -> HttpResponse:
    """To the next thing this draft lacks: a question, a page, a list; or to the check page when nothing does."""
    return redirect(summary.next_url(load(decision)))


def unless_clash(decision: Decision, brought_one: object, otherwise: HttpResponse) -> HttpResponse:
    """After a save: to the clashes, where it brought one with somebody who must not be told or found."""
    return redirect("clashes", reference=decision.reference) if brought_one else otherwise


def _after_question(decision: Decision, slug: str) -> HttpResponse:
    """A "not sure" goes straight to writing down the advice; any other answer goes on."""
    draft = load(decision)
    if slug in draft.route.waiting_for_advice_at and not draft.discussions_at(slug):
        return redirect("ask", reference=decision.reference, slug=slug)
    return redirect(summary.next_url(draft))
