"""The forms about an adviser outside: letting them in, their code, ending it; and a message to any adviser."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from infoshare.govuk.fields import LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm

MOST_WORDS = 20


class LetOutsideInForm(CreatingForm):
    messages = {
        "name": "Give the name of whoever you ask",
        "organisation": "Say where they work",
        "email": {"required": "Give their email address", "invalid": "Give an email address like name@example.org"},
    }
    name = ShortText(label="Whom do you ask?", autocomplete="off")
    organisation = ShortText(label="Where do they work?", autocomplete="off")
    email = forms.EmailField(
        label="What is their email address?",
        help_text="Their address at work. The link goes there. It says nothing about anybody.",
        max_length=254,
    )


class CodeForm(GovForm):
    messages = {"code": "Enter the code you were told"}
    code = ShortText(label="Code", help_text="For example: ABCD-2345", max_length=30, width=10, autocomplete="off")


class EndForm(SavingForm):
    messages = {"why": "Say why you end it"}
    why = LongText(label="Why do you end it?", rows=2)


class SayToAdviserForm(CreatingForm):
    messages = {"text": "Write your message"}
    refused_at = "text"
    text = LongText(label="Your message", rows=5)
    also = ShortText(
        label="More words to withhold (optional)",
        help_text="With a comma between. Names and numbers that we know are withheld already.",
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, names_withheld: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names_withheld:
            del self.fields["also"]

    def clean_also(self) -> list[str]:
        words = [word.strip() for word in self.cleaned_data["also"].split(",")]
        if len(words) > MOST_WORDS:
            raise ValidationError(f"Give {MOST_WORDS} words or fewer", code="words")
        return [word[:200] for word in words if word]

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Every box as it was sent, to be sent again by the next page. The browser keeps none of it."""
        data = cast("QueryDict", self.data)
        return [(name, value) for name in self.fields for value in data.getlist(name)]
