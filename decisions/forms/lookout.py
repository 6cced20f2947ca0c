"""The form that closes what the look-out found."""

from consent.choices import choices
from decisions import words
from infoshare.govuk.fields import HintedChoice, LongText
from infoshare.saving.forms import SavingForm


class FindingForm(SavingForm):
    messages = {"outcome": "Choose what came of it", "text": "Say what you asked and what you were told"}
    outcome = HintedChoice(label="What came of it?", choices=choices(words.LOOKOUT_OUTCOMES))
    text = LongText(label="Whom did you ask, and what did they say?", rows=4)
