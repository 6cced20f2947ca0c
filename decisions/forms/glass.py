"""The forms of finding a decision, of breaking the glass, and of the review that follows."""

from typing import Any

from django import forms

from consent.choices import choices
from decisions import words
from infoshare.govuk.fields import HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm, SavingForm


class FindForm(SavingForm):
    """Takes a reference however it was dictated: without its dashes, in small letters, with spaces."""

    messages = {"reference": "Give the reference, such as IS-7KQ2-M9TR"}
    refused_at = "reference"
    reference = ShortText(label="Reference", help_text="It looks like IS-7KQ2-M9TR.", width=20, autocomplete="off")

    def clean_reference(self) -> str:
        letters = "".join(filter(str.isalnum, self.cleaned_data["reference"].upper()))
        if len(letters) != 10 or not letters.startswith("IS"):
            raise forms.ValidationError("A reference looks like IS-7KQ2-M9TR.")
        return f"IS-{letters[2:6]}-{letters[6:]}"


class BreakForm(FindForm, CreatingForm):
    messages = {
        "reference": "Give the reference, such as IS-7KQ2-M9TR",
        "reason": "Say why you need it now",
        "understood": "Tick that you have read what will happen",
    }
    reason = LongText(
        label="Why do you need it now?",
        rows=4,
        help_text="Who is in danger, and why nobody who can open it can be reached.",
    )
    understood = forms.BooleanField(label="I have read what will happen")

    @property
    def values(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "request_key": self.cleaned_data["request_key"]}


class GlassReviewForm(SavingForm):
    messages = {"found": "Choose what you found", "text": "Say what you looked at and what you found"}
    found = HintedChoice(label="What did you find?", choices=choices(words.GLASS_FINDINGS))
    text = LongText(label="What did you look at, and what happens next?", rows=4)
