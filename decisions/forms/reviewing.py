"""The forms of those who oversee: what the list shows, a comment, an addition asked for, a countersignature."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from decisions import words
from decisions.models import AdviceDiscussion
from infoshare.accounts.models import Team, User
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm
from infoshare.saving.versions import STALE

NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}
SAID = [(value, term.label) for value, term in {**words.DECISIONS, **words.ADVICE}.items()]


class FilterForm(GovForm):
    """What the list shows. It stands in the address, so people are numbers there."""

    what = forms.ChoiceField(
        label="What", choices=[("", "Any"), ("decisions", "Decisions"), ("advice", "Advice")], required=False
    )
    read = forms.ChoiceField(
        label="Read", choices=[("", "Any"), ("no", "Not read yet"), ("yes", "Read")], required=False
    )
    said = forms.ChoiceField(label="Outcome or advice", choices=[("", "Any"), *SAID], required=False)
    signing = forms.ChoiceField(
        label="Countersignature", choices=[("", "Any"), ("waits", "Waits for one")], required=False
    )
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="Any")
    by = forms.ModelChoiceField(label="By", queryset=User.objects.none(), required=False, empty_label="Anybody")
    since = GovDateField(label="From", called="The first day", required=False)
    until = GovDateField(label="To", called="The last day", required=False)

    def __init__(self, *args: Any, teams: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Team]", self.fields["team"]).queryset = teams
        cast("forms.ModelChoiceField[User]", self.fields["by"]).queryset = people
        if len(teams) < 2:
            del self.fields["team"]


class CommentForm(CreatingForm):
    messages = {"about": "Choose what your comment is about", "text": "Write your comment"}
    about = HintedChoice(label="What is your comment about?", choices=[])
    text = LongText(label="Your comment", rows=4, help_text="Everybody who may open this decision can read it.")

    def __init__(
        self, *args: Any, about: str, recorded: bool, discussions: Sequence[AdviceDiscussion], **kwargs: Any
    ) -> None:
        """`discussions` are those that are closed, `about` the choice made before; of one choice none is asked."""
        super().__init__(*args, **kwargs)
        self.discussions = {each.reference: each for each in discussions}
        found = [Choice("record", "The record")] if recorded else []
        found += [Choice(each.reference, f"The advice {each.reference}") for each in discussions]
        field = cast("HintedChoice", self.fields["about"])
        field.choices = [(each.value, each.label) for each in found]
        field.initial = about if about in {each.value for each in found} else found[0].value
        if len(found) == 1:
            field.widget = forms.HiddenInput()

    @property
    def values(self) -> dict[str, Any]:
        return {"discussion": self.discussions.get(self.cleaned_data["about"]), "text": self.cleaned_data["text"]}


class AdditionForm(CreatingForm):
    messages = {"what": "Say what is to be added", "days": "Give the number of days, from 1 to 60"}
    what = ShortText(
        label="What is to be added?",
        help_text="In a few words. For example: why the father was not told. No names.",
    )
    days = forms.IntegerField(
        label="In how many days?", initial=7, min_value=1, max_value=60, widget=forms.TextInput(attrs=NUMBER)
    )


class CountersignForm(CreatingForm):
    own_fields = (*CreatingForm.own_fields, "seen")
    messages = {"agreed": "Choose whether you agree"}
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE, "invalid": STALE})
    agreed = HintedChoice(
        label="Do you agree with this record?",
        choices=[
            Choice("yes", "Yes, I countersign it"),
            Choice("no", "No, not yet", "Whoever carries it is asked for an addition. Then you are asked again."),
        ],
    )
    reasons = LongText(
        label="If not, why, and what is to be added?",
        rows=4,
        required=False,
        help_text="Everybody who may open this decision can read it.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agreed") == "no" and not cleaned.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", "Say why you do not agree, and what is to be added")
        return cleaned

    @property
    def pressed(self) -> dict[str, Any]:
        """With what the page showed."""
        return {**super().pressed, "seen": self.cleaned_data["seen"]}

    @property
    def values(self) -> dict[str, Any]:
        agreed = self.cleaned_data["agreed"] == "yes"
        return {"agreed": agreed, "reasons": "" if agreed else self.cleaned_data["reasons"]}
