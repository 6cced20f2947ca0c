"""What a timeline shows, and which versions are compared. It stands in the address, so people are numbers there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from consent.status import Term
from decisions.words_of_history import VIEWS
from infoshare.govuk.fields import GovDateField, HintedMultipleChoice
from infoshare.govuk.forms import GovForm

Pairs = Sequence[tuple[str, str]]


class TimelineFilter(GovForm):
    """Nothing ticked shows everything but looks: those are many, and seldom what somebody looks for."""

    kind = HintedMultipleChoice(label="What", choices=[], required=False, small=True)
    who = forms.ChoiceField(label="By", required=False)
    since = GovDateField(label="From", called="The first day", required=False)
    until = GovDateField(label="To", called="The last day", required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, Term], people: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.every = [value for value in kinds if value != VIEWS]
        self.fields["kind"].choices = [(term.value, term.label) for term in kinds.values()]  # type: ignore[attr-defined]
        self.fields["who"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]

    @property
    def kinds(self) -> list[str]:
        """Those that are shown."""
        return (self.is_valid() and self.cleaned_data["kind"]) or self.every


class CompareForm(GovForm):
    """Two versions, by their number."""

    one = forms.ChoiceField(label="First version")
    other = forms.ChoiceField(label="Second version")

    def __init__(self, *args: Any, versions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            self.fields[name].choices = list(versions)  # type: ignore[attr-defined]
