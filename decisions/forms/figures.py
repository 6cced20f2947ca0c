"""Which quarter figures are of."""

from collections.abc import Sequence
from typing import Any

from django import forms

from infoshare.govuk.forms import GovForm


class QuarterForm(GovForm):
    quarter = forms.ChoiceField(label="Quarter")

    def __init__(self, *args: Any, quarters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters  # type: ignore[attr-defined]
