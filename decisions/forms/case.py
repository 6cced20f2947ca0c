"""The forms about the case: what is being decided, and the request it answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from consent.choices import choices
from decisions import words
from decisions.forms.base import DraftForm
from decisions.policies.requests import answer_by
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, LongText, ShortText
from infoshare.govuk.moments import day


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


NOT_LISTED = "none"
WHICH = "Choose which of those on the list asked, or none of them"


class RequestForm(DraftForm):
    messages = {
        "recipient_id": WHICH,
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
    recipient_id = HintedChoice(label="Are they one of those it would go to?", choices=[])
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

    def __init__(self, *args: Any, stored: Mapping[str, object], **kwargs: Any) -> None:
        super().__init__(*args, stored=stored, **kwargs)
        self.stored = stored
        listed = [Choice(str(row.pk), str(row)) for row in self.draft.recipients]
        offered = [
            *listed,
            Choice(NOT_LISTED, words.NOT_ON_THE_LIST, "Then the answer tells them that they get nothing."),
        ]
        label = str(self.fields["recipient_id"].label)
        self.fields["recipient_id"] = HintedChoice(label=label, choices=offered, error_messages={"required": WHICH})
        self.order_fields(self.columns())
        if stored.get("identity_check") and not stored.get("recipient_id"):  # asked before, and answered with no
            self.initial["recipient_id"] = NOT_LISTED

    def clean_recipient_id(self) -> int | None:
        chosen = self.cleaned_data["recipient_id"]
        return None if chosen == NOT_LISTED else int(chosen)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        came, until = said.get("received_on"), said.get("answer_by")
        if came and until and until < came:
            self.add_error("answer_by", "The date to answer by can't be before the request came")
        if came and said.get("own_data") and "answer_by" not in self.errors:
            said["answer_by"] = self._within_the_law(came, until)
        return said

    @property
    def differences(self) -> list[dict[str, str]]:
        """Whoever is on the list by who they are, not by their number."""
        who, label = {str(row.pk): str(row) for row in self.draft.recipients}, str(self.fields["recipient_id"].label)
        found = super().differences
        for each in (row for row in found if row["label"] == label):
            each |= {side: who.get(each[side], each[side]) for side in ("theirs", "yours")}
        return found

    def _within_the_law(self, came: date, until: date | None) -> date:
        """The day that was filled in before goes with the day the request came; one that was typed is not too late."""
        latest = answer_by(came)
        if not until or (until == self.stored.get("answer_by") and self._was_filled_in()):
            return latest
        if until > latest:
            self.add_error("answer_by", f"For what you hold about themselves the law gives you until {day(latest)}")
        return until

    def _was_filled_in(self) -> bool:
        came = self.stored.get("received_on")
        return isinstance(came, date) and self.stored.get("answer_by") == answer_by(came)
