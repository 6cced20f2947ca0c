"""The forms of a request: how the answer went, and new facts that open it again."""

from infoshare.govuk.fields import GovDateField, LongText, ShortText
from infoshare.saving.forms import CreatingForm


class AnsweredForm(CreatingForm):
    messages = {"on": "Give the day the answer went", "how": "Say how it went"}
    on = GovDateField(label="When did the answer go?", called="The day", past=True)
    how = ShortText(
        label="How did it go?", help_text="For example: by post, to the address of their organisation that we know."
    )


class ReopenForm(CreatingForm):
    messages = {"facts": "Say what is new", "received_on": "Give the day the new facts came"}
    facts = LongText(label="What is new?", help_text="What they know that you did not know when you decided.", rows=5)
    received_on = GovDateField(label="When did it come?", called="The day it came", past=True)
