"""The forms of samples: which records, what was found in one, and that it was read."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from decisions.models.quality import MOST
from decisions.policies.quality import Wanted
from decisions.quality.drawing import RANDOM, RISK
from decisions.quality.questions import ANSWERS, ASKED, QUESTIONS, YES
from infoshare.accounts.models import Team
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm

NUMBER = {"class": "govuk-input--width-3", "inputmode": "numeric"}
HOW_MANY = f"Give the number of records, from 1 to {MOST}"
IN_A_MONTH = timedelta(days=28)
BACKWARDS = "The last day must be the first day or later"


class DrawForm(CreatingForm):
    messages = {
        "since": "Give the first day",
        "until": "Give the last day",
        "how_many": dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY),
        "chosen": "Choose how the records are drawn",
        "due_on": "Give the day by which they are reviewed",
    }
    since = GovDateField(label="Recorded from", called="The first day", past=True, help_text="For example 1 4 2026.")
    until = GovDateField(label="Recorded until", called="The last day", past=True)
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="Any")
    how_many = forms.IntegerField(
        label="How many records?", min_value=1, max_value=MOST, initial=5, widget=forms.TextInput(attrs=NUMBER)
    )
    chosen = HintedChoice(
        label="How are they drawn?",
        choices=[
            Choice(
                RANDOM, "At random", "Every record is as likely as any other. It tells how records are on the whole."
            ),
            Choice(RISK, "By risk", "Those where most could have gone wrong. Each says why it was drawn."),
        ],
    )
    due_on = GovDateField(label="When will you have reviewed them?", called="The day", future=True)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Team]", self.fields["team"]).queryset = teams
        if len(teams) < 2:
            del self.fields["team"]
        today = timezone.localdate()
        self.initial = {"until": today, "due_on": today + IN_A_MONTH, **self.initial}

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", BACKWARDS)

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        wanted = Wanted(said["since"], said["until"], said.get("team"), said["chosen"], said["how_many"])
        return {"wanted": wanted, "due_on": said["due_on"]}


class ReviewForm(CreatingForm):
    """Each question with its answers and a line of why."""

    messages = {"good": "Say what was good"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slug in ASKED:
            self.fields[slug] = _answer(slug)
            self.fields[_why(slug)] = ShortText(
                label=f"{QUESTIONS[slug].short}: why, unless it is yes", max_length=300, required=False
            )
        self.fields["good"] = LongText(label="What was good?", rows=3)
        self.fields["to_do"] = LongText(label="What is to be done, if anything?", rows=3, required=False)

    def clean(self) -> None:
        for slug in ASKED:
            answer, why = self.cleaned_data.get(slug), self.cleaned_data.get(_why(slug))
            if answer and answer != YES and not why and _why(slug) not in self.errors:
                self.add_error(_why(slug), f"{QUESTIONS[slug].short}: say why it is not yes")

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        answers = {slug: (said[slug], said[_why(slug)]) for slug in ASKED}
        return {"answers": answers, "good": said["good"], "to_do": said["to_do"]}


def _answer(slug: str) -> HintedChoice:
    messages = {"required": f"{QUESTIONS[slug].short}: choose an answer"}
    choices = [Choice(value, label) for value, label in ANSWERS.items()]
    return HintedChoice(label=QUESTIONS[slug].text, choices=choices, small=True, error_messages=messages)


def _why(slug: str) -> str:
    return f"{slug}_why"


class FeedbackForm(CreatingForm):
    comment = LongText(
        label="What do you say to it? (optional)",
        rows=4,
        required=False,
        help_text="Whoever reviewed it, and those who review records like it, can read this.",
    )
