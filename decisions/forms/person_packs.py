"""The forms of a pack: for whom it is, what goes in, what is taken out of one text, and that all of it was read."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from consent.choices import choices
from decisions import words_of_packs as words
from decisions.packing import Offer
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm, SavingForm
from infoshare.saving.versions import STALE

RESTRICTED = "Restricted. It goes in with a reason alone."


class StartPackForm(CreatingForm):
    messages = {
        "made_for": "Choose what it is for",
        "asked_by": "Say who asked",
        "asked_as": "Say who they are, and for whom they ask",
        "received_on": "Say when they asked",
    }
    refused_at = "exposed_why"
    made_for = HintedChoice(label="What is it for?", choices=choices(words.PACK_FOR))
    asked_by = ShortText(label="Who asked for it?", help_text="Their name.", autocomplete="off")
    asked_as = ShortText(
        label="Who are they, and for whom do they ask?",
        help_text="For example: her father. Or: solicitor for her aunt, Bea Byrne.",
        autocomplete="off",
    )
    received_on = GovDateField(
        label="When did they ask?",
        called="The day they asked",
        past=True,
        help_text="A copy that somebody asks for is due one month later.",
    )
    exposed_why = LongText(
        label="If somebody around them must not be told or found: why may it go to whoever asks? (optional)",
        rows=3,
        required=False,
    )


class ChoosePartsForm(CreatingForm):
    messages = {"parts": "Choose what goes in"}
    parts = HintedMultipleChoice(label="What goes into the pack?", choices=[], small=True)
    why = LongText(label="Why does something go in that is restricted? (optional)", rows=3, required=False)
    exposed_why = LongText(
        label="If somebody in it must not be told or found: why may it go to whoever asks? (optional)",
        rows=3,
        required=False,
        help_text="It counts for those who are marked so today.",
    )

    def __init__(self, *args: Any, offered: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [Choice(each.key, each.title, RESTRICTED if each.restricted else "") for each in offered]
        self.fields["parts"] = HintedMultipleChoice(label="What goes into the pack?", choices=parts, small=True)
        self.order_fields(["parts", "why", "exposed_why"])


class GiveUpPackForm(CreatingForm):
    messages = {"why": "Say why"}
    why = LongText(
        label="Why is this pack not made?",
        rows=3,
        help_text="For example: it was started twice. Or: they took back what they asked for.",
    )


class PackTextForm(CreatingForm):
    """`out` holds the places of the words found: a word itself may be anything."""

    out = HintedMultipleChoice(label="What is taken out?", choices=[], small=True, required=False)
    also = LongText(
        label="What else is taken out? (optional)",
        rows=3,
        required=False,
        help_text="Copy the words from the text. One name, or one run of words, on a line.",
    )
    everywhere = forms.BooleanField(label="Take these words out of every text of this pack", required=False)
    whole = forms.BooleanField(label="Take out the whole text", required=False)
    category = HintedChoice(
        label="Why is more taken out than was found? (optional)",
        choices=choices(words.LEFT_OUT),
        required=False,
        small=True,
    )
    why = LongText(label="Why do words stay in that were found? (optional)", rows=3, required=False)

    def __init__(self, *args: Any, found: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        if found:
            places = [(str(place), text) for place, text in enumerate(found)]
            self.fields["out"] = HintedMultipleChoice(
                label="What is taken out?",
                choices=places,
                small=True,
                required=False,
                help_text="Everything here is taken out, unless you say otherwise.",
            )
        else:
            del self.fields["out"]
        self.order_fields(["out", "also", "everywhere", "whole", "category", "why"])

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        out = {int(place) for place in said.pop("out", ())}
        whole = said["whole"]
        left = [] if whole else [text for place, text in enumerate(self.found) if place not in out]
        also = [line.strip() for line in said.pop("also").split("\n") if line.strip()]
        return {**said, "left": left, "also": also, "category": said["category"] if whole or also else ""}


class MakePackForm(SavingForm):
    """The button under all that was read: carries the mark of it."""

    own_fields = ("version",)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": STALE})
