"""The forms that weigh: the risk on both sides, and the child's best interests."""

from typing import Any

from consent.choices import choices
from decisions import words
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from infoshare.govuk.fields import HintedChoice, LongText


class RisksForm(DraftForm):
    messages = {
        "risk_of_sharing": "Write down the risk of sharing, even if it is small",
        "risk_of_not_sharing": "Write down the risk of not sharing, even if it is small",
    }
    risk_of_sharing = LongText(
        label="What could go wrong if you share?",
        help_text="Who could be harmed, lose trust or be put in danger, and how likely is that?",
    )
    risk_of_not_sharing = LongText(
        label="What could go wrong if you do not share?",
        help_text="What could happen to the child, to brothers and sisters, or to anybody else?",
    )


class BestInterestsForm(DraftForm):
    messages = {
        "best_interests": "Choose one answer",
        "best_interests_why": "Say why that is best for the child",
        "safety_of_others": "Say whose identity must be protected, and how",
    }
    best_interests = HintedChoice(
        label="Would sharing be in the child's best interests?", choices=choices(words.BEST_INTERESTS)
    )
    best_interests_why = LongText(label="Why is that best?", rows=4)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        if draft.must_protect_identity:
            self.fields["safety_of_others"].label = "Whose identity must be protected, and how?"
            self.fields["safety_of_others"].required = True
            self.fields[
                "safety_of_others"
            ].help_text = "For example: leave out the address; ask the social worker never to say who rang."

    safety_of_others = LongText(
        label="Could anybody else be harmed, or be found by somebody they fear? (optional)",
        rows=3,
        required=False,
        help_text="A parent, a neighbour who reported, a colleague. Say whose identity must be protected.",
    )
