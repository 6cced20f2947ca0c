"""Which quarter or year figures are of."""

from collections.abc import Sequence

from django import forms

from decisions.oversight.quarters import Quarter, Year
from infoshare.govuk.forms import GovForm


class PeriodForm(GovForm):
    """`name` is what it is called in the address: a quarter or a year."""

    def __init__(self, name: str, chosen: Quarter | Year, offered: Sequence[Quarter | Year]) -> None:
        super().__init__(initial={name: chosen.slug})
        choices = [(each.slug, each.title) for each in offered]
        self.fields[name] = forms.ChoiceField(label=name.capitalize(), choices=choices)
