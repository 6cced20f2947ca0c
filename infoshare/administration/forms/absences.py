"""The forms about being away."""

from typing import Any, cast

from django import forms
from django.utils import timezone

from infoshare.accounts.models import Absence, User
from infoshare.accounts.people import Colleague
from infoshare.accounts.policy import Refused
from infoshare.administration import policies
from infoshare.govuk.fields import GovDateField
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, VersionedForm
from infoshare.saving.versions import values_of


class AbsenceFields(GovForm):
    """Days from today on, and a colleague who can stand in for the person they are about."""

    messages = {"first_on": "Enter the first day away", "last_on": "Enter the last day away"}
    first_on = GovDateField(label="First day away", called="The first day", future=True)
    last_on = GovDateField(label="Last day away", called="The last day", future=True)
    stand_in = Colleague(
        label="Who stands in? (optional)",
        required=False,
        autocomplete="off",
        help_text="Their full name, or their work email address. Questions go to them on these days.",
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        cast(Colleague, self.fields["stand_in"]).organisation = person.organisation

    def clean_stand_in(self) -> User | None:
        whom: User | None = self.cleaned_data["stand_in"]
        try:
            if whom:
                policies.check_can_stand_in(whom, person=self.person)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return whom


class AddAbsenceForm(AbsenceFields, CreatingForm):
    refused_at = "last_on"


class ChangeAbsenceForm(AbsenceFields, VersionedForm):
    """Of one that has begun, the first day stays."""

    refused_at = "last_on"

    def __init__(self, *args: Any, absence: Absence, **kwargs: Any) -> None:
        super().__init__(*args, person=absence.user, stored=values_of(absence, self.columns()), **kwargs)
        self.initial["stand_in"] = absence.stand_in.email if absence.stand_in else ""
        self.kept: dict[str, Any] = {}
        if absence.first_on < timezone.localdate():
            self.kept["first_on"] = absence.first_on
            del self.fields["first_on"]

    @property
    def values(self) -> dict[str, Any]:
        return {**self.kept, **super().values}
