"""What an organisation chooses for itself."""

from django import forms

from decisions.forms.base import VersionedForm
from decisions.guidance.packs import PACKS
from infoshare.govuk.fields import Choice, HintedChoice


class OrganisationForm(VersionedForm):
    messages = {
        "default_pack": "Choose the edition for new decisions",
        "emergency_hours": "Give the number of hours, from 1 to 168",
        "review_months": "Give the number of months, from 1 to 60",
    }
    default_pack = HintedChoice(
        label="Which edition of the golden rules do new decisions follow?",
        choices=[Choice(pack.id, pack.title, pack.edition) for pack in reversed(PACKS.values())],
        help_text="Drafts that have begun finish on the edition they began with.",
    )
    emergency_hours = forms.IntegerField(
        label="How many hours are there to complete an emergency record?",
        min_value=1,
        max_value=168,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    review_months = forms.IntegerField(
        label="After how many months is a decision looked at again, unless its author says otherwise?",
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
