"""The forms of asking for advice: put a question, write down a discussion elsewhere, follow, take back, let stand."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from consent.choices import choices
from decisions import words
from decisions.actions.asking import Put, Whom
from decisions.advising.clock import URGENCIES
from decisions.asking import Question
from decisions.forms.base import DraftForm
from decisions.models import AdviceAnswer, Decision
from decisions.policies.access import barred
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.people import Colleague, called
from infoshare.govuk.fields import Choice, GovDateField, GovDateTimeField, HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm, SavingForm

COLLEAGUE, OUTSIDE = "colleague", "outside"
SOMEBODY_HERE = "Somebody in your organisation has that name. Name them as a colleague. Else say where they work too."
NAMES = [
    Choice("yes", "Leave out who it is about", "Names, initials, dates of birth and numbers are withheld."),
    Choice("no", "Say who it is about", "Only where the adviser can't answer without knowing. It is kept on record."),
]


class PutForm(CreatingForm):
    """A question for an adviser. It is sent once its sender has seen what the adviser will see: `seen` is its mark."""

    own_fields: tuple[str, ...] = ("request_key", "seen")
    messages = {
        "to": "Choose whom you ask",
        "dilemma": "Write your question",
        "urgency": "Choose how soon you need an answer",
        "names": "Choose whether the adviser is told who it is about",
    }
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    to = HintedChoice(label="Whom do you ask?", choices=[])
    colleague = Colleague(
        label="Which colleague? (if you ask one by name)",
        required=False,
        help_text="Their full name, or their work email address.",
        autocomplete="off",
    )
    outsider = ShortText(
        label="Who outside? (if you ask somebody outside)",
        required=False,
        help_text="Their name and where they work. You send them a link and a code after this.",
        autocomplete="off",
    )
    outside_as = HintedChoice(
        label="What are they? (if you ask somebody outside)",
        choices=[(slug, words.ADVISERS[slug].label) for slug in words.OUTSIDERS],
        required=False,
    )
    dilemma = LongText(
        label="What do you ask?",
        rows=4,
        help_text="The dilemma in a few sentences. What you have written in this decision so far goes with it.",
    )
    urgency = HintedChoice(
        label="How soon do you need an answer?",
        choices=[Choice(each.value, each.label, each.hint) for each in URGENCIES.values()],
    )
    names = HintedChoice(label="Is the adviser told who it is about?", choices=NAMES, initial="yes")
    named_why = LongText(label="If they are told, why do they have to know?", rows=2, required=False)
    also = LongText(
        label="Is anybody still named? (optional)",
        rows=2,
        required=False,
        max_length=2_000,
        help_text="Write each word or name that should be withheld as well, one on a line.",
    )
    second = HintedChoice(
        label="Do you want a second opinion? (optional)",
        choices=[],
        required=False,
        help_text="Neither adviser sees what the other says before both have answered. Nor do you.",
    )

    def __init__(self, *args: Any, decision: Decision, on_duty: Mapping[str, str], **kwargs: Any) -> None:
        """`on_duty` has a sentence for each role that can be asked: whom it goes to."""
        super().__init__(*args, **kwargs)
        _look_among_colleagues(self.fields["colleague"], decision)
        roles = [Choice(slug, words.ADVISERS[slug].label, on_duty[slug]) for slug in words.ROLES_ASKED]
        others = [
            Choice(COLLEAGUE, "A colleague by name", "", "or"),
            Choice(OUTSIDE, "Somebody outside the organisation", "For example a lawyer, or a professional body."),
        ]
        _offer(self.fields["to"], [*roles, *others])
        _offer(self.fields["second"], [Choice("", "No"), *(Choice(*role[:2]) for role in roles)])

    def clean_outsider(self) -> str:
        return _nobody_here(cast(Colleague, self.fields["colleague"]).organisation, self.cleaned_data["outsider"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("to") == COLLEAGUE and not said.get("colleague") and "colleague" not in self.errors:
            self.add_error("colleague", "Give the name or work email address of your colleague")
        if said.get("to") == OUTSIDE and not said.get("outsider") and "outsider" not in self.errors:
            self.add_error("outsider", "Say who they are, and where they work")
        if said.get("to") == OUTSIDE and not said.get("outside_as"):
            self.add_error("outside_as", "Choose what they are")
        if said.get("to") == OUTSIDE and said.get("second"):
            self.add_error("second", "A second opinion is for two people here. Ask somebody outside by themselves.")
        if said.get("names") == "no" and not said.get("named_why"):
            self.add_error("named_why", "Say why the adviser has to know who it is about")
        return said

    def question(self, place: str) -> Question:
        also = (line.strip() for line in self.cleaned_data["also"].splitlines())
        return Question(
            place=place,
            text=self.cleaned_data["dilemma"],
            names_withheld=self.cleaned_data["names"] == "yes",
            also=tuple(line[:200] for line in also if line),
        )

    def put(self, place: str) -> Put:
        said = self.cleaned_data
        return Put(
            question=self.question(place),
            urgency=said["urgency"],
            whom=self._whom(),
            named_why=said["named_why"],
            second=Whom(said["second"]) if said["second"] else None,
        )

    def _whom(self) -> Whom:
        said = self.cleaned_data
        if said["to"] == COLLEAGUE:
            return Whom(_role_of(said["colleague"]), colleague=said["colleague"])
        if said["to"] == OUTSIDE:
            return Whom(said["outside_as"], outside=said["outsider"])
        return Whom(said["to"])

    def shows(self, seen: str) -> None:
        """The next press sends what is shown now, if nothing is changed before."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = seen
        self.data = data


def _look_among_colleagues(field: forms.Field, decision: Decision) -> None:
    """Somebody with a conflict of interest is not found: whoever asks does not learn that there is one."""
    box = cast(Colleague, field)
    box.organisation, box.out = decision.organisation, barred(decision)


def _offer(field: forms.Field, offered: Iterable[Choice]) -> None:
    fresh = HintedChoice(choices=offered)
    choice = cast(HintedChoice, field)
    choice.choices = fresh.choices
    choice.widget.hints, choice.widget.dividers = fresh.widget.hints, fresh.widget.dividers


def _nobody_here(organisation: Organisation, typed: str) -> str:
    """A colleague is named as one, so that they are asked whether it is so."""
    if typed and called(organisation, typed):
        raise ValidationError(SOMEBODY_HERE)
    return typed


def _role_of(user: User) -> str:
    """The role a colleague is asked in: the first of those that advise, which they hold."""
    return next((slug for slug in words.ROLES_ASKED if slug in user.roles), "colleague")


NAMES_WITHHELD = [("yes", "No, names and identities were withheld"), ("no", "Yes, they know who it is about")]
NOTHING_YET = "Leave this empty if they have not answered yet."


class ElsewhereForm(CreatingForm):
    """A discussion that happened elsewhere, in one page: what was asked and, once there is an answer, what was said."""

    messages = {
        "role": "Choose their role",
        "asked_at": "Give the date and time you asked",
        "dilemma": "Write down what you asked",
        "identity_withheld": "Choose whether you said who it is about",
    }
    adviser = Colleague(
        label="Whom did you ask, if they work here? (optional)",
        required=False,
        autocomplete="off",
        help_text="Their full name or work email address. They are asked to confirm what you write down.",
    )
    asked_whom = ShortText(
        label="Whom did you ask, if they work elsewhere? (optional)", required=False, autocomplete="off"
    )
    role = HintedChoice(label="What is their role?", choices=choices(words.ADVISERS))
    asked_at = GovDateTimeField(
        label="When did you ask?",
        called="The time you asked",
        past=True,
        initial=timezone.now,
        help_text="This is the time now. Change it if you asked earlier.",
    )
    dilemma = LongText(
        label="What did you ask?",
        rows=4,
        help_text='The dilemma, without names where you can: "a child in my class".',
    )
    identity_withheld = HintedChoice(label="Did you say who it is about?", choices=NAMES_WITHHELD)
    named_why = LongText(label="If the adviser had to know who it is about, why?", rows=2, required=False)
    advice = HintedChoice(
        label="What was advised? (optional)",
        choices=[Choice("", "They have not answered yet"), *choices(words.ADVICE)],
        required=False,
    )
    advice_text = LongText(label="What was said? (optional)", rows=4, required=False, help_text=NOTHING_YET)
    advised_on = GovDateField(
        label="When were you advised? (optional)", called="The date you were advised", past=True, required=False
    )
    followed = HintedChoice(label="Will you follow it? (optional)", choices=choices(words.FOLLOWED), required=False)
    not_followed_why = LongText(label="If not in full, why not?", rows=3, required=False)

    ASKED = ("asked_whom", "role", "asked_at", "dilemma", "named_why")
    SAID = ("advice", "advice_text", "advised_on", "followed", "not_followed_why")

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_among_colleagues(self.fields["adviser"], decision)

    def clean_asked_whom(self) -> str:
        return _nobody_here(cast(Colleague, self.fields["adviser"]).organisation, self.cleaned_data["asked_whom"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("adviser") and not said.get("asked_whom") and not {"adviser", "asked_whom"} & set(self.errors):
            self.add_error("asked_whom", "Say whom you asked")
        if said.get("identity_withheld") == "no" and not said.get("named_why"):
            self.add_error("named_why", "Say why the adviser had to know who it is about")
        if said.get("identity_withheld") == "yes":
            said["named_why"] = ""
        if said.get("advice"):
            self._clean_answer(said)
        elif any(said.get(name) for name in self.SAID[1:]):
            self.add_error("advice", "Choose what was advised")
        return said

    def _clean_answer(self, said: dict[str, Any]) -> None:
        for name in ("advice_text", "advised_on", "followed"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, str(AdviceForm.messages[name]))
        _clean_following(self, said)
        if said.get("advised_on") and said.get("asked_at"):
            _check_days(self, said["advised_on"], said["asked_at"])

    @property
    def asked(self) -> dict[str, Any]:
        said = self.cleaned_data
        whom = said["adviser"].name if said["adviser"] else said["asked_whom"]
        asked = {name: said[name] for name in self.ASKED}
        return {**asked, "asked_whom": whom, "identity_withheld": said["identity_withheld"] == "yes"}

    @property
    def said(self) -> dict[str, Any]:
        """Empty where there is no answer yet."""
        return {name: self.cleaned_data[name] for name in self.SAID} if self.cleaned_data["advice"] else {}


class AdviceForm(DraftForm):
    """What was advised, as the asker writes it down."""

    def __init__(self, *args: Any, asked_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_at = asked_at

    messages = {
        "advised_on": "Give the date you were advised",
        "advice": "Choose what was advised",
        "advice_text": "Write down what was said",
        "followed": "Choose whether you follow it",
    }
    advice = HintedChoice(label="What was advised?", choices=choices(words.ADVICE))
    advice_text = LongText(label="What was said?", rows=4, help_text="The advice and the reasons for it.")
    advised_on = GovDateField(label="When were you advised?", called="The date you were advised", past=True)
    followed = HintedChoice(label="Will you follow it?", choices=choices(words.FOLLOWED))
    not_followed_why = LongText(label="If not in full, why not?", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        _clean_following(self, said)
        if said.get("advised_on"):
            _check_days(self, said["advised_on"], self.asked_at)
        return said


class ToldForm(AdviceForm):
    """The same of a question that was put to somebody here: one of them told the asker by word of mouth."""

    messages = {**AdviceForm.messages, "adviser_id": "Choose who told you"}
    adviser_id = HintedChoice(label="Who told you?", choices=[], help_text="They are asked whether it is so.")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["adviser_id"], [Choice(str(user.pk), user.name) for user in people])
        self.order_fields(("adviser_id",))

    def clean_adviser_id(self) -> int:
        return int(self.cleaned_data["adviser_id"])


class FollowForm(DraftForm):
    """Whether the answer of an adviser is followed. `answer` is the number of the answer that was read."""

    own_fields: tuple[str, ...] = ("version", "answer")
    messages = {"followed": "Choose whether you follow it"}
    answer = forms.IntegerField(widget=forms.HiddenInput)
    followed = HintedChoice(label="Will you follow it?", choices=choices(words.FOLLOWED))
    not_followed_why = LongText(label="If not in full, why not?", rows=3, required=False)

    def __init__(self, *args: Any, last: AdviceAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["answer"] = last.pk

    def shows(self, answer: object) -> None:
        """The next press is of the answer that is shown now."""
        data = cast("QueryDict", self.data).copy()
        data["answer"] = str(answer)
        self.data = data

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        _clean_following(self, said)
        return said


class TakeBackForm(SavingForm):
    messages = {"why": "Say why it needs no answer any more"}
    why = LongText(label="Why does it need no answer any more?", rows=3)


class StillHoldsForm(SavingForm):
    """`seen` is the mark of the draft whose changes were read."""

    own_fields: tuple[str, ...] = ("seen",)
    messages = {"why": "Say why the advice still holds"}
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    why = LongText(label="Why does the advice still hold?", rows=3)


def _clean_following(form: forms.Form, said: dict[str, Any]) -> None:
    if said.get("followed") in {"partly", "no"} and not said.get("not_followed_why"):
        form.add_error("not_followed_why", "Say why you do not follow the advice in full")
    if said.get("followed") == "yes":
        said["not_followed_why"] = ""


def _check_days(form: forms.Form, advised_on: Any, asked_at: datetime) -> None:
    if advised_on < timezone.localtime(asked_at).date():
        form.add_error("advised_on", "The date you were advised must not be before the date you asked")
