"""The forms about access to one decision: naming somebody, restricting it, a conflict of interest, a person of ours."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from consent.choices import choices
from decisions import words
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.people import Colleague
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.saving.forms import SavingForm


class Until(GovDateField):
    """The end of a day, as a moment."""

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is None:
            return None
        midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
        return midnight.astimezone(UTC)


class ColleagueForm(SavingForm):
    """A form that names a colleague."""

    refused_at = "whom"

    def __init__(self, *args: Any, organisation: Organisation, out: Collection[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom = cast(Colleague, self.fields["whom"])
        whom.organisation, whom.out = organisation, out


class LetInForm(ColleagueForm):
    """An adviser, or a viewer of a restricted decision; `out` are those with a conflict, who are as if not there."""

    messages = {"whom": "Give their name or work email address", "why": "Say why they need to open it"}
    whom = Colleague(label="Who may open it?", help_text="Their full name, or their work email address.")
    why = LongText(label="Why do they need to?", rows=3)
    until = Until(label="Until when?", called="The day it ends", help_text="Up to the end of this day.")


class RestrictForm(SavingForm):
    """Who could open it now is listed; who stays is ticked."""

    messages = {"why": "Say why it is restricted", "viewers": "Choose at least one person who may still open it"}
    why = LongText(label="Why is it restricted?", rows=3, help_text="Leave the case itself out of it.")
    viewers = HintedMultipleChoice(
        label="Who may still open it?", choices=[], help_text="More people can be named afterwards."
    )
    until = Until(label="Until when may they?", called="The day it ends", help_text="Then look again at who needs it.")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        names = [(str(person.pk), f"{person.name}, {person.role_title}") for person in people]
        cast(forms.MultipleChoiceField, self.fields["viewers"]).choices = names

    @property
    def values(self) -> dict[str, Any]:
        ticked = set(self.cleaned_data["viewers"])
        return {**super().values, "viewers": [person for person in self.people if str(person.pk) in ticked]}


class WhyForm(SavingForm):
    """Ends something, with the reason."""

    messages = {"why": "Say why it ends"}
    why = LongText(label="Why does it end?", rows=3)


class UnlinkForm(SavingForm):
    messages = {"why": "Say why it is not about them"}
    why = LongText(
        label="Why is the decision not about them?",
        rows=3,
        help_text="Such as a wrong number. It stays on record.",
    )


class ConflictForm(ColleagueForm):
    messages = {
        "whom": "Give their name or work email address",
        "kind": "Choose what kind of conflict it is",
        "of": "Choose what they are kept out of",
        "why": "Say how you know",
    }
    whom = Colleague(label="Who has a conflict of interest?", help_text="Their full name, or their work email address.")
    kind = HintedChoice(label="What kind?", choices=choices(words.CONFLICTS))
    of = HintedChoice(label="What are they kept out of?", choices=[])
    why = LongText(label="How do you know?", rows=3)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`people` are those the decision is about: number and reference."""
        super().__init__(*args, **kwargs)
        everything = [(pk, f"Everything about {reference}") for pk, reference in people]
        cast(forms.ChoiceField, self.fields["of"]).choices = [("decision", "This decision"), *everything]


class OwnConflictForm(SavingForm):
    messages = {"kind": "Choose what kind of conflict it is", "why": "Say what the conflict is"}
    kind = HintedChoice(
        label="What kind?",
        choices=[
            Choice("relative", "I am related to, or close to, somebody it is about"),
            Choice("subject", "The concern is about me"),
            Choice("other", "Another reason why I must not see it"),
        ],
    )
    why = LongText(label="What is the conflict?", rows=3)


class LinkForm(SavingForm):
    messages = {"reference": "Give your organisation's reference for the person"}
    refused_at = "reference"
    reference = ShortText(
        label="Your organisation's reference for the person",
        max_length=50,
        help_text="For example a pupil or case number. No name.",
    )
