"""What the ledger of a person shows: on which day, and who was told. It stands in the address, so it names nobody."""

from collections.abc import Mapping
from typing import Any

from django import forms

from infoshare.govuk.fields import GovDateField
from infoshare.govuk.forms import GovForm


class LedgerForm(GovForm):
    on = GovDateField(
        label="As it stood at the end of which day?",
        called="The day",
        past=True,
        required=False,
        help_text="For example 3 3 2026. Leave it blank for today.",
    )
    to = forms.ChoiceField(label="Who was told", required=False)

    def __init__(self, *args: Any, organisations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Anybody"), *organisations.items()]  # type: ignore[attr-defined]
