"""The forms about the case: what is being decided, and the request it answers."""

from typing import Any

from django import forms

from consent.choices import choices
from decisions import words
from decisions.forms.base import DraftForm
from decisions.policies.requests import answer_by
from infoshare.govuk.fields import GovDateField, HintedChoice, LongText, ShortText


class DetailsForm(DraftForm):
    messages = {
        "deciding": "Say what you are deciding",
        "about": "Give initials or your own reference",
        "between": "Choose where the information would go",
        "purpose": "Say what the information is needed for",
    }
    deciding = ShortText(
        label="In one line, what is the decision?",
        help_text="For example: whether to tell the school nurse about a fall at home.",
    )
    about = ShortText(
        label="Who is it about?",
        max_length=100,
        width=20,
        help_text="Initials, or your own reference. Leave out full names and dates of birth.",
    )
    between = HintedChoice(label="Where would the information go?", choices=choices(words.BETWEEN))
    purpose = LongText(
        label="What is it needed for?",
        rows=4,
        help_text="What will be better for the child or the family when the information is known.",
    )


class RequestForm(DraftForm):
    messages = {
        "requester": "Give the name of the person who asked",
        "requester_organisation": "Say where they work",
        "position": "Give their position",
        "received_on": "Give the date you received the request",
        "identity_check": "Choose how you checked who is asking, or that you could not",
        "verified_how": "Say how you know that they are who they say, or that you could not find out",
        "asked_for": "Say what they asked for",
        "asked_why": "Say why they asked, or that they gave no reason",
    }
    requester = ShortText(label="Who asked?", autocomplete="off")
    requester_organisation = ShortText(label="Where do they work?")
    position = ShortText(label="What is their position?")
    received_on = GovDateField(label="When did you receive the request?", called="The date you received it", past=True)
    own_data = forms.BooleanField(label="They ask for what you hold about themselves", required=False)
    answer_by = GovDateField(
        label="By when must they be answered? (optional)",
        called="The date to answer by",
        required=False,
        help_text="Where they ask for what you hold about themselves, the law gives you one month. Leave this blank "
        "and that day is filled in.",
    )
    identity_check = HintedChoice(label="How did you check who is asking?", choices=choices(words.IDENTITY_CHECKS))
    verified_how = LongText(
        label="How do you know that they are who they say?",
        rows=3,
        help_text="For example: you rang back on the number of the organisation's switchboard.",
    )
    asked_for = LongText(label="What did they ask for?", rows=3)
    asked_why = LongText(label="Why do they need it?", rows=3)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        came, until = said.get("received_on"), said.get("answer_by")
        if came and until and until < came:
            self.add_error("answer_by", "The date to answer by can't be before the request came")
        if came and not until and said.get("own_data") and "answer_by" not in self.errors:
            said["answer_by"] = answer_by(came)
        return said
