"""Signing in with one's organisation's own account: which one it is, to it and back."""

import secrets

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from infoshare.signing_in.forms.organisation_account import WorkEmailForm
from infoshare.signing_in.oidc import Connection, configured, refused


@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Answered by a page with a link: the content security policy lets no form lead to another host."""
    form = WorkEmailForm(request.POST if request.method == "POST" else None)
    provider = configured(email=form.cleaned_data["email"]) if form.is_valid() else None
    context = {"form": form, "provider": provider, "next": get_next_redirect_url(request)}
    return render(request, "socialaccount/organisation_account.html", context)


@login_not_required
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider asks for the password even of somebody it knows: others may sit at the same computer."""
    if not configured(id=provider_id):
        return refused()
    nonce = secrets.token_urlsafe()
    asked = {"nonce": nonce, "prompt": "login"}
    provider = get_adapter().get_provider(request, provider_id)
    try:
        answer: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, get_next_redirect_url(request), auth_params=asked, nonce=nonce
        )
    except (RequestException, LookupError):
        return refused()
    return answer


@login_not_required
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    if not configured(id=provider_id):
        return refused()
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Connection(request, provider_id))(request)
    except (LookupError, ValueError):  # an answer that is no answer
        return refused()
    return answer
