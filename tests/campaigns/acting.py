"""Sends the form of any page, filled in as somebody would or with everything but the choices, and takes it back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from typing import cast

from django import forms
from django.test import Client

from infoshare.accounts.people import Colleague
from tests.campaigns.crawl import Visit
from tests.decisions.builders import undone
from tests.decisions.pages import Data, filled

# Not with every other choice: a deputy of any role, and a second opinion beside somebody outside.
NEVER_TOGETHER = {"deputy", "second"}
Committing = Callable[..., AbstractContextManager[object]]


@contextmanager
def taken_back(client: Client) -> Iterator[None]:
    """What is done inside leaves no trace: not in the database, and not in the browser."""
    cookies = deepcopy(client.cookies)
    with undone():
        yield
    client.cookies = cookies


def has_form(visit: Visit) -> bool:
    return visit.is_html and 'method="post"' in visit.text.partition("<main")[2]


def send(client: Client, visit: Visit, data: Data, committing: Committing) -> Iterator[Visit]:
    """The answer, and the page that it leads to. What waits for the transaction (mail) happens too.

    Where the answer shows first what will be sent, the same is sent again.
    """
    with committing(execute=True):
        answered = Visit(visit.path, client.post(visit.path, data))
        form = answered.answer.context.get("form") if answered.answer.context else None
        if isinstance(form, forms.Form) and "seen" in form.fields and (seen := form["seen"].value()):
            yield answered
            answered = Visit(visit.path, client.post(visit.path, data | {"seen": seen}))
    yield answered
    yield from (Visit(path, client.get(path)) for path in answered.leads_to if answered.answer.status_code == 302)


def fields(visit: Visit, text: str, reference: str) -> Data:
    """Every box of the page's form with the text, every choice with its last answer."""
    form = visit.answer.context.get("form") if visit.answer.context else None
    if not isinstance(form, forms.Form):
        return {}
    return filled(form, text) | dict(_particular(form, text, reference))


def _particular(form: forms.Form, text: str, reference: str) -> Iterator[tuple[str, str]]:
    """Where not any text will do."""
    for name, field in form.fields.items():
        if isinstance(field, forms.EmailField):
            yield name, f"{text}@new.example"
        elif name == "reference":
            yield name, reference
        elif isinstance(field, Colleague) or name in NEVER_TOGETHER:  # nobody is called so
            yield name, ""
        elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
            yield from ((name, value) for value in _values(field)[-1:])


def _values(field: forms.ChoiceField) -> list[str]:
    """What may be chosen, in groups or not; never the empty line that asks to choose."""
    found: list[str] = []
    for value, label in cast("list[tuple[str, object]]", field.choices):
        found += [str(each) for each, _ in label] if isinstance(label, list | tuple) else [str(value)]
    return list(filter(None, found))
