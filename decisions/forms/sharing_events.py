"""The forms of what becomes of a sheet: looked at, approved, sent, arrived, and what went wrong with it."""

from collections.abc import Container
from typing import Any

from django import forms
from django.utils import timezone

from consent.choices import choices
from decisions import words_of_sharing as words
from infoshare.govuk.fields import Choice, GovDateTimeField, HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm, SavingForm
from infoshare.saving.versions import STALE

YES_NO = (("yes", "Yes"), ("no", "No"))


class SeeForm(SavingForm):
    """The button under a sheet: carries the hash of what the page showed."""

    own_fields = ("version",)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": STALE})


class ApproveForm(CreatingForm):
    messages = {"agreed": "Choose whether it may go"}
    agreed = HintedChoice(
        label="May this sheet go?",
        choices=[
            Choice("yes", "Yes, I approve it"),
            Choice("no", "No, not yet", "Whoever carries the decision is asked to answer. Then somebody looks again."),
        ],
    )
    reasons = LongText(label="If not, why?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("agreed") == "no" and not said.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", "Say why it may not go")
        return said

    @property
    def values(self) -> dict[str, Any]:
        agreed = self.cleaned_data["agreed"] == "yes"
        return {"agreed": agreed, "reasons": "" if agreed else self.cleaned_data["reasons"]}


class NeverGoesForm(CreatingForm):
    messages = {"why": "Say why it never goes"}
    why = LongText(label="Why does it never go?", rows=3, help_text="It stands in the record.")


class SentForm(CreatingForm):
    messages = {
        "happened_at": "Give the date and time it went",
        "channel": "Choose how it went",
        "verified_how": "Choose how you made sure that it is the right person",
    }
    happened_at = GovDateTimeField(
        label="When did it go?",
        called="The time it went",
        past=True,
        initial=timezone.now,
        help_text="This is the time now. Change it if it went earlier.",
    )
    channel = HintedChoice(label="How did it go?", choices=choices(words.CHANNELS))
    verified_how = HintedChoice(
        label="How did you make sure that it is the right person?", choices=choices(words.VERIFIED)
    )
    verified_words = ShortText(label="If another way, which?", required=False)
    shared_by = ShortText(label="Who sent it, if it was not you? (optional)", required=False, autocomplete="off")
    note = LongText(label="Anything else? (optional)", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_other = said.get("verified_how") == "other"
        if is_other and not said.get("verified_words") and "verified_words" not in self.errors:
            self.add_error("verified_words", "Say how you made sure")
        return said


class MoreSharedForm(SentForm):
    """After an emergency there is no sheet that says what went to whom."""

    messages = {
        **SentForm.messages,
        "told_whom": "Say whom you told",
        "what": "Say what you told them",
        "happened_at": "Give the date and time it was shared",
        "channel": "Choose how it was shared",
    }
    told_whom = ShortText(
        label="Whom did you tell?",
        autocomplete="off",
        help_text="Their role and organisation. For example: ward sister, St Luke's hospital.",
    )
    what = LongText(label="What did you tell them?", rows=3)
    happened_at = GovDateTimeField(
        label="When was it shared?",
        called="The time it was shared",
        past=True,
        initial=timezone.now,
        help_text="This is the time now. Change it if it was shared earlier.",
    )
    channel = HintedChoice(label="How was it shared?", choices=choices(words.CHANNELS))
    shared_by = ShortText(label="Who shared it, if it was not you? (optional)", required=False, autocomplete="off")
    field_order = ("told_whom", "what", *SentForm.base_fields)


class ReceiptForm(CreatingForm):
    """What whoever got a sheet says. What an answer has no use for is not kept."""

    messages = {"arrived": "Choose whether you got it"}
    arrived = HintedChoice(label="Did you get it?", choices=YES_NO)
    right_person = HintedChoice(
        label="If so, was it meant for you?",
        choices=[Choice("yes", "Yes"), Choice("no", "No, it was not meant for me")],
        required=False,
    )
    done_with = HintedChoice(label="What did you do with it?", choices=choices(words.DONE_WITH), required=False)
    words = LongText(label="Anything else? (optional)", rows=3, required=False, help_text="Leave out names.")
    asks_right_person = "Choose whether it was meant for you"
    asks_done_with = "Choose what you did with it"
    asks_words = "Say more about what you did with it"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("arrived") == "yes" and not said.get("right_person"):
            self.add_error("right_person", self.asks_right_person)
        if said.get("arrived") == "yes" and said.get("right_person") == "yes" and not said.get("done_with"):
            self.add_error("done_with", self.asks_done_with)
        if self._says_more(said) and not said.get("words") and "words" not in self.errors:
            self.add_error("words", self.asks_words)
        return said

    def _says_more(self, said: dict[str, Any]) -> bool:
        return said.get("arrived") == "yes" and said.get("done_with") in {"other", "passed_on"}

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        arrived = said["arrived"] == "yes"
        return {
            **said,
            "arrived": arrived,
            "right_person": said["right_person"] == "yes" if arrived else None,
            "done_with": said["done_with"] if arrived else "",
        }


class NoteReceiptForm(ReceiptForm):
    messages = {"arrived": "Choose whether they got it", "told_how": "Say how they told you"}
    told_how = ShortText(label="How did they tell you?", help_text="For example: they rang to say that it is there.")
    arrived = HintedChoice(label="Did they get it?", choices=YES_NO)
    right_person = HintedChoice(
        label="If so, was it meant for them?",
        choices=[Choice("yes", "Yes"), Choice("no", "No", "This opens an incident at once.")],
        required=False,
    )
    done_with = HintedChoice(
        label="What did they do with it?",
        choices=[(value, label) for value, label in words.DONE_WITH_THEIRS.items()],
        required=False,
    )
    words = LongText(label="Anything else? (optional)", rows=3, required=False)
    asks_right_person = "Choose whether it was meant for them"
    asks_done_with = "Choose what they did with it"
    asks_words = "Say more about what they did with it"
    field_order = ("told_how", "arrived", "right_person", "done_with", "words")


class AskReceiptForm(CreatingForm):
    messages = {
        "email": {"required": "Give their email address", "invalid": "Give an email address like name@example.org"}
    }
    email = forms.EmailField(
        label="What is their email address?",
        help_text="Their address at work. The link goes there. It says nothing about anybody.",
        max_length=254,
    )


class IncidentForm(CreatingForm):
    messages = {"what_happened": "Say what happened"}
    what_happened = LongText(
        label="What happened?",
        rows=4,
        help_text="What went to whom, and how you know. Leave out the information itself.",
    )


class StepForm(CreatingForm):
    messages = {"kind": "Choose what was done", "text": "Say more about it"}
    kind = HintedChoice(label="What was done?", choices=[], small=True)
    text = LongText(label="Say more: who, when, and what came of it", rows=3)

    def __init__(self, *args: Any, kinds: Container[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {value: term for value, term in words.INCIDENT_STEPS.items() if value in kinds}
        self.fields["kind"] = HintedChoice(label="What was done?", choices=choices(offered), small=True)
        self.order_fields(["kind", "text"])
