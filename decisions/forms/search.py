"""What is searched for. It is sent, never put in an address: it may be a name."""

from django import forms

from consent import names
from infoshare.govuk.fields import ShortText
from infoshare.govuk.forms import GovForm

FEWEST, MOST = 3, 8


class SearchForm(GovForm):
    messages = {"wanted": "Enter what you are looking for"}
    wanted = ShortText(
        label="What are you looking for?",
        help_text="A name, however it is spelt; a reference; who it would go to; or words that stand in the decision.",
        autocomplete="off",
    )

    def clean_wanted(self) -> str:
        wanted: str = self.cleaned_data["wanted"]
        if sum(len(word) for word in names.words(wanted)) < FEWEST:
            raise forms.ValidationError(f"Enter at least {FEWEST} letters or numbers")
        return wanted

    @property
    def words(self) -> list[str]:
        """The first of them, each once."""
        return list(dict.fromkeys(names.words(self.cleaned_data["wanted"])))[:MOST]
