"""Which decisions an audit takes out. It is sent and never stands in an address: the reference may tell who it is."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from consent.models import Person
from decisions.policies.auditing import Selection
from infoshare.accounts.models import Team, User
from infoshare.govuk.fields import GovDateField, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.versions import STALE

NOBODY = "Nobody whom you can open has that reference. Check it, or leave it blank."
BACKWARDS = "The last day must be the first day or later"


class AuditForm(GovForm):
    since = GovDateField(
        label="From", called="The first day", required=False, help_text="For example 1 4 2026, or leave it blank."
    )
    until = GovDateField(label="To", called="The last day", required=False, help_text="Leave it blank for today.")
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="Any")
    practitioner = forms.ChoiceField(label="Who started or carries it", required=False)
    person = ShortText(
        label="Who it is about",
        max_length=50,
        width=20,
        called="The reference",
        required=False,
        help_text="Your organisation's own reference for them.",
    )
    request_key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, required=False, error_messages={"invalid": STALE}
    )

    def __init__(self, *args: Any, by: User, practitioners: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.people = {str(each.pk): each for each in practitioners}
        teams = Team.objects.filter(organisation=by.organisation_id).order_by("name")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        names = [(number, each.name) for number, each in self.people.items()]
        self.fields["practitioner"].choices = [("", "Anybody"), *names]  # type: ignore[attr-defined]

    def clean_person(self) -> Person | None:
        if not (typed := self.cleaned_data["person"]):
            return None
        if found := Person.objects.visible_to(self.by).filter(reference=typed).first():
            return found
        raise ValidationError(NOBODY)

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", BACKWARDS)

    @property
    def selection(self) -> Selection:
        said = self.cleaned_data
        who = self.people.get(said["practitioner"])
        return Selection(said["since"], said["until"], said["team"], said["person"], who)
