"""Pages for somebody without an account: a link leads to the page that asks for a code, and the code opens one page.

No session of ours: a cookie of this one address, signed, tells the browser that gave the code (docs/decisions/0016).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from decisions.forms.outside import CodeForm
from decisions.models.links import OneTimeLink
from decisions.policies import Refused
from infoshare.tenancy import context as tenancy

Link = TypeVar("Link", bound=OneTimeLink)
# The address itself is a secret: no other place is told of it. "no-referrer" would have browsers hide where a form
# comes from, and forms that do not say so are refused.
HEADERS = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


@dataclass(frozen=True)
class Door(Generic[Link]):
    """One kind of link. `name` is its address and its cookie; `looked` writes down each look at what is behind it.

    `typed` are the boxes that are shown again to whoever filled them in, where the link ended meanwhile.
    """

    name: str
    organisation_of: Callable[[str], int | None]
    let_in: Callable[[str], Link | None]
    open_with_code: Callable[..., Link]
    looked: Callable[[Link, str], None]
    typed: tuple[str, ...]

    @property
    def salt(self) -> str:
        return f"decisions.{self.name}"

    def guards(self, view: Callable[[HttpRequest, str, Link], HttpResponse]) -> Callable[..., HttpResponse]:
        """The browser that gave the code sees the page; any other, and any other link, the same page that asks."""

        @login_not_required
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            response = self._seen(request, token, view) or self._ask_for_code(request, token)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        return guarded

    def _seen(self, request: HttpRequest, token: str, view: Any) -> HttpResponse | None:
        number = self.organisation_of(token)
        if number is None:
            return None
        with tenancy.organisation(number):
            link = self.let_in(token)
            if link is None or not self._gave_the_code(request, link):
                return None
            self.looked(link, str(request.resolver_match and request.resolver_match.url_name))
            response: HttpResponse = view(request, token, link)
            return response

    def _gave_the_code(self, request: HttpRequest, link: Link) -> bool:
        told = request.get_signed_cookie(self.name, default="", salt=self.salt)
        return link.opened_at is not None and told == _mark(link)

    def _ask_for_code(self, request: HttpRequest, token: str) -> HttpResponse:
        form = CodeForm(request.POST if "code" in request.POST else None)
        if form.is_valid():
            try:
                link = self.open_with_code(token=token, code=form.cleaned_data["code"])
            except Refused as refused:
                form.add_error("code", str(refused))
            else:
                return self._let_in(token, link)
        kept = [request.POST[name] for name in self.typed if request.POST.get(name)]
        context = {"form": form, "action": reverse(self.name, args=[token]), "kept": kept}
        return render(request, "decisions/advice/outside_code.html", context)

    def _let_in(self, token: str, link: Link) -> HttpResponse:
        path = reverse(self.name, args=[token])
        response = redirect(path)
        response.set_signed_cookie(
            self.name,
            _mark(link),
            salt=self.salt,
            path=path,
            max_age=link.until - timezone.now(),
            httponly=True,
            secure=settings.HTTPS,
            samesite="Lax",
        )
        return response


def _mark(link: OneTimeLink) -> str:
    return f"{link.pk} {link.opened_at.timestamp() if link.opened_at else ''}"
