"""The form of every question: its options as radios, and room for what the answer rests on."""

from collections.abc import Mapping
from typing import Any

from consent import status
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from decisions.guidance.pack import Question
from infoshare.govuk.fields import Choice, HintedChoice, LongText


class QuestionForm(DraftForm):
    """One question of a pack. Implied consent is offered only where it can be relied on (S4)."""

    page_heading = "value"
    refused_at = "value"
    value = HintedChoice(choices=[])
    note = LongText(
        label="What does your answer rest on? (optional)",
        rows=3,
        required=False,
        help_text="What you saw, heard or know. It goes into the record beside your answer.",
    )

    def __init__(
        self, *args: Any, draft: Draft, question: Question, stored: Mapping[str, object], **kwargs: Any
    ) -> None:
        super().__init__(*args, draft=draft, stored=stored, **kwargs)
        field = HintedChoice(label=question.text, help_text=question.meaning, choices=_options(draft, question))
        field.error_messages["required"] = "Choose an answer"
        self.fields["value"] = field

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        return ["value", "note"]


def _options(draft: Draft, question: Question) -> list[Choice]:
    return [
        Choice(option.value, option.label, option.hint, divider="or" if option.value == "unsure" else "")
        for option in question.options
        if option.value != "implied" or status.implied_is_open(draft.decision.between)
    ]
