"""Who is let in with their organisation's own account: somebody who has an account here already, and nobody else."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from infoshare.accounts.models import User
from infoshare.signing_in.mfa import ELSEWHERE
from infoshare.signing_in.providers import Provider

SECOND_STEPS = {"mfa", "otp", "hwk", "swk", "sc", "pop", "fpt", "face"}  # RFC 8176: more than a password
Claims = Mapping[str, Any]


def configured(**by: str) -> Provider | None:
    """The provider of that id, or of the domain of that email address."""
    domain = by.get("email", "").rpartition("@")[2].lower()
    return next((each for each in settings.OIDC_PROVIDERS if each.id == by.get("id") or domain in each.domains), None)


def refused() -> HttpResponseRedirect:
    """One answer whatever is wrong, so that it tells nobody who has an account."""
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'why': 'elsewhere'})}")


class Connection(OpenIDConnectOAuth2Adapter):
    """Checks the signature of what a provider says, though it came straight from it."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        self.did_fetch_access_token = False
        return super()._decode_id_token(app, id_token)


class OrganisationAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, *args: object, **told: object) -> None:
        raise ImmediateHttpResponse(refused())

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        provider = configured(id=sociallogin.account.provider)
        said = sociallogin.account.extra_data
        token, told = said.get("id_token") or {}, said.get("userinfo") or {}
        user = provider and _is_answer(sociallogin.state, token, told) and _person(provider, {**token, **told})
        if not provider or not user:
            raise ImmediateHttpResponse(refused())
        sociallogin.user = user
        setattr(request, ELSEWHERE, provider.second_step and bool(SECOND_STEPS & set(token.get("amr") or [])))


def _is_answer(state: Claims, token: Claims, told: Claims) -> bool:
    """To this very question, and about one person."""
    asked = state.get("nonce")
    return bool(asked) and token.get("nonce") == asked and told.get("sub", token.get("sub")) == token.get("sub")


def _person(provider: Provider, claims: Claims) -> User | None:
    """Somebody of this organisation, whose address it has verified."""
    email = str(claims.get("email", "")).lower()
    if claims.get("email_verified") is not True or email.rpartition("@")[2] not in provider.domains:
        return None
    people = User.objects.filter(is_active=True, organisation__name=provider.organisation)
    return people.filter(email=email).first()
