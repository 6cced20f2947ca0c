"""Asking again who somebody is: by password, by code or by key; in the demonstration with one click."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpResponse

from infoshare.signing_in import events
from infoshare.signing_in.forms.passwords import ConfirmForm, OneClickForm
from infoshare.signing_in.requests import SignedIn
from infoshare.signing_in.views.second_step import with_options

ONE_CLICK = "one_click"  # in the session: signed in without a password, which only the demonstration does


def is_one_click(request: SignedIn) -> bool:
    return bool(settings.DEMO and request.session.get(ONE_CLICK))


class Confirm(ReauthenticateView):
    def get_form_class(self) -> type[BaseForm]:
        return OneClickForm if is_one_click(self.request) else ConfirmForm

    def form_valid(self, form: BaseForm) -> HttpResponse:
        events.record("person.confirmed", self.request.user, by="password")
        return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        if is_one_click(self.request):
            context["reauthentication_alternatives"] = []
        return context


class ConfirmByCode(CodeView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        events.record("person.confirmed", self.request.user, by="code")
        return super().form_valid(form)


class ConfirmByKey(ReauthenticateWebAuthnView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        events.record("person.confirmed", self.request.user, by="key")
        return super().form_valid(form)

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return with_options(super().get_context_data(**kwargs)) | kwargs
