"""The forms of how long records are kept: a rule, what of a person counts, a hold, keeping longer, disposal by two."""

from typing import Any

from django import forms

from consent.choices import choices
from decisions import words_of_retention as words
from decisions.retention.schedule import SLOTS, Slot
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm, SavingForm


def _number(label: str, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False, widget=widget)


def called(slot: Slot) -> str:
    whom = f", {words.WHOM[slot.whom].label}" if slot.whom else ""
    return f"{words.ABOUT[slot.about].label}{whom}"


class RuleForm(CreatingForm):
    messages = {
        "slot": "Choose which records",
        "holds": "Choose whether it holds",
        "years": "Give the years, from 0 to 150",
        "months": "Give the months, from 0 to 11",
        "source": "Say who says so",
        "from_on": "Say from when it holds",
    }
    slot = HintedChoice(
        label="Which records, counted from when?",
        choices=[
            Choice(slug, called(slot), f"Counted from {words.counted_from(slot)}.") for slug, slot in SLOTS.items()
        ],
        small=True,
    )
    holds = forms.TypedChoiceField(
        label="Are they kept by this rule?",
        choices=[(True, "Yes, for as long as I say below"), (False, "No, this rule does not hold for us")],
        coerce=lambda value: value in (True, "True"),
        widget=forms.RadioSelect,
    )
    years = _number("Years", 150)
    months = _number("Months", 11)
    source = LongText(
        label="Who says so?", help_text="For example: our retention schedule, section 4, approved in May.", rows=2
    )
    from_on = GovDateField(label="From which day does it hold?", called="The day it holds from", future=True)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        told["years"], told["months"] = told.get("years") or 0, told.get("months") or 0
        if told.get("holds") is False:
            told["years"] = told["months"] = 0
        elif told.get("holds") and not told["years"] and not told["months"] and not self.errors:
            self.add_error("years", "Give how long they are kept: years, months or both.")
        return told


class PersonKeptForm(CreatingForm):
    messages = {"kinds": "Choose what is so"}
    kinds = HintedMultipleChoice(
        label="What is so of them? (optional)",
        help_text="The law keeps what is about them longer.",
        choices=choices(words.PEOPLE_KEPT),
        required=False,
    )
    adopted_on = GovDateField(
        label="If they were adopted, when was the order made? (optional)",
        called="The day of the order",
        past=True,
        required=False,
    )
    died_on = GovDateField(
        label="If they have died, when? (optional)", called="The day they died", past=True, required=False
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("adopted_on") and "adopted" not in told.get("kinds", []):
            self.add_error("kinds", "Say that they were adopted, or leave the day of the order out.")
        return told


class KeepLongerForm(CreatingForm):
    messages = {"why": "Say why it is kept", "until": "Say when to look at it again"}
    refused_at = "until"
    why = LongText(label="Why is it kept longer?", help_text="It is kept with the record.", rows=3)
    until = GovDateField(label="When is it looked at again?", called="The day to look again")


class HoldForm(CreatingForm):
    messages = {
        "why": "Say why it is held",
        "authority": "Say who ordered it",
        "review_on": "Say when to look at the hold again",
    }
    refused_at = "review_on"
    why = LongText(label="Why is it held?", rows=3)
    authority = ShortText(
        label="Who ordered it?", help_text="For example: a court, an inquiry, your solicitor.", autocomplete="off"
    )
    authority_reference = ShortText(
        label="Their reference (optional)", max_length=100, required=False, width=20, autocomplete="off"
    )
    review_on = GovDateField(label="When do you look at the hold again?", called="The day to look again")


LOOKED = "I have looked at what is kept, and know of nothing that asks for it"
CANT_LOOK = "It is restricted, so I can't look at what is kept. I have asked, and nothing asks for it"


class _Looked(SavingForm):
    """Somebody says that they looked; of what is restricted, which they can't open, that they asked."""

    own_fields: tuple[str, ...] = ("looked",)
    looked = forms.BooleanField(label=LOOKED)

    def __init__(self, *args: Any, opens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["looked"].label = LOOKED if opens else CANT_LOOK


class ProposeForm(_Looked, CreatingForm):
    messages = {"why": "Say why it can go", "looked": "Look at the record first, then tick this"}
    own_fields = ("request_key", "looked")
    why = LongText(
        label="Why can it go?",
        help_text="Say what you looked at. A colleague reads this and decides. It goes with the record.",
        rows=3,
    )
    field_order = ("why", "looked")


class ConfirmForm(_Looked):
    messages = {"looked": "Look at the record first, then tick this"}


class WhyForm(SavingForm):
    """For a reason alone; the page asks for it in its own words."""

    messages = {"why": "Say why"}
    why = LongText(label="Why?", rows=3)

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = asks
