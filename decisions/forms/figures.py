"""Which quarter figures are of."""

from collections.abc import Sequence
from typing import cast

from django import forms

from decisions.oversight.quarters import Quarter
from infoshare.govuk.forms import GovForm


class QuarterForm(GovForm):
    quarter = forms.ChoiceField(label="Quarter")

    def __init__(self, chosen: Quarter, offered: Sequence[Quarter]) -> None:
        super().__init__(initial={"quarter": chosen.slug})
        choices = [(each.slug, each.title) for each in offered]
        cast("forms.ChoiceField", self.fields["quarter"]).choices = choices
