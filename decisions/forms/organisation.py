"""What an organisation chooses for itself."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from consent.choices import choices
from decisions import words
from decisions.guidance.packs import PACKS
from infoshare.accounts.calendar import NATIONS, next_bank_holidays
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, ShortText
from infoshare.govuk.moments import day
from infoshare.govuk.widgets import Hinted
from infoshare.saving.forms import VersionedForm


class OrganisationForm(VersionedForm):
    messages = {
        "default_pack": "Choose the edition for new decisions",
        "emergency_hours": "Give the number of hours, from 1 to 168",
        "tells_of_restricted": "Choose what they are told",
        "review_months": "Give the number of months, from 1 to 60",
        "nation": "Choose whose bank holidays you keep",
        "sheets_approved": "Choose which sheets a second person approves",
        "receipt_days": "Give the number of working days, from 1 to 30",
        "consent_review_months": "Give the number of months until a consent is looked at again, from 1 to 24",
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
    tells_of_restricted = forms.TypedChoiceField(
        label="What is somebody told who looks for a restricted decision that their role would let them open?",
        choices=[(True, "That there is a restricted decision: ask the Caldicott Guardian"), (False, "Nothing")],
        coerce=lambda value: value in (True, "True"),
        widget=forms.RadioSelect,
    )
    review_months = forms.IntegerField(
        label="After how many months is a decision looked at again, unless its author says otherwise?",
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    consent_review_months = forms.IntegerField(
        label="Months until a consent is looked at again",
        help_text="The day that is suggested; whoever writes it down can choose another.",
        min_value=1,
        max_value=24,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    nation = HintedChoice(
        label="Whose bank holidays does your organisation keep?",
        choices=NATIONS.items(),
        help_text="Time for an answer does not run on them.",
    )
    countersign = HintedMultipleChoice(
        label="Which records need a second signature?",
        help_text="By a manager, safeguarding lead, Caldicott Guardian or information governance lead who had no part "
        "in them. It holds from now on, and keeps nobody from sharing.",
        choices=[(value, term.label) for value, term in words.COUNTERSIGN.items()],
        required=False,
    )

    sheets_approved = HintedChoice(
        label="Before a recipient's sheet goes, does a second person approve it?",
        choices=[
            Choice("always", "Always"),
            Choice("flagged", "Where somebody must not be told or found"),
            Choice("never", "Never"),
        ],
        help_text="By whoever may countersign, and had no part in the decision. An emergency never waits.",
    )
    receipt_days = forms.IntegerField(
        label="In how many working days should a recipient say that it arrived?",
        help_text="After that, whoever carries the decision is asked to ring them.",
        min_value=1,
        max_value=30,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    listed_body = HintedChoice(
        label="Does the duty to share of the Children Act 2004, section 16LA, bind your organisation?",
        help_text="Choose as what the section lists it. It binds nobody until it is commenced.",
        choices=[Choice("", "No, or not yet"), *choices(words.LISTED_BODIES)],
        required=False,
    )
    share_duty_from = GovDateField(
        label="From which day? (only where it binds you)",
        called="The day",
        help_text="From that day on, decisions that are not recorded yet are asked whether the duty applies.",
        required=False,
    )
    contact = ShortText(
        label="How does somebody reach your organisation about what you shared? (optional)",
        help_text="It stands on every sheet. For example: a telephone number. If you leave this blank, the email "
        "address of whoever decided stands there.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {nation: _next(nation) for nation in NATIONS}
        cast("Hinted", self.fields["nation"].widget).hints = hints

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("listed_body") and not said.get("share_duty_from") and "share_duty_from" not in self.errors:
            self.add_error("share_duty_from", "Give the day from which the duty binds your organisation")
        if said.get("share_duty_from") and not said.get("listed_body"):
            self.add_error("listed_body", "Choose as what the duty binds your organisation, or take the day away")
        return said

    def clean_countersign(self) -> list[str]:
        """In one order, whatever the order they were sent in."""
        return [value for value in words.COUNTERSIGN if value in self.cleaned_data["countersign"]]


def _next(nation: str) -> str:
    """The next three that this choice gives."""
    return f"Next: {', '.join(day(on) for on in next_bank_holidays(nation, after=timezone.localdate()))}"
