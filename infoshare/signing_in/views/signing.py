"""Signing in and out: by password, or in a demonstration with one click as any of its people."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from infoshare.accounts.models import User
from infoshare.signing_in import factors, limits, sessions, unsaved
from infoshare.signing_in.requests import SignedIn
from infoshare.signing_in.views.confirming import ONE_CLICK
from infoshare.tenancy import context as tenancy


def people_of_the_demonstration() -> QuerySet[User]:
    return (
        User.objects.select_related("organisation")
        .prefetch_related("memberships")
        .filter(is_active=True)
        .order_by("organisation__name", "id")
    )


WHY = {
    "over": "You were signed out, so that nobody else can use your computer to read records.",
    "again": "Sign in again to confirm that it is you. Nothing you typed is lost.",
    "elsewhere": "We could not sign you in with your organisation's account. "
    "Use your email address and password, or ask your organisation's administrator.",
    "kept": "You were signed out before that was saved. What you typed is kept: sign in to go on with it.",
}


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        people = people_of_the_demonstration() if settings.DEMO else User.objects.none()
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "people": people,
            "has_providers": bool(settings.OIDC_PROVIDERS),
            "why": WHY.get(self.request.GET.get("why", "")),
        }


@require_POST
@login_not_required
def sign_in_as(request: SignedIn) -> HttpResponse:
    """One click, no password, no second step; only where the demonstration runs, which is on localhost only."""
    email = request.POST.get("email", "")
    if not settings.DEMO or "\x00" in email:
        raise Http404
    with tenancy.accounts():  # whoever is signed in now may be of another organisation
        user = get_object_or_404(people_of_the_demonstration(), email=email)
    record_authentication(request, user, "demonstration")
    get_adapter().login(request, user)
    request.session[factors.PASSED] = request.session[ONE_CLICK] = True
    return redirect("unsaved" if unsaved.of(user).exists() else "home")


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = limits.FORGET
        return response


class ChangePassword(PasswordChangeView):
    """Every other session ends; this one goes on under a new key."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with sessions.going_on(self.request):
            return super().form_valid(form)


def yours(request: SignedIn) -> HttpResponse:
    left, has_step = factors.codes_left(request.user), factors.of(request.user).exists()
    context = {"codes_left": left, "is_short": has_step and left < 3, "unsaved": unsaved.of(request.user).exists()}
    return render(request, "account/yours.html", context)
