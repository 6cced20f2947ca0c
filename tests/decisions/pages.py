"""Fills in any page of the journey from the form it shows, as a browser would send it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django import forms
from django.test import Client
from django.utils import timezone

from infoshare.govuk.fields import GovDateField, GovDateTimeField

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Data = dict[str, str | list[str]]
# On the page of a discussion elsewhere: whom the asker named is no colleague, and has not answered yet.
NOT_ANSWERED: Data = {
    "adviser": "",
    "advice": "",
    "advice_text": "",
    "advised_on_day": "",
    "advised_on_month": "",
    "advised_on_year": "",
    "followed": "",
    "not_followed_why": "",
}


def form_on(client: Client, path: str) -> forms.Form:
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    form: forms.Form = response.context["form"]
    return form


def filled(form: forms.Form, text: str = "Some text") -> Data:
    """Every box with the text, every choice with its first answer, every date today, every moment yesterday."""
    data: Data = {}
    for name, field in form.fields.items():
        if field.widget.is_hidden:
            data[name] = str(form[name].value())
        elif isinstance(field, forms.MultipleChoiceField | forms.ChoiceField):
            data[name] = answers_of(form, name)[0]
        elif isinstance(field, GovDateField):
            data |= _boxes(name, timed=isinstance(field, GovDateTimeField))
        elif isinstance(field, forms.IntegerField):
            data[name] = "12"
        else:
            data[name] = text
    return data


def _boxes(name: str, *, timed: bool) -> Data:
    on = timezone.localdate() - timedelta(days=timed)
    parts: Data = {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}
    return parts | ({f"{name}_time": "10:30"} if timed else {})


# The settings of an organisation that section 16LA does not bind: no day either.
NO_DUTY: Data = {f"share_duty_from_{part}": "" for part in ("day", "month", "year")}


def boxes(form: forms.Form) -> Iterator[str]:
    """The names of the boxes that take text."""
    for name, field in form.fields.items():
        if isinstance(field, forms.CharField) and not field.widget.is_hidden:
            yield name


def answers_of(form: forms.Form, name: str) -> list[str]:
    """The values that may be chosen."""
    choices = cast("forms.ChoiceField", form.fields[name]).choices
    return [str(value) for value, _ in cast("list[tuple[str, str]]", choices)]


def problems(response: "Answer") -> list[str]:
    """The sentences of the error summary; the page must have one."""
    assert response.status_code in {200, 409}, response.status_code
    assert b"There is a problem" in response.content
    assert b"<title>Error: " in response.content
    return [str(error) for errors in response.context["form"].errors.values() for error in errors]
