"""Signing in: by password, or in a demonstration with one click as any of its people."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from infoshare.accounts.models import User


def people_of_the_demonstration() -> QuerySet[User]:
    return (
        User.objects.select_related("organisation")
        .prefetch_related("memberships")
        .filter(is_active=True)
        .order_by("organisation__name", "id")
    )


@method_decorator(login_not_required, name="dispatch")
class SignInView(LoginView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        people = people_of_the_demonstration() if settings.DEMO else User.objects.none()
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {"people": people}


@require_POST
@login_not_required
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """One click, no password; only where the demonstration runs, which is on localhost only."""
    email = request.POST.get("email", "")
    if not settings.DEMO or "\x00" in email:
        raise Http404
    user = get_object_or_404(people_of_the_demonstration(), email=email)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")
