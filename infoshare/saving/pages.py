"""The page of a form that saves."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, form: object, context: Mapping[str, object]) -> HttpResponse:
    """409 where somebody else saved first."""
    status = 409 if getattr(form, "conflict", None) else 200
    return render(request, template, {**context, "form": form}, status=status)
