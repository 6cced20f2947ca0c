"""What whoever asks does while a question is out: a message to the adviser, and letting somebody outside in."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import summary
from decisions.actions import answering
from decisions.actions import outside as actions
from decisions.draft import Draft
from decisions.forms.outside import EndForm, LetOutsideInForm, SayToAdviserForm
from decisions.models import AdviceDiscussion
from decisions.policies import advice as policies
from decisions.policies.answering import check_can_be_written_to
from decisions.views.guards import of_discussion
from infoshare.accounts.policy import allows
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_discussion("say to an adviser")
def say_to_adviser(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    """Two pages at one address: the message, then what the adviser will see. The second carries the first."""
    policies.check_is_open(discussion)
    check_can_be_written_to(discussion)
    form = SayToAdviserForm(request.POST or None, names_withheld=discussion.identity_withheld)
    if "seen" in request.POST and form.saves(partial(_say, request, discussion, form)):
        messages.success(request, "Your message is sent.")
        return redirect("advice", reference=draft.decision.reference, pk=discussion.pk)
    context = summary.say_to_adviser_page(draft, discussion)
    if not {"seen", "change"} & set(request.POST) and form.is_valid():
        seen = summary.seen_by_adviser(draft, discussion, **form.values)
        return render(request, "decisions/advice/seen.html", {**context, **seen, "form": form})
    return page(request, "decisions/advice/say_to_adviser.html", form, context)


def _say(request: SignedIn, discussion: AdviceDiscussion, form: SayToAdviserForm) -> None:
    key = form.cleaned_data["request_key"]
    say = partial(answering.say_to_the_adviser, discussion=discussion, request_key=key, by=request.user)
    say(seen=request.POST["seen"], **form.values)


@of_discussion("let somebody outside in", may=policies.check_can_read)
def let_outside_in(request: SignedIn, draft: Draft, discussion: AdviceDiscussion) -> HttpResponse:
    """The code is shown in the answer to the press of the button, and never again."""
    if request.method != "POST" and not allows(policies.check_can_change, draft, discussion, request.user):
        return page(request, "decisions/advice/let_in.html", None, summary.let_in_page(draft, discussion))
    policies.check_can_change(draft, discussion, request.user)
    policies.check_is_open(discussion)
    form = LetOutsideInForm(request.POST or None)
    made: list[actions.LetIn] = []
    save = partial(actions.let_outside_in, discussion=discussion, by=request.user)
    if form.saves(lambda: made.append(save(request_key=form.cleaned_data["request_key"], **form.values))):
        sent = bool(made[0].token) and summary.mail_adviser_link(made[0], request.build_absolute_uri)
        context = {**summary.code_page(draft, discussion, made[0]), "sent": sent}
        return render(request, "decisions/doors/code.html", context)
    return page(request, "decisions/advice/let_in.html", form, summary.let_in_page(draft, discussion))


@of_discussion("end an adviser outside", may=policies.check_can_read)
def end_outside(request: SignedIn, draft: Draft, discussion: AdviceDiscussion, whom: int) -> HttpResponse:
    adviser = get_object_or_404(discussion.outside_advisers.select_related("discussion__decision"), pk=whom)
    form = EndForm(request.POST or None)
    if form.saves(lambda: actions.end_outside(adviser=adviser, by=request.user, **form.values)):
        messages.success(request, "Their link opens nothing any more.")
        return redirect("let-outside-in", reference=draft.decision.reference, pk=discussion.pk)
    shown = {"about": discussion.reference, "whom": f"{adviser.name}, {adviser.organisation}"}
    context = {**summary.say_to_adviser_page(draft, discussion), **shown}
    return page(request, "decisions/doors/end.html", form, context)
