"""The forms about people whose information it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from consent import words
from consent.choices import choices
from infoshare.govuk.fields import GovDateField, HintedChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm, VersionedForm


def _ethnicities() -> Iterator[tuple[str, str | list[tuple[str, str]]]]:
    """Under their groups; what stands for no group, by itself."""
    yield "", "Not recorded"
    for group, term in words.ETHNIC_GROUPS.items():
        of = [(value, each.label) for value, each in words.ETHNICITIES.items() if words.ethnic_group(value) == group]
        yield of[0] if len(of) == 1 else (term.label, of)


ETHNICITIES = list(_ethnicities())


class PlacedFields(GovForm):
    """Where somebody lives, and whether that must stay hidden."""

    address = ShortText(
        label="Where do they live? (optional)",
        help_text="House and street. It is held against what you share, so that nobody is found who must not be.",
        required=False,
        autocomplete="off",
    )
    postcode = ShortText(label="Postcode (optional)", required=False, max_length=10, width=10, autocomplete="off")
    must_not_be_found = forms.BooleanField(label="They must not be found", required=False)
    must_not_be_found_why = LongText(
        label="If they must not be found, by whom, and why?", rows=2, required=False, called="What you wrote"
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("must_not_be_found") and not said.get("must_not_be_found_why"):
            self.add_error("must_not_be_found_why", "Say by whom they must not be found, and why")
        return said


class LiftingForm(VersionedForm):
    """Where a mark that protects somebody stands, it comes off with a reason."""

    own_fields = ("version", "lifted_why")
    lifted_why = LongText(
        label="If you take off one of these marks: why is it safe now?",
        help_text="It stays on record. Sheets that wait for somebody's approval go on waiting.",
        rows=2,
        required=False,
        called="What you wrote",
    )

    def __init__(self, *args: Any, stored: Mapping[str, object], **kwargs: Any) -> None:
        super().__init__(*args, stored=stored, **kwargs)
        if not any(stored.get(name) for name in words.FLAGS):
            del self.fields["lifted_why"]

    @property
    def pressed(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"values": self.values, "seen": said["version"], "lifted_why": said.get("lifted_why", "")}


class PersonFields(PlacedFields):
    field_order = ("reference", "name", "born_on", "local_number", "national_number")
    messages = {"reference": "Give the reference you use for them", "name": "Enter their name"}
    reference = ShortText(
        label="Your reference for them",
        help_text="The number of their file, for example. It stands where a name would say too much.",
        max_length=50,
        width=20,
        autocomplete="off",
    )
    name = ShortText(label="Name", autocomplete="off")
    born_on = GovDateField(label="Date of birth (optional)", called="The date of birth", past=True, required=False)
    local_number = ShortText(
        label="Another number you use (optional)", required=False, max_length=50, width=20, autocomplete="off"
    )
    national_number = ShortText(
        label="NHS number, or unique pupil number (optional)",
        required=False,
        max_length=50,
        width=20,
        autocomplete="off",
    )
    language = ShortText(
        label="Language they would use (optional)",
        help_text="If not English. Ask them, and say whether they read it.",
        required=False,
        max_length=100,
        width=20,
        autocomplete="off",
    )
    needs_easy_read = forms.BooleanField(label="They need easy read: short words, with pictures", required=False)
    other_needs = LongText(
        label="What else helps them to understand and to be heard? (optional)",
        rows=3,
        required=False,
        help_text="For example: a signer; somebody they trust beside them.",
    )
    ethnicity = forms.ChoiceField(
        label="Ethnic group (optional)",
        choices=ETHNICITIES,
        help_text="As they say it themselves, or a parent does. Never guess. It is in no record of a decision: it is "
        "there to see, over many, whether families are treated alike.",
        required=False,
    )


class EnterPersonForm(PersonFields, CreatingForm):
    """Asks, where somebody sounds alike, whether this is somebody else."""

    refused_at = "reference"
    own_fields = ("request_key", "is_another")
    is_another = forms.BooleanField(label="This is somebody else", required=False)

    @property
    def is_sure(self) -> bool:
        return bool(self.cleaned_data.get("is_another"))


class ChangePersonForm(PersonFields, LiftingForm):
    refused_at = "reference"


class RelationshipFields(PlacedFields):
    field_order = (
        *("name", "kind", "responsibility", "basis", "basis_known_how", "court_orders"),
        *("must_not_be_told", "must_not_be_told_why"),
    )
    messages = {
        "name": "Say who it is",
        "kind": "Choose who they are",
        "responsibility": "Say whether they have parental responsibility",
    }
    name = ShortText(label="Who is it?", help_text="Their name, or that of the local authority.", autocomplete="off")
    kind = HintedChoice(label="Who are they to the person?", choices=choices(words.RELATIONSHIPS))
    responsibility = HintedChoice(label="Do they have parental responsibility?", choices=choices(words.RESPONSIBILITY))
    basis = HintedChoice(
        label="If yes, what does it rest on?",
        help_text="It is never self-evident: a father, a step-parent or a grandparent may not have it.",
        choices=choices(words.BASES),
        required=False,
    )
    basis_known_how = LongText(
        label="How do you know? (optional)", help_text="Who saw which paper, and when.", rows=2, required=False
    )
    court_orders = LongText(
        label="Court orders about this person and the child (optional)",
        help_text="What they say, their dates, and when they end.",
        rows=3,
        required=False,
    )
    must_not_be_told = forms.BooleanField(label="They must not be told", required=False)
    must_not_be_told_why = LongText(label="If so, why?", rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("responsibility") == words.YES and not said.get("basis"):
            self.add_error("basis", "Choose what it rests on")
        if said.get("responsibility") in {words.NO, words.NOT_KNOWN}:
            said["basis"] = ""
        if said.get("must_not_be_told") and not said.get("must_not_be_told_why"):
            self.add_error("must_not_be_told_why", "Say why they must not be told")
        return said


class RelateForm(RelationshipFields, CreatingForm):
    pass


class ChangeRelationshipForm(RelationshipFields, LiftingForm):
    pass


class EndRelationshipForm(SavingForm):
    messages = {"why": "Say why it is over"}
    why = LongText(label="Why is it over?", help_text="It stays on record, with what you write here.", rows=3)


class FindPersonForm(GovForm):
    messages = {"wanted": "Enter a reference or a name"}
    wanted = ShortText(label="Find somebody by reference or name", width=20, autocomplete="off")
