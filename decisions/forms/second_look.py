"""The form for what a second look came to."""

from consent.choices import choices
from decisions import words
from infoshare.govuk.fields import HintedChoice, LongText
from infoshare.saving.forms import CreatingForm


class SecondLookForm(CreatingForm):
    messages = {"came_to": "Choose what it came to", "why": "Say why"}
    refused_at = "came_to"
    came_to = HintedChoice(label="What did the second look come to?", choices=choices(words.SECOND_LOOKS))
    why = LongText(
        label="Why?", rows=4, help_text="It stands with the record, with your name and the day. Nothing in it changes."
    )
