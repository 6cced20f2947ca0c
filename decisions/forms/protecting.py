"""The form in which somebody with approval says why what looks like a clash is none."""

from infoshare.govuk.fields import LongText
from infoshare.saving.forms import SavingForm


class SettleForm(SavingForm):
    messages = {"why": "Say why this harms nobody"}
    why = LongText(
        label="Why does this harm nobody?",
        rows=4,
        help_text="For example: another man of the same name; you rang and asked. It stands in the record.",
    )
