"""One form with every kind of field, and what somebody might type into it."""

from html.parser import HTMLParser

from django import forms

from infoshare.govuk.fields import (
    Choice,
    GovDateField,
    GovDateTimeField,
    HintedChoice,
    HintedMultipleChoice,
    LongText,
    ShortText,
)
from infoshare.govuk.forms import GovForm


class EveryField(GovForm):
    page_heading = "risk"
    messages = {"reasons": "Write your reasons"}

    risk = HintedChoice(
        label="Is a child at risk of harm?",
        choices=[
            Choice("yes", "Yes", "Now or soon"),
            ("no", "No"),
            Choice("unsure", "I'm not sure", "", "or"),
        ],
    )
    kinds = HintedMultipleChoice(label="Kinds of information", choices=[("health", "Health"), ("school", "School")])
    name = ShortText(label="Name or initials", help_text="Initials are enough", width=20, autocomplete="off")
    reasons = LongText(label="Reasons")
    received = GovDateField(label="Date received", called="The date received", past=True)
    shared = GovDateTimeField(label="When was it shared?", called="The time it was shared", required=False)
    role = forms.ChoiceField(label="Role", choices=[("", "Select one"), ("teacher", "Teacher")])
    agree = forms.BooleanField(label="I have checked this", help_text="It cannot be changed afterwards")
    token = forms.CharField(widget=forms.HiddenInput)


GOOD = {
    "risk": "yes",
    "kinds": "health",
    "name": "AB",
    "reasons": "A reason",
    "received_day": "29",
    "received_month": "2",
    "received_year": "2024",
    "shared_day": "",
    "shared_month": "",
    "shared_year": "",
    "shared_time": "",
    "role": "teacher",
    "agree": "on",
    "token": "t0k",
}


class Outline(HTMLParser):
    """A page as a list of tags with sorted attributes, and of the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[object] = []
        self._words = ""
        self.feed(page)
        self.close()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        tidy = sorted((name, " ".join((value or "").split())) for name, value in attrs)
        self.parts.append((tag, *tidy))

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._words += data

    def _flush(self) -> None:
        words, self._words = " ".join(self._words.split()), ""
        if words:
            self.parts.append(words)


def attributes_of(page: str, id_: str) -> dict[str, str]:
    """Of the one element with that id."""
    (found,) = [part for part in Outline(page).parts if isinstance(part, tuple) and ("id", id_) in part]
    return {"tag": found[0], **dict(found[1:])}


def text_of(page: str, id_: str) -> str:
    """The words inside the element with that id, up to the end of its first child."""
    parts = Outline(page).parts
    place = next(i for i, part in enumerate(parts) if isinstance(part, tuple) and ("id", id_) in part)
    words = []
    for part in parts[place + 1 :]:
        if part in ("</p>", "</div>", "</textarea>"):
            break
        if isinstance(part, str) and not part.startswith("</"):
            words.append(part)
    return " ".join(words)
