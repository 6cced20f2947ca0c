"""The forms of telling the child or the family: who was told, and another look at whether it is safe."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from consent.choices import choices
from consent.models import Relationship
from consent.words import RELATIONSHIPS
from decisions import words
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm

OF_THE_REGISTER = "carer-"  # before the number of a carer whom the register knows


class ToldForm(CreatingForm):
    """`carers` are those whom the register knows and the reader may see."""

    messages = {
        "whom": "Choose who was told",
        "on": "Give the day they were told",
        "how": "Say how they were told",
        "teller": "Say who told them",
    }
    whom = HintedChoice(label="Who was told?", choices=[])
    carer = ShortText(
        label="Which parent or carer? (optional)",
        help_text="If it was the child, or somebody named above, leave this blank.",
        required=False,
        autocomplete="off",
    )
    on = GovDateField(label="When were they told?", called="The day", past=True)
    how = ShortText(label="How?", help_text="For example: face to face at school; by letter.")
    teller = ShortText(label="Who told them?", help_text="A name, or a role.", autocomplete="off")
    said = LongText(label="What did they say? (optional)", help_text="In their own words, if you can.", required=False)
    others_wait = forms.BooleanField(label="Somebody else is still to be told", required=False)

    def __init__(self, *args: Any, carers: Sequence[Relationship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carers = {f"{OF_THE_REGISTER}{each.pk}": each for each in carers}
        known = [Choice(value, *_named(each)) for value, each in self.carers.items()]
        field = cast("HintedChoice", self.fields["whom"])
        offered = [Choice("child", words.TOLD_WHOM["child"].label), *known, Choice("carer", _other(bool(known)))]
        self.fields["whom"] = HintedChoice(
            label=str(field.label), choices=offered, error_messages={"required": "Choose who was told"}
        )
        self.order_fields(["whom"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("whom") == "carer" and not said.get("carer") and "carer" not in self.errors:
            self.add_error("carer", "Say which parent or carer was told")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said, whom = self.cleaned_data, self.cleaned_data["whom"]
        return {
            "whom": "child" if whom == "child" else "carer",
            "relationship": self.carers.get(whom),
            "carer": said["carer"] if whom == "carer" else "",
            **{name: said[name] for name in ("on", "how", "teller", "said", "others_wait")},
        }


def _named(row: Relationship) -> tuple[str, str]:
    warning = "They must not be told." if row.must_not_be_told else ""
    return f"{row.name}, {RELATIONSHIPS[row.kind].label.lower()}", warning


def _other(is_more: bool) -> str:
    return "Another parent or carer" if is_more else words.TOLD_WHOM["carer"].label


class LookAgainForm(CreatingForm):
    messages = {
        "found": "Choose whether it is safe to tell them now",
        "why": "Say why",
        "next_on": "Give the day",
    }
    found = HintedChoice(label="Is it safe to tell them now?", choices=choices(words.LOOKED_AGAIN))
    why = LongText(label="Why?", rows=3, help_text="What has changed, or what has not.")
    next_on = GovDateField(
        label="By which day will they be told, or will you look again?", called="The day", future=True
    )
