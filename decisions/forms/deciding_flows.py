"""The forms at the end of a flow: submit it, decide on it, look at it again, end it."""

from typing import Any

from django import forms

from consent.choices import choices
from decisions import words
from decisions.models.flow_events import APPROVED
from infoshare.govuk.fields import GovDateField, HintedChoice, LongText
from infoshare.saving.forms import CreatingForm, SavingForm
from infoshare.saving.versions import STALE

MARK = {"required": STALE, "invalid": STALE}


class MarkedForm(SavingForm):
    """`version` is the hash of what the page showed."""

    own_fields: tuple[str, ...] = ("version",)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages=MARK)


class SubmitFlowForm(MarkedForm):
    messages = {"to_role": "Choose who decides"}
    to_role = HintedChoice(label="Who decides?", choices=choices(words.FLOW_DECIDERS))


class DecideFlowForm(MarkedForm):
    messages = {"decided": "Choose one answer", "reasons": "Give your reasons"}
    refused_at = "decided"
    decided = HintedChoice(label="What do you decide?", choices=choices(words.FLOW_DECISIONS))
    conditions = LongText(
        label="On which conditions? (only where you approve it with conditions)", rows=3, required=False
    )
    reasons = LongText(label="Your reasons", help_text="If more information is needed: say what.", rows=5)
    review_on = GovDateField(
        label="If you approve it: when is it to be looked at again?",
        called="The day to look again",
        future=True,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What a decision does not need is left out of it, so that none says more than was decided."""
        said: dict[str, Any] = super().clean() or {}
        decided = said.get("decided")
        if decided == "approve_conditions" and not said.get("conditions"):
            self.add_error("conditions", "Write down the conditions")
        if decided in APPROVED and "review_on" in said and not said["review_on"]:
            self.add_error("review_on", "Give a day to look at it again")
        if decided and decided != "approve_conditions" and said.get("conditions"):
            self.add_error("conditions", "Leave this empty, or choose to approve it with conditions")
        if decided and decided not in APPROVED:
            said["review_on"] = None
        return said


class ReviewFlowForm(CreatingForm):
    messages = {"found": "Write down what you looked at", "review_on": "Give the next day to look at it"}
    found = LongText(
        label="What did you find?",
        help_text="Is it still needed? Is less enough now? Did anything go wrong? Are the conditions kept?",
        rows=5,
    )
    review_on = GovDateField(
        label="It goes on until it is looked at again on", called="The day to look again", future=True
    )


class EndFlowForm(SavingForm):
    messages = {"why": "Say why it ends"}
    why = LongText(
        label="Why does it end?", help_text="And what becomes of the information that was shared already.", rows=4
    )
