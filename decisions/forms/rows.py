"""The forms that add to a decision's lists: recipients, items; and the ones that start or end a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils import timezone

from consent.choices import choices
from decisions import words
from decisions.forms.base import DraftForm
from decisions.forms.case import DetailsForm
from decisions.models import Item, Recipient
from infoshare.govuk.fields import GovDateField, GovDateTimeField, HintedChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm


def _sector() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What kind of recipient is that? (optional)",
        choices=[("", "Not said"), *((term.value, term.label) for term in words.SECTORS.values())],
        help_text="Only to count what is shared with whom. Nothing else depends on it.",
        required=False,
    )


class RecipientFields(GovForm):
    messages = {"organisation": "Say where they work", "role": "Give their role"}
    organisation = ShortText(label="Organisation", help_text="For example: the school, children's social care.")
    sector = _sector()
    role = ShortText(label="Role", help_text="For example: class teacher, duty social worker.")
    name = ShortText(label="Name, if you know it (optional)", required=False, autocomplete="off")


class ItemFields(GovForm):
    messages = {
        "text": "Say what the information is",
        "category": "Choose what kind of information it is",
        "nature": "Choose whether it is fact, opinion or allegation",
        "source": "Say where the information comes from",
    }
    text = LongText(
        label="What is the information?",
        rows=3,
        help_text="One piece at a time, so that each can be decided on.",
    )
    category = HintedChoice(label="What kind of information is it?", choices=choices(words.CATEGORIES))
    nature = HintedChoice(label="Is it fact, opinion or allegation?", choices=choices(words.NATURES))
    source = ShortText(label="Where does it come from?", help_text="Who saw, said or wrote it.")
    author = ShortText(
        label="Whose opinion is it, or who alleges it? (optional)",
        required=False,
        help_text="Their role, or their name where whoever reads it needs that. Leave this blank for a fact.",
    )
    about_whom = ShortText(label="Who is it about, if not the child? (optional)", required=False)
    accurate_on = GovDateField(
        label="When was it last known to be true? (optional)", called="The date", past=True, required=False
    )


class AddRecipientForm(RecipientFields, CreatingForm):
    pass


class ChangeRecipientForm(RecipientFields, DraftForm):
    pass


class AddItemForm(ItemFields, CreatingForm):
    pass


class ChangeItemForm(ItemFields, DraftForm):
    pass


@dataclass(frozen=True, slots=True)
class ListForms:
    """One list of the draft: its rows' model, the forms that add and change them, and the words of its pages."""

    kind: type[Recipient] | type[Item]
    add: type[CreatingForm]
    change: type[DraftForm]
    add_title: str
    change_title: str
    remove_title: str


LISTS: Mapping[str, ListForms] = {
    "recipients": ListForms(
        Recipient,
        AddRecipientForm,
        ChangeRecipientForm,
        "Who would it go to?",
        "Change who it would go to",
        "this recipient",
    ),
    "items": ListForms(
        Item,
        AddItemForm,
        ChangeItemForm,
        "A piece of information",
        "Change a piece of information",
        "this item",
    ),
}


class StartForm(CreatingForm):
    messages = {
        **DetailsForm.messages,
        "recipient_organisation": "Say where the information would go",
        "recipient_role": "Give the role of the person it would go to",
    }
    deciding, about, between, purpose = (
        DetailsForm.base_fields[name] for name in ("deciding", "about", "between", "purpose")
    )
    recipient_organisation = ShortText(
        label="Which organisation would it go to?", help_text="You can add others later."
    )
    recipient_sector = _sector()
    recipient_role = ShortText(label="Who there?", help_text="Their role. For example: class teacher.")

    field_order = (
        *("deciding", "about", "recipient_organisation", "recipient_sector", "recipient_role"),
        *("between", "purpose"),
    )

    @property
    def decision(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in ("deciding", "about", "between", "purpose")}

    @property
    def recipient(self) -> dict[str, object]:
        return {
            "organisation": self.cleaned_data["recipient_organisation"],
            "sector": self.cleaned_data["recipient_sector"],
            "role": self.cleaned_data["recipient_role"],
        }


class EmergencyForm(CreatingForm):
    messages = {
        "about": "Give initials or your own reference",
        "danger": "Say what the danger is",
        "told_whom": "Say whom you told",
        "channel": "Say how you told them",
        "shared": "Say what you told them",
        "shared_at": "Give the date and time you told them",
    }
    about = ShortText(label="Who is in danger?", max_length=100, width=20, help_text="Initials, or your own reference.")
    danger = LongText(label="What is the danger?", rows=2)
    told_whom = ShortText(label="Whom did you tell?", help_text="For example: police control room, incident number.")
    channel = ShortText(label="How?", width=20, help_text="For example: by telephone.")
    shared = LongText(label="What did you tell them?", rows=3)
    shared_at = GovDateTimeField(
        label="When?",
        called="The time you told them",
        past=True,
        initial=timezone.now,
        help_text="This is the time now. Change it if you told them earlier.",
    )

    @property
    def emergency(self) -> dict[str, object]:
        return {name: value for name, value in self.values.items() if name != "about"}


class CheckForm(SavingForm):
    """The button that records: carries the hash of what the page showed."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=64)


class AddForm(CreatingForm):
    messages = {
        "title": "Say what this is about",
        "text": "Write what you want to add",
        "why": "Say why you add it",
    }
    title = ShortText(label="What is this about?", help_text="For example: the social worker acknowledged receipt.")
    text = LongText(label="What do you want to add?", rows=6)
    why = LongText(label="Why are you adding it now?", rows=3)


class ToDoForm(CreatingForm):
    messages = {"text": "Write it down here"}
    text = LongText(label="What should the record say?", rows=8)
