"""Keeps what somebody had typed when their session ended, for them to go on with after signing in again."""

import re
from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone

from infoshare.accounts.models import User
from infoshare.govuk.sentences import UNSTORABLE
from infoshare.saving.numbers import row_number
from infoshare.signing_in.models import UnsavedForm
from infoshare.tenancy import context as tenancy

KEPT_FOR = timedelta(hours=12)
MOST = 20  # forms of one person
USED = "unsaved"  # in a form: which of these it goes on with
TICKET_AGE = 24 * 60 * 60  # seconds a page can lie open and still hand over what was typed in it
MACHINERY = re.compile(r"[0-9a-f-]{32,64}")  # keys and versions of forms, which nobody typed


def ticket(pk: int) -> str:
    """Stands in every page: shows whose it is, though their session and its cookie be gone."""
    return signing.dumps(pk, salt=USED)


def holder(given: str) -> User | None:
    try:
        pk = signing.loads(given, salt=USED, max_age=TICKET_AGE)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def of(user: User) -> QuerySet[UnsavedForm]:
    return UnsavedForm.objects.filter(user=user, kept_at__gt=timezone.now() - KEPT_FOR)


@transaction.atomic
def keep(user: User, path: str, typed: QueryDict) -> bool:
    """Whether there was something to keep, and a page of this site to go on with it."""
    fields = {name: [UNSTORABLE.sub("", each) for each in typed.getlist(name)] for name in typed if _is_kept(name)}
    if not _is_a_page(path) or not readable(fields):
        return False
    with tenancy.organisation(user.organisation_id):
        discard(user, typed.get(USED, ""))
        UnsavedForm.objects.create(user=user, path=path, fields=fields)
        spare = list(UnsavedForm.objects.filter(user=user).order_by("-kept_at", "-id")[MOST:])
        UnsavedForm.objects.filter(pk__in=[each.pk for each in spare]).delete()
    return True


def _is_kept(name: str) -> bool:
    return name not in {USED, "csrfmiddlewaretoken"} and "password" not in name.lower()


def _is_a_page(path: str) -> bool:
    """One of this site, but none of signing in: what is typed there is secret."""
    parts = urlsplit(path)
    if parts.scheme or parts.netloc or not path.startswith("/") or len(path) > 500:
        return False
    try:
        return not resolve(parts.path).route.startswith("accounts/")
    except Resolver404:
        return False


def readable(fields: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    """What a person typed or chose, with the name of its box in words."""
    seen = ((name, [each for each in values if each.strip()]) for name, values in fields.items())
    return [(_in_words(name), values) for name, values in seen if values and not MACHINERY.fullmatch(values[0])]


def _in_words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def discard(user: User, number: str) -> None:
    UnsavedForm.objects.filter(user=user, pk=row_number(number)).delete()


def forget_used(request: HttpRequest, response: HttpResponseBase) -> None:
    """Once the page it was for has answered: by then it is saved, or shown with what is wrong."""
    if request.method != "POST" or not request.user.is_authenticated or response.status_code >= 500:
        return
    if USED in request.POST and not getattr(request, "is_suspended", False):
        discard(request.user, request.POST[USED])
