"""Advice as its asker sees it: put a question, write down what was said elsewhere, follow it, take it back."""

from collections.abc import Callable
from functools import partial
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import actions, asking, content, policies, steps, summary
from decisions.draft import Draft
from decisions.forms.advice import (
    AdviceForm,
    ElsewhereForm,
    FollowForm,
    PutForm,
    StillHoldsForm,
    TakeBackForm,
    ToldForm,
)
from decisions.models import AdviceAnswer, AdviceDiscussion
from decisions.policies import advice as advice_policies
from decisions.views.guards import of_decision, of_discussion
from decisions.views.journey import onward, page
from infoshare.accounts.policy import allows
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person


@of_decision("advice")
def ask(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    """Two presses: the first shows what the adviser will see, the second sends it."""
    _check_place(request, draft, slug)
    form = PutForm(request.POST or None, decision=draft.decision, on_duty=summary.on_duty(draft, request.user))
    if not form.is_valid():
        return page(request, "decisions/ask.html", form, summary.ask_page(draft, slug))
    shown = asking.shown(draft, form.question(slug))
    seen, key = form.cleaned_data["seen"], form.cleaned_data["request_key"]
    put = partial(actions.put_question, decision=draft.decision, put=form.put(slug), request_key=key, by=request.user)
    sent: list[AdviceDiscussion] = []
    if seen and form.saves(lambda: sent.append(put(seen=seen))):
        following = "let-outside-in" if sent[0].put == "outside" else "advice"
        return redirect(following, reference=draft.decision.reference, pk=sent[0].pk)
    form.shows(content.fingerprint(shown))
    return page(request, "decisions/ask.html", form, summary.ask_page(draft, slug, preview=shown))


@of_decision("advice")
def elsewhere(request: SignedIn, draft: Draft, slug: str) -> HttpResponse:
    _check_place(request, draft, slug)
    form = ElsewhereForm(request.POST or None, decision=draft.decision)
    written: list[AdviceDiscussion] = []

    def save() -> None:
        write = partial(actions.write_down, decision=draft.decision, slug=slug, by=request.user)
        key, adviser = form.cleaned_data["request_key"], form.cleaned_data["adviser"]
        written.append(write(request_key=key, asked=form.asked, said=form.said, adviser=adviser))

    if form.saves(save):
        return _after(draft, written[0])
    return page(request, "decisions/ask_elsewhere.html", form, summary.elsewhere_page(draft, slug))


def _check_place(request: SignedIn, draft: Draft, slug: str) -> None:
    if not steps.is_place(draft.pack, slug):
        raise Http404
    advice_policies.check_can_put(draft, slug, request.user)


def _after(draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    """To the question that it was for; to the discussion while it is open; else on."""
    if discussion.is_open or discussion.about_record:
        return redirect("advice", reference=draft.decision.reference, pk=discussion.pk)
    if discussion.question in draft.route.waiting_for_advice_at:
        return redirect("question", reference=draft.decision.reference, slug=discussion.question)
    return onward(draft.decision)


@of_discussion("advice", may=advice_policies.check_can_read)
def advice(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    """An answer is followed or not; without one, what was said by word of mouth is written down. Or it is only read."""
    if request.method != "POST" and not allows(advice_policies.check_can_change, draft, discussion, request.user):
        context = summary.advice_page(draft, discussion, request.user)
        return page(request, "decisions/advice.html", None, context)
    advice_policies.check_can_change(draft, discussion, request.user)
    last = summary.last_answer(discussion, request.user)
    wrote = request.method == "POST" and "answer" not in request.POST  # before the answer came: nothing typed is lost
    return _write_down(request, draft, discussion) if wrote or not last else _follow(request, draft, discussion, last)


def _follow(request: SignedIn, draft: Draft, discussion: AdviceDiscussion, last: AdviceAnswer) -> HttpResponse:
    stored = values_of(discussion, FollowForm.columns())
    form = FollowForm(request.POST or None, draft=draft, stored=stored, last=last)

    def save() -> None:
        found = AdviceAnswer.objects.open_to(request.user).filter(discussion=discussion)
        read = get_object_or_404(found, pk=form.cleaned_data["answer"])
        follow = partial(actions.follow, discussion=discussion, answer=read, by=request.user)
        follow(seen=form.cleaned_data["version"], values=form.values)

    if form.saves(save):
        return _after(draft, AdviceDiscussion.objects.get(pk=discussion.pk))
    context = summary.advice_page(draft, discussion, request.user)
    if form.is_bound:
        form.shows(context["read"])
    return page(request, "decisions/advice.html", form, context)


def _write_down(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    form = _word_of_mouth(request, draft, discussion)
    save = partial(actions.record_advice, discussion=discussion, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return _after(draft, AdviceDiscussion.objects.get(pk=discussion.pk))
    return page(request, "decisions/advice.html", form, summary.advice_page(draft, discussion, request.user))


def _word_of_mouth(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> AdviceForm:
    make: Callable[..., AdviceForm] = AdviceForm
    columns = AdviceForm.columns()
    if discussion.put == "here":
        make = partial(ToldForm, people=advice_policies.who_may_have_said_it(discussion))
        columns = ToldForm.columns()
    stored = values_of(discussion, columns)
    return make(request.POST or None, draft=draft, stored=stored, asked_at=discussion.asked_at)


@of_discussion("advice")
def take_back(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    form = TakeBackForm(request.POST or None)
    if form.saves(lambda: actions.take_back(discussion=discussion, by=request.user, **form.values)):
        return redirect("decision", reference=draft.decision.reference)
    context = summary.advice_page(draft, discussion, request.user)
    return page(request, "decisions/take_back.html", form, context)


@of_discussion("advice")
def still_holds(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    policies.check_can_edit(draft, request.user)
    form = StillHoldsForm(request.POST or None, initial={"seen": summary.stands_now(draft, discussion)})
    say = partial(actions.say_still_holds, discussion=discussion, by=request.user)
    if form.saves(lambda: say(seen=form.cleaned_data["seen"], **form.values)):
        return redirect("advice", reference=draft.decision.reference, pk=discussion.pk)
    return page(request, "decisions/still_holds.html", form, summary.still_holds_page(draft, discussion))


@person
def discussions(request: SignedIn) -> HttpResponse:
    """The advice recorded in the decisions this person may see, newest first."""
    context = summary.discussions_page(request.user, request.GET)
    actions.list_viewed(what="advice", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/discussions.html", context)
