"""The forms of the decision: what, why, on which grounds, and why it differs from the guidance."""

from typing import Any

from django.utils import timezone

from consent.choices import choices
from decisions import words
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from infoshare.govuk.fields import GovDateField, HintedChoice, HintedMultipleChoice, LongText
from infoshare.govuk.moments import months_from


class DecisionForm(DraftForm):
    messages = {
        "decided": "Choose what you decided",
        "reasons": "Give your reasons",
        "review_on": "Give a date to look at this again",
    }
    refused_at = "decided"

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        urgent = draft.counted.get("at_risk") == "yes"
        if not self.initial["review_on"] and not urgent:
            self.initial["review_on"] = months_from(timezone.localdate(), draft.decision.organisation.review_months)

    decided = HintedChoice(label="What have you decided?", choices=choices(words.DECISIONS))
    reasons = LongText(
        label="What are your reasons?",
        rows=6,
        help_text="In your own words. Somebody may read them in ten years.",
    )
    review_on = GovDateField(label="When will you look at this again?", called="The date to look again", future=True)


class GroundsForm(DraftForm):
    messages = {"grounds": "Choose at least one ground"}
    refused_at = "grounds"
    grounds = HintedMultipleChoice(
        label="On which grounds is it not shared?",
        choices=choices(words.GROUNDS),
        help_text="Confidentiality alone is never a reason to keep back what a child needs to be known.",
    )
    other_ground = LongText(label="If there is another ground, describe it", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "other" in said.get("grounds", ()) and not said.get("other_ground"):
            self.add_error("other_ground", "Describe the other ground")
        return said


class DepartureForm(DraftForm):
    messages = {"departure_why": "Say why you decided otherwise"}
    departure_why = LongText(
        label="Why did you decide otherwise than the guidance points?",
        rows=6,
        help_text="You may: this is your judgement. The record says where you departed, and why.",
    )
