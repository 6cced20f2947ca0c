"""The forms about teams."""

from infoshare.govuk.fields import ShortText
from infoshare.saving.forms import SavingForm, VersionedForm


class AddTeamForm(SavingForm):
    messages = {"name": "Enter the name of the team"}
    refused_at = "name"
    name = ShortText(label="Name of the team", autocomplete="off")


class RenameTeamForm(VersionedForm):
    messages = {"name": "Enter the name of the team"}
    refused_at = "name"
    name = ShortText(label="Name of the team", autocomplete="off")
