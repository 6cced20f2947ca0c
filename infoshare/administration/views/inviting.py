"""Inviting somebody, and what became of it; then the page of whoever opens the link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from infoshare.accounts.policy import Refused
from infoshare.administration import actions, letters, pages
from infoshare.administration.forms.joining import JoinForm
from infoshare.administration.forms.people import InviteForm
from infoshare.administration.views.guards import invitation_of
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person

ON_ITS_WAY = "The invitation is on its way. It can take a few minutes."


@person
def invite(request: SignedIn) -> HttpResponse:
    form = InviteForm(request.POST or None, organisation=request.user.organisation)
    made = []

    def save() -> None:
        made.append(actions.invite(by=request.user, request_key=form.cleaned_data["request_key"], values=form.values))

    if form.saves(save):
        return _sent(request, made[0])
    context = {"title": "Invite somebody", "button": "Send the invitation", "back_url": reverse("people")}
    return page(request, "administration/form.html", form, context)


def _sent(request: SignedIn, made: actions.Made) -> HttpResponse:
    """A second press of the same button sends no second mail."""
    if made.token:
        letters.send(made, request.build_absolute_uri)
    messages.success(request, ON_ITS_WAY)
    return redirect("invitation", pk=made.invitation.pk)


@person
def invitation(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "administration/invitation.html", pages.invitation_page(invitation_of(request, pk)))


@person
def send_again(request: SignedIn, pk: int) -> HttpResponse:
    row = invitation_of(request, pk)
    if request.method == "POST":
        return _sent(request, actions.send_again(invitation=row, by=request.user))
    sentences = ["A new link goes to their address, good for seven days. The old link works no more."]
    return _confirm(request, pk, "Send the invitation again?", sentences, "Send it again")


@person
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    row = invitation_of(request, pk)
    if request.method == "POST":
        actions.withdraw(invitation=row, by=request.user)
        messages.success(request, "The invitation is withdrawn. Its link works no more.")
        return redirect("people")
    sentences = ["Its link works no more. You can invite them again later."]
    return _confirm(request, pk, "Withdraw the invitation?", sentences, "Withdraw it")


def _confirm(request: SignedIn, pk: int, title: str, sentences: list[str], button: str) -> HttpResponse:
    context = {"title": title, "sentences": sentences, "button": button, "back_url": reverse("invitation", args=[pk])}
    return render(request, "administration/confirm.html", context)


@login_not_required
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link; the account it makes signs in on the page after."""
    try:
        invited = actions.invited(token)
    except Refused as refused:
        return render(request, "administration/no_invitation.html", {"sentence": str(refused)})
    typed = None if request.user.is_authenticated else request.POST or None
    form = JoinForm(typed, email=invited.email, initial={"name": invited.name})
    if form.saves(lambda: actions.join(token=token, **form.given)):
        messages.success(request, "Your account is ready. Sign in with your email address and your new password.")
        return redirect("account_login")
    return page(request, "administration/accept.html", form, {"invitation": invited})
