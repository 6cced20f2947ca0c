"""The forms of taking consent back: what somebody says, and the notices to those who hold the information."""

from typing import Any, cast

from django.http import QueryDict

from consent.forms.answers import OfSomebodyForm
from consent.models import ConsentEvent
from consent.register import RECIPIENT, Held
from decisions.models import WithdrawalNotice
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.saving.forms import VersionedForm
from infoshare.saving.versions import values_of


class WithdrawForm(OfSomebodyForm):
    messages = {
        "whose": "Choose who says so",
        "what": "Choose what they take back",
        "why": "Write down what they said",
    }
    field_order = ("whose", "what", "parts", "why", "on")
    what = HintedChoice(
        label="What do they take back?",
        choices=[
            Choice("all", "All of it"),
            Choice("parts", "Only some of it", "Tick below what they take back. The rest still stands."),
        ],
    )
    parts = HintedMultipleChoice(
        label="If only some of it, which?",
        help_text="Tick each that is not to be shared, or not with them, any more.",
        choices=[],
        required=False,
    )
    why = LongText(label="What did they say, and how?", help_text="In their own words, if you can.", rows=3)
    on = GovDateField(
        label="From which day?",
        help_text="The day they said so. What was shared until then stays as it was: it was shared with consent.",
        called="The date",
        past=True,
    )

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        before = self.before.parts if self.before else []
        offered = [key for key in held.parts if key in held.parts_left or key in before]
        self.fields["parts"] = HintedMultipleChoice(
            label=str(self.fields["parts"].label),
            help_text=str(self.fields["parts"].help_text),
            choices=[Choice(key, held.parts[key], _kind(key)) for key in offered],
            required=False,
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("what") == "all":
            said["parts"] = []
        if said.get("what") == "parts" and not said.get("parts"):
            self.add_error("parts", "Tick what they take back")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"relationship": self.relationship, **{name: said[name] for name in ("on", "why", "parts")}}

    @property
    def event(self) -> ConsentEvent:
        """What it comes to, not written down yet."""
        said = self.cleaned_data
        event = self.held.taking_back(self.relationship, said["on"], said["parts"])
        event.why = said["why"]
        return event

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Every box as it was sent, to be sent again by the next page. The browser keeps none of it."""
        data = cast("QueryDict", self.data)
        names = [name for name in data if name in self.fields or name.partition("_")[0] in self.fields]
        return [(name, value) for name in names for value in data.getlist(name)]


def _kind(part: str) -> str:
    return "Who may receive it" if part.startswith(RECIPIENT) else "A kind of information"


class SentForm(VersionedForm):
    """When and how a notice went out that was sent: this can be put right, its text can't."""

    messages = {"sent_on": "Give the day on which it was sent", "sent_how": "Say how it was sent"}
    refused_at = "sent_on"
    sent_on = GovDateField(label="When was it sent?", called="The day", past=True)
    sent_how = ShortText(label="How was it sent?", help_text="For example: by secure email, or read out by telephone.")


class NoticeForm(SentForm):
    """The draft of a notice, and that it was sent, where it was."""

    messages = {**SentForm.messages, "text": "Write down what the notice says"}
    field_order = ("text", "sent_on", "sent_how")
    text = LongText(
        label="What the notice says",
        help_text="It names no child and nothing of what was shared: their own file does.",
        rows=26,
        called="The notice",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("sent_on", "When was it sent?"), ("sent_how", "How was it sent?")):
            self.fields[name].required = False
            self.fields[name].label = f"{label} (leave empty until it is)"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("sent_on") and not said.get("sent_how") and "sent_how" not in self.errors:
            self.add_error("sent_how", "Say how it was sent")
        if said.get("sent_how") and not said.get("sent_on") and "sent_on" not in self.errors:
            self.add_error("sent_on", "Give the day on which it was sent")
        return said


def notice_form(data: Any, notice: WithdrawalNotice) -> SentForm:
    kind = SentForm if notice.sent_on else NoticeForm
    return kind(data, stored=values_of(notice, kind.columns()))
