"""The forms about people: who they are, which role they get, and which of them the list shows."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from infoshare.accounts.models import Organisation, Team
from infoshare.accounts.roles import ROLES
from infoshare.govuk.fields import Choice, HintedChoice, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm, VersionedForm

ROLE_CHOICES = [(role.slug, role.title) for role in ROLES.values()]
STATUSES = {"active": "Active", "invited": "Invited", "left": "Left"}
EMAIL = {"autocomplete": "off", "class": "govuk-input--width-30"}


def open_teams(organisation: Organisation) -> QuerySet[Team]:
    return Team.objects.filter(organisation=organisation, closed_at=None).order_by("name")


class PersonForm(VersionedForm):
    messages = {"name": "Enter their name"}
    name = ShortText(label="Name", autocomplete="off")
    job_title = ShortText(label="Job title (optional)", required=False, autocomplete="off")


class RoleFields(GovForm):
    """A role, and a team of the organisation."""

    messages = {"role": "Choose the role"}
    role = HintedChoice(
        label="Role",
        choices=[Choice(role.slug, role.title, "Held in a team" if role.of_a_team else "") for role in ROLES.values()],
    )
    team = forms.ModelChoiceField(
        label="Team",
        queryset=Team.objects.none(),
        required=False,
        empty_label="No team",
        help_text="The decisions they start belong to this team.",
    )
    deputy = forms.BooleanField(
        label="As deputy",
        required=False,
        help_text="A deputy may do the same. Questions go to them while whoever holds the role is away.",
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = open_teams(organisation)  # type: ignore[attr-defined]


class GiveRoleForm(RoleFields, SavingForm):
    refused_at = "team"


class InviteForm(RoleFields, CreatingForm):
    messages = {"email": "Enter their email address", "name": "Enter their name", **RoleFields.messages}
    refused_at = "team"
    field_order = ("email", "name", "job_title", "role", "team", "deputy")
    email = forms.EmailField(label="Email address", max_length=254, widget=forms.EmailInput(attrs=EMAIL))
    name = ShortText(label="Name", autocomplete="off")
    job_title = ShortText(label="Job title (optional)", required=False, autocomplete="off")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class FindForm(GovForm):
    messages = {"name": "Enter a name, or part of one"}
    name = ShortText(label="Find somebody by name", width=20, autocomplete="off")


class FilterForm(GovForm):
    """What the list shows; in its address, so nothing here may be about one person."""

    status = forms.ChoiceField(label="Status", choices=[("", "Any"), *STATUSES.items()], required=False)
    role = forms.ChoiceField(label="Role", choices=[("", "Any"), *ROLE_CHOICES], required=False)
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="Any")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(organisation=organisation).order_by("name")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
