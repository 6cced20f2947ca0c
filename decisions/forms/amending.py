"""The form that amends one passage of a record."""

from typing import Any

from decisions.passages import Passage
from infoshare.govuk.fields import LongText
from infoshare.saving.forms import CreatingForm, VersionedForm

MOST = 10_000  # characters, as everywhere; a passage that was put together of several texts may be longer
MOST_OF_A_SHORT_ONE = 200


class AmendForm(VersionedForm, CreatingForm):
    """It begins with the passage as it stands."""

    own_fields = ("request_key", "version")
    refused_at = "text"
    messages = {"text": "Write how it is to read from now on", "why": "Say why you amend it"}
    text = LongText(
        label="How is it to read from now on?", rows=8, help_text="Change the words here. What was recorded stays."
    )
    why = LongText(
        label="Why do you amend it?", rows=3, help_text="For example: the date was wrong, as the school told us."
    )

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, stored={"text": passage.text}, **kwargs)
        longer = LongText(
            label=str(self.fields["text"].label),
            rows=8,
            help_text=str(self.fields["text"].help_text),
            max_length=max(MOST_OF_A_SHORT_ONE if passage.is_short else MOST, len(passage.text)),
        )
        self.fields["text"] = longer

    @property
    def differences(self) -> list[dict[str, str]]:
        """Of the passage alone: why somebody else amended it is on the record's page."""
        return super().differences[:1]
