"""The forms of whoever is asked for advice: their answer, a message, and their word on a discussion elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from consent.choices import choices
from decisions import content, words
from decisions.policies.answering import GUARDIAN
from infoshare.govuk.fields import GovDateField, HintedChoice, HintedMultipleChoice, LongText
from infoshare.saving.forms import CreatingForm
from infoshare.saving.versions import STALE


class AdviseForm(CreatingForm):
    """What everybody says who answers, be it from outside."""

    messages = {"advice": "Choose what you advise", "rationale": "Say why you advise this"}
    advice = HintedChoice(label="What do you advise?", choices=choices(words.ADVICE), small=True)
    rationale = LongText(label="Why?", rows=3)
    conditions = LongText(label="On what conditions? (optional)", rows=2, required=False)


class AnswerForm(AdviseForm):
    """The same, with the role they answer in, and what a Caldicott Guardian's log holds."""

    beside = ("principles", "theme", "consulted", "options", "lesson", "review_on")
    refused_at = None
    given_as = HintedChoice(label="In which role do you answer?", choices=(), small=True)
    principles = HintedMultipleChoice(
        label="Which Caldicott principles did you think of?",
        choices=choices(words.PRINCIPLES),
        small=True,
        required=False,
    )
    theme = forms.ChoiceField(
        label="What is it about?",
        choices=[("", "Choose a theme"), *((term.value, term.label) for term in words.THEMES.values())],
        required=False,
    )
    consulted = LongText(label="Whom did you talk to about it? (optional)", rows=2, required=False)
    options = LongText(label="Which other ways did you think of? (optional)", rows=2, required=False)
    lesson = LongText(
        label="What could others learn from this? No names (optional)",
        help_text="Colleagues with a similar question see this, and not whose question it was.",
        rows=2,
        required=False,
    )
    review_on = GovDateField(
        label="When should it be looked at again? (optional)", called="The date", future=True, required=False
    )

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_role = roles[0] if len(roles) == 1 else ""
        if self.only_role:
            del self.fields["given_as"]
            return
        offered = [(role, words.ADVISERS[role].label) for role in roles]
        self.fields["given_as"] = HintedChoice(
            label="In which role do you answer?", choices=offered, small=True, initial=roles[0]
        )
        self.order_fields(("given_as",))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.only_role:
            said["given_as"] = self.only_role
        if said.get("given_as") == GUARDIAN:
            self._check_log(said)
        return said

    def _check_log(self, said: Mapping[str, Any]) -> None:
        if not said.get("principles"):
            self.add_error("principles", "Tick each principle that you thought of")
        if not said.get("theme"):
            self.add_error("theme", "Choose what it is about")

    @property
    def in_front(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in (*self.beside, *self.own_fields)]

    @property
    def behind(self) -> list[forms.BoundField]:
        return [self[name] for name in self.beside]

    @property
    def behind_is_wrong(self) -> bool:
        return any(name in self.errors for name in self.beside)


class SayForm(CreatingForm):
    messages = {"text": "Write your message"}
    text = LongText(label="Your message", rows=5)


class ConfirmForm(CreatingForm):
    """`version` is the mark of what was written down, as it was read."""

    own_fields = ("request_key", "version")
    messages = {"said": "Choose whether it is what you advised"}
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": STALE})
    said = HintedChoice(
        label="Is this what you advised?",
        choices=[("confirmed", "Yes, I did"), ("corrected", "No, I advised something else")],
        small=True,
    )
    advice = HintedChoice(
        label="If not, what did you advise?", choices=choices(words.ADVICE), small=True, required=False
    )
    rationale = LongText(label="What did you say, and why?", rows=4, required=False)
    conditions = LongText(label="On what conditions? (optional)", rows=2, required=False)

    def __init__(self, *args: Any, written: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = content.fingerprint(written)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("said") == "corrected":
            if not said.get("advice"):
                self.add_error("advice", "Choose what you advised")
            if not said.get("rationale"):
                self.add_error("rationale", "Write down what you said, and why")
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = super().values
        return said if said["said"] == "corrected" else {"said": said["said"]}
