"""The pages of whoever is asked for advice: the question with its answer, a message, their word on one elsewhere."""

from functools import partial, wraps

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from decisions import actions, asking, summary
from decisions.actions import answering
from decisions.draft import load
from decisions.forms.answering import AnswerForm, ConfirmForm, SayForm
from decisions.models import AdviceDiscussion
from decisions.policies import advice as policies
from decisions.policies.answering import GUARDIAN, answers_as
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, View, person


def of_question(view: View) -> View:
    """For those it was put to; anybody else gets the page for one that does not exist. The look is written down."""

    @wraps(view)
    def guarded(request: SignedIn, asked: str) -> HttpResponseBase:
        put = AdviceDiscussion.objects.put_to(request.user)
        whole = put.select_related("decision__team", "decision__organisation", "asked_by", "overdue")
        whole = whole.prefetch_related("asked_by__memberships")
        discussion = get_object_or_404(whole, reference=asked)
        actions.advice_viewed(discussion=discussion, what=_name(request), by=request.user)
        policies.check_advises_another(discussion, request.user)
        return view(request, discussion)

    return person(guarded)


def _name(request: SignedIn) -> str:
    return str(request.resolver_match and request.resolver_match.url_name)


@of_question
def put_question(request: SignedIn, discussion: AdviceDiscussion) -> HttpResponse:
    if discussion.put == "elsewhere" or discussion.is_said_by(request.user):
        return redirect("confirm-advice", asked=discussion.reference)
    roles = answers_as(discussion, request.user)
    form = AnswerForm(request.POST or None, roles=roles)
    save = partial(answering.answer, discussion=discussion, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        messages.success(request, "Your answer is saved, and whoever asked can read it.")
        return redirect("put-question", asked=discussion.reference)
    context = {**summary.answer_page(discussion, request.user), "is_guardian": roles[0] == GUARDIAN}
    return page(request, "decisions/advice/question.html", form, context)


@of_question
def say_to_asker(request: SignedIn, discussion: AdviceDiscussion) -> HttpResponse:
    if request.method != "POST":  # what was typed before it was closed is shown again
        policies.check_can_answer(discussion, request.user)
    form = SayForm(request.POST or None)
    save = partial(answering.say_to_the_asker, discussion=discussion, by=request.user)
    if form.saves(lambda: save(**form.cleaned_data)):
        messages.success(request, "Your message is sent.")
        return redirect("put-question", asked=discussion.reference)
    return page(request, "decisions/advice/say.html", form, summary.say_page(discussion))


@of_question
def confirm_advice(request: SignedIn, discussion: AdviceDiscussion) -> HttpResponse:
    if not discussion.is_said_by(request.user):
        return redirect("put-question", asked=discussion.reference)
    written = asking.written_down(load(discussion.decision), discussion)
    form = ConfirmForm(request.POST or None, written=written)

    def save() -> None:
        sent = form.cleaned_data
        key, seen = sent["request_key"], sent["version"]
        answering.confirm(discussion=discussion, request_key=key, values=form.values, seen=seen, by=request.user)

    if form.saves(save):
        messages.success(request, "Thank you. What you said is saved.")
        return redirect("confirm-advice", asked=discussion.reference)
    return page(request, "decisions/advice/confirm.html", form, summary.confirm_page(discussion, written, request.user))
