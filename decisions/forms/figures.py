"""Which quarter or year figures are of."""

from collections.abc import Sequence
from typing import cast

from django import forms

from decisions.oversight.quarters import Quarter, Year
from infoshare.govuk.forms import GovForm


class QuarterForm(GovForm):
    quarter = forms.ChoiceField(label="Quarter")

    def __init__(self, chosen: Quarter, offered: Sequence[Quarter]) -> None:
        super().__init__(initial={"quarter": chosen.slug})
        choices = [(each.slug, each.title) for each in offered]
        cast("forms.ChoiceField", self.fields["quarter"]).choices = choices


class YearForm(GovForm):
    year = forms.ChoiceField(label="Year")

    def __init__(self, chosen: Year, offered: Sequence[Year]) -> None:
        super().__init__(initial={"year": chosen.slug})
        cast("forms.ChoiceField", self.fields["year"]).choices = [(each.slug, each.title) for each in offered]
