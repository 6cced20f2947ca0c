"""The sentence shown for each thing that can be wrong with an answer. None of them quotes what was typed."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from infoshare.govuk.fields import GovDateField

# What PostgreSQL, XML or a PDF cannot hold: control characters but tab and line ends, halves of characters,
# and the two code points that stand for no character.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def refuse_unstorable(value: str) -> None:
    if UNSTORABLE.search(value):
        raise ValidationError(
            "Your answer has a character that cannot be stored. Type it again, or paste it as plain text",
            code="unstorable",
        )


def give_sentences(field: forms.Field, label: str) -> None:
    """Puts our sentences where Django's still stand; what a form or field worded itself stays."""
    called = getattr(field, "called", "") or ("Your answer" if label.endswith("?") else label)
    if isinstance(field, GovDateField):
        field.called = called
    if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField | forms.JSONField):
        _refuse_unstorable_text(field)
    standing = _django_messages(field)
    for code, sentence in _sentences(field, called).items():
        if field.error_messages.get(code) == standing.get(code):
            field.error_messages[code] = sentence


def _refuse_unstorable_text(field: forms.CharField) -> None:
    """Ours covers what Django's own check for NUL does; the two would say it twice."""
    field.validators = [refuse_unstorable] + [
        check
        for check in field.validators
        if check is not refuse_unstorable and not isinstance(check, ProhibitNullCharactersValidator)
    ]


def _django_messages(field: forms.Field) -> dict[str, object]:
    messages: dict[str, object] = {}
    for kind in reversed(type(field).__mro__):
        messages |= getattr(kind, "default_error_messages", {})
    return messages


def _sentences(field: forms.Field, called: str) -> dict[str, str]:
    sentences = {"required": f"{_verb(field)} {_lower(called)}"}
    escaped = called.replace("%", "%%")  # Django fills figures into the sentences about length
    if isinstance(field, forms.BooleanField):
        sentences["required"] = "Tick the box to go on"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        sentences["invalid_choice"] = "Select one of the answers shown"
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        sentences["invalid_list"] = sentences["invalid_pk_value"] = "Select one of the answers shown"
    if isinstance(field, forms.CharField) and field.max_length:
        sentences["max_length"] = f"{escaped} must be {field.max_length:,} characters or fewer"
    if isinstance(field, forms.CharField) and field.min_length:
        sentences["min_length"] = f"{escaped} must be {field.min_length:,} characters or more"
    if isinstance(field, forms.EmailField):
        sentences["invalid"] = "Enter an email address in the correct format, like name@example.com"
    if isinstance(field, forms.IntegerField):
        sentences["invalid"] = f"{called} must be a whole number"
    return sentences


def _verb(field: forms.Field) -> str:
    return "Select" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "Enter"


def _lower(called: str) -> str:
    """Names that start with initials (NHS number) keep them."""
    return called if called[1:2].isupper() else called[:1].lower() + called[1:]
