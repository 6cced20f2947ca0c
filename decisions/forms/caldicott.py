"""The forms of the Caldicott log: which entries it shows, and what is written beside one."""

from collections.abc import Iterable
from typing import Any

from django import forms

from consent.choices import choices
from consent.status import Term
from decisions import words
from infoshare.govuk.fields import HintedChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm

NAMES_NOBODY = "It must not tell who anybody is. Others read it, and it may stand in the yearly report."
QUARTERS = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}
STATES = {"open": "Open", "closed": "Closed", "taken_back": "Taken back"}
Pairs = list[tuple[str, str]]


def any_of(terms: Iterable[Term]) -> Pairs:
    return [("", "Any"), *((term.value, term.label) for term in terms)]


class LogFilter(GovForm):
    """What the log shows; in its address, so nothing here is about anybody."""

    year = forms.ChoiceField(label="Year", required=False)
    quarter = forms.ChoiceField(label="Part of it", choices=[("", "All"), *QUARTERS.items()], required=False)
    theme = forms.ChoiceField(label="Theme", choices=any_of(words.THEMES.values()), required=False)
    advice = forms.ChoiceField(label="Advice", choices=any_of(words.ADVICE.values()), required=False)
    followed = forms.ChoiceField(label="Followed", choices=any_of(words.FOLLOWED.values()), required=False)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *STATES.items()], required=False)
    precedents = forms.BooleanField(label="Precedents only", required=False)

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "Any"), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]


class YearForm(GovForm):
    year = forms.ChoiceField(label="Year")

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]


class NoteForm(CreatingForm):
    messages = {"text": "Write the note"}
    refused_at = "text"
    text = LongText(label="Note", help_text=NAMES_NOBODY, called="The note")


class PrecedentForm(CreatingForm):
    messages = {"title": "Give it a short title"}
    refused_at = "title"
    title = ShortText(label="Short title", max_length=150, help_text=NAMES_NOBODY, called="The title")


class UnmarkForm(CreatingForm):
    """Takes the mark off; there is nothing to fill in."""

    @property
    def values(self) -> dict[str, Any]:
        return {"title": ""}


class ThemeForm(SavingForm):
    messages = {"theme": "Choose what it is about"}
    refused_at = "theme"
    theme = HintedChoice(label="What is it about?", choices=choices(words.THEMES))
