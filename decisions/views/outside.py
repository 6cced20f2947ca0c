"""The page of somebody outside the organisation who is asked: first the code, then one question and nothing else.

No session of ours: a cookie of this one address, signed, tells the browser that gave the code (docs/decisions/0016).
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from decisions import actions, summary
from decisions.actions import answering
from decisions.actions import outside as letting_in
from decisions.forms.answering import AdviseForm, SayForm
from decisions.forms.outside import CodeForm
from decisions.models import OutsideAdviser
from decisions.policies import Refused
from infoshare.saving.pages import page
from infoshare.tenancy import context as tenancy

OutsideView = Callable[[HttpRequest, str, OutsideAdviser], HttpResponse]
TYPED = ("rationale", "conditions", "text")  # shown again to whoever sent it, where the link ended meanwhile
COOKIE, SALT = "outside", "decisions.outside"
# The address itself is a secret: no other place is told of it. "no-referrer" would have browsers hide where a form
# comes from, and forms that do not say so are refused.
HEADERS = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


def of_outside(view: OutsideView) -> Callable[[HttpRequest, str], HttpResponse]:
    """The browser that gave the code sees the page; any other, and any other link, the same page that asks for it."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        response = _seen(request, token, view) or _ask_for_code(request, token)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return guarded


def _seen(request: HttpRequest, token: str, view: OutsideView) -> HttpResponse | None:
    number = letting_in.organisation_of(token)
    if number is None:
        return None
    with tenancy.organisation(number):
        adviser = letting_in.let_in(token)
        if adviser is None or not _gave_the_code(request, adviser):
            return None
        discussion, name = adviser.discussion, str(request.resolver_match and request.resolver_match.url_name)
        actions.advice_viewed(discussion=discussion, what=name, by=adviser.let_in_by, outside=adviser)
        return view(request, token, adviser)


def _gave_the_code(request: HttpRequest, adviser: OutsideAdviser) -> bool:
    told = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    return adviser.opened_at is not None and told == _mark(adviser)


def _mark(adviser: OutsideAdviser) -> str:
    return f"{adviser.pk} {adviser.opened_at.timestamp() if adviser.opened_at else ''}"


def _ask_for_code(request: HttpRequest, token: str) -> HttpResponse:
    form = CodeForm(request.POST if "code" in request.POST else None)
    if form.is_valid():
        try:
            adviser = letting_in.open_with_code(token=token, code=form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            return _let_in(token, adviser)
    kept = [request.POST[name] for name in TYPED if request.POST.get(name)]
    return render(request, "decisions/advice/outside_code.html", {"form": form, "token": token, "kept": kept})


def _let_in(token: str, adviser: OutsideAdviser) -> HttpResponse:
    path = reverse("outside", args=[token])
    response = redirect(path)
    response.set_signed_cookie(
        COOKIE,
        _mark(adviser),
        salt=SALT,
        path=path,
        max_age=adviser.until - timezone.now(),
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )
    return response


@of_outside
def outside(request: HttpRequest, token: str, adviser: OutsideAdviser) -> HttpResponse:
    form = AdviseForm(request.POST or None)

    def save() -> None:
        values = {**form.values, "given_as": adviser.discussion.role}
        answering.answer_from_outside(adviser=adviser, request_key=form.cleaned_data["request_key"], values=values)

    if form.saves(save):
        return redirect(f"{reverse('outside', args=[token])}#answered")
    context = {**summary.outside_page(adviser), "token": token}
    return page(request, "decisions/advice/outside.html", form, context)


@of_outside
def outside_say(request: HttpRequest, token: str, adviser: OutsideAdviser) -> HttpResponse:
    form = SayForm(request.POST or None)
    if form.saves(lambda: answering.say_from_outside(adviser=adviser, **form.cleaned_data)):
        return redirect(f"{reverse('outside', args=[token])}#thread")
    context = {**summary.outside_page(adviser), "back_url": reverse("outside", args=[token])}
    return page(request, "decisions/advice/say.html", form, context)
