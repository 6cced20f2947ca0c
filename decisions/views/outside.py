"""The page of somebody outside the organisation who is asked: first the code, then one question and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from decisions import actions, summary
from decisions.actions import answering
from decisions.actions import outside as letting_in
from decisions.forms.answering import AdviseForm, SayForm
from decisions.models import OutsideAdviser
from decisions.views.doors import Door
from infoshare.saving.pages import page


def _looked(adviser: OutsideAdviser, what: str) -> None:
    actions.advice_viewed(discussion=adviser.discussion, what=what, by=adviser.let_in_by, outside=adviser)


TYPED = ("rationale", "conditions", "text")
DOOR = Door("outside", letting_in.organisation_of, letting_in.let_in, letting_in.open_with_code, _looked, TYPED)


@DOOR.guards
def outside(request: HttpRequest, token: str, adviser: OutsideAdviser) -> HttpResponse:
    form = AdviseForm(request.POST or None)

    def save() -> None:
        values = {**form.values, "given_as": adviser.discussion.role}
        answering.answer_from_outside(adviser=adviser, request_key=form.cleaned_data["request_key"], values=values)

    if form.saves(save):
        return redirect(f"{reverse('outside', args=[token])}#answered")
    context = {**summary.outside_page(adviser), "token": token}
    return page(request, "decisions/advice/outside.html", form, context)


@DOOR.guards
def outside_say(request: HttpRequest, token: str, adviser: OutsideAdviser) -> HttpResponse:
    form = SayForm(request.POST or None)
    if form.saves(lambda: answering.say_from_outside(adviser=adviser, **form.cleaned_data)):
        return redirect(f"{reverse('outside', args=[token])}#thread")
    context = {**summary.outside_page(adviser), "back_url": reverse("outside", args=[token])}
    return page(request, "decisions/advice/say.html", form, context)
