"""The pages of one's own second steps: see, add, name, remove, and the recovery codes."""

import json

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from infoshare.accounts.models import User
from infoshare.signing_in import events, factors, sessions, unsaved
from infoshare.signing_in.forms.second_step import KeptForm
from infoshare.signing_in.requests import SignedIn
from infoshare.signing_in.step_up import stepped_up


def with_options(context: dict[str, object]) -> dict[str, object]:
    """What the browser needs to ask for a key, as text for an attribute: no script stands in a page."""
    return context | {"options": json.dumps(context.get("js_data"), cls=DjangoJSONEncoder)}


def overview(request: SignedIn) -> HttpResponse:
    """Also where somebody without a second step is led, and the only place from which they get on."""
    held = list(factors.of(request.user))
    if held and not factors.passed(request):
        return redirect("mfa_view_recovery_codes")
    rows = [{"pk": each.pk, "name": factors.name(each), "held": each} for each in held]
    context = {"rows": rows, "codes_left": factors.codes_left(request.user), "has_app": _has_app(request.user)}
    return render(request, "mfa/index.html" if held else "mfa/begin.html", context)


def _has_app(user: User) -> bool:
    return factors.of(user).filter(type=factors.APP).exists()


class SetUpApp(ActivateTOTPView):
    """An authenticator app, the first or in place of the one before: there is never a moment with none."""

    @method_decorator(stepped_up)
    def dispatch(self, request: SignedIn, *args: object, **kwargs: object) -> HttpResponseBase:
        """Past allauth's own, which sends whoever has an app to a page that removes it."""
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        before = factors.of(self.request.user).filter(type=factors.APP)
        with sessions.changing(self.request, "factor.added", kind="app", replaced=before.exists()):
            before.delete()
            return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        secret = context["form"].secret  # type: ignore[attr-defined]  # allauth's form
        parts = [secret[start : start + 4] for start in range(0, len(secret), 4)]
        return context | {"secret": " ".join(parts), "back_url": reverse("mfa_index")}


class AddKey(AddWebAuthnView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        with sessions.changing(self.request, "factor.added", kind="key"):
            return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = with_options(super().get_context_data(**kwargs))
        return context | {"back_url": reverse("mfa_index")}


class NameKey(EditWebAuthnView):
    success_url = reverse_lazy("mfa_index")


@stepped_up
def remove(request: SignedIn, pk: int) -> HttpResponse:
    factor = get_object_or_404(factors.of(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "mfa/remove.html", {"name": factors.name(factor), "back_url": reverse("mfa_index")})
    with transaction.atomic():
        if factors.remove(request.user, pk):
            sessions.change(request, "factor.removed", kind="app" if factor.type == factors.APP else "key")
            messages.success(request, f"{factors.name(factor)} is removed. You are signed out everywhere else.")
        else:
            messages.info(request, "You can't remove your last second step. Add another one first.")
    return redirect("mfa_index")


@stepped_up
def codes(request: SignedIn) -> HttpResponse:
    """Shown until the person says that they have kept them, and never again."""
    held = factors.codes(request.user)
    if held is None or factors.are_kept(held):
        return redirect("mfa_index")
    form = KeptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        factors.keep(held)
        events.record("recovery_codes.kept", request.user)
        is_first = not request.session.get(factors.PASSED)
        return redirect("mfa_index" if not is_first else "unsaved" if unsaved.of(request.user).exists() else "home")
    shown = [f"{code[:4]} {code[4:]}" for code in held.wrap().get_unused_codes()]
    return render(request, "mfa/recovery_codes/index.html", {"form": form, "codes": shown})


class NewCodes(GenerateRecoveryCodesView):
    def form_valid(self, form: BaseForm) -> HttpResponse:
        with sessions.changing(self.request, "recovery_codes.renewed"):
            return super().form_valid(form)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {"back_url": reverse("mfa_index")}


class AskSecondStep(AuthenticateView):
    """Between the password and being signed in."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = with_options(super().get_context_data(**kwargs))
        kinds = set(factors.of(self.stage.login.user).values_list("type", flat=True))
        posted = context["webauthn_form"] if context["webauthn_form"].errors else context["form"]  # type: ignore[attr-defined]
        return context | {"code_form": context["form"], "form": posted, "has_key": factors.KEY in kinds}
