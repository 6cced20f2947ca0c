"""The forms of what happens to a consent: answers, assessments, taking back, looking again, papers."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from consent import papers, status, words
from consent.choices import choices
from consent.deciding import ASSESSMENTS, assessment_for
from consent.register import THEMSELVES, Held, who
from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.govuk.moments import months_from
from infoshare.saving.forms import CreatingForm


class EventForm(CreatingForm):
    """Something that happened on a day: today, where nothing else is said."""

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        if "on" in self.fields:
            self.initial.setdefault("on", timezone.localdate())

    on = GovDateField(label="When was that?", called="The date", past=True)


class LookAgainFields(GovForm):
    """When it is looked at again: the organisation's interval from today, unless somebody chooses another day."""

    look_again_on = GovDateField(label="When will you look at it again?", called="The day to look again", future=True)

    def suggest(self, held: Held) -> None:
        months = held.consent.organisation.consent_review_months
        self.initial.setdefault("look_again_on", months_from(timezone.localdate(), months))


class AnswerForm(EventForm, LookAgainFields):
    messages = {"kind": "Choose what they answered"}
    field_order = ("kind", "form", "explained", "on", "until", "look_again_on", "why")
    kind = HintedChoice(
        label="What did they answer?",
        choices=[("given", "They agree"), ("refused", "They do not agree")],
    )
    form = HintedChoice(label="How did they answer?", choices=[], required=False)
    explained = HintedMultipleChoice(
        label="What were they told first?",
        help_text="Tick what you told them. Consent is informed when all seven were explained.",
        choices=[],
        required=False,
    )
    until = GovDateField(
        label="If they agree, until when? (optional)", called="The last day", future=True, required=False
    )
    on = GovDateField(label="When did they answer?", called="The date", past=True)
    why = LongText(label="What did they say? (optional)", help_text="In their own words.", rows=3, required=False)

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        ways = [term for term in status.WAYS.values() if term.value != "implied" or self._may_be_implied(held)]
        told = held.told
        self.fields["form"] = HintedChoice(label="How did they answer?", choices=choices(ways), required=False)
        self.fields["explained"] = HintedMultipleChoice(
            label=str(self.fields["explained"].label),
            help_text=str(self.fields["explained"].help_text),
            choices=[Choice(name, term.label, told[name]) for name, term in status.ELEMENTS.items() if name in told],
            required=False,
        )
        self.fields["look_again_on"].required = False
        self.fields["look_again_on"].label = "If they agree, when will you look at it again?"
        self.suggest(held)
        self.order_fields(self.field_order)

    def _may_be_implied(self, held: Held) -> bool:
        return status.implied_is_open(held.consent.between)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        agrees = said.get("kind") == "given"
        if agrees and not said.get("form"):
            self.add_error("form", "Choose how they answered")
        if agrees and not said.get("look_again_on") and "look_again_on" not in self.errors:
            self.add_error("look_again_on", "Give the day to look at it again")
        if said.get("kind") == "refused":
            said |= {"until": None, "look_again_on": None, "explained": said.get("explained") or []}
            said["form"] = "" if said.get("form") == "implied" else said.get("form", "")
        return said


class NotAnsweredForm(EventForm):
    messages = {"kind": "Choose what is so", "why": "Say more about it"}
    field_order = ("kind", "reason", "why", "on")
    kind = HintedChoice(
        label="Why is there no answer?",
        choices=[("not_sought", "Nobody was asked"), ("could_not", "Nobody was able to give consent")],
    )
    reason = HintedChoice(
        label="If nobody was asked, why not?", choices=choices(status.REASONS_NOT_SOUGHT), required=False
    )
    why = LongText(
        label="What should the record say about it?",
        help_text="If nobody was able to give it: who was tried, and how.",
        rows=3,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == "not_sought" and not said.get("reason"):
            self.add_error("reason", "Choose the reason")
        if said.get("kind") == "could_not":
            said["reason"] = ""
            if not said.get("why"):
                self.add_error("why", "Say who was tried, and how")
        return said


class OfSomebodyForm(EventForm):
    """About one of those who agreed; gives their relationship, or None for the person themselves."""

    messages = {"whose": "Choose who it was"}
    whose = HintedChoice(label="Who says so?", choices=[])
    everybody = False

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        self.before = held.written_with(self.data.get("request_key", ""))  # that same press, if it went through
        agreed = dict.fromkeys([*held.agreed, *([who(self.before)] if self.before and who(self.before) else [])])
        offered = [(key, held.called(key)) for key in agreed]
        if self.everybody:
            offered.append(("everybody", "It does not hold for anybody"))
        cast(forms.ChoiceField, self.fields["whose"]).choices = offered

    @property
    def relationship(self) -> Any:
        key = self.cleaned_data["whose"]
        if key in {THEMSELVES, "everybody"}:
            return None
        return next(row.relationship for row in self.held.events if str(row.relationship_id) == key)


class RenewForm(OfSomebodyForm, LookAgainFields):
    field_order = ("whose", "on", "until", "look_again_on", "why")
    whose = HintedChoice(label="Who agrees for longer?", choices=[])
    until = GovDateField(
        label="Until when does it hold now? (optional)", called="The last day", future=True, required=False
    )
    why = LongText(label="What did they say? (optional)", rows=3, required=False)

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        self.suggest(held)
        self.order_fields(self.field_order)


class InvalidForm(OfSomebodyForm):
    everybody = True
    messages = {"whose": "Choose whose consent it is", "why": "Say what was wrong with it"}
    field_order = ("whose", "why", "on")
    whose = HintedChoice(label="Whose consent was not valid?", choices=[])
    why = LongText(
        label="What was wrong with it?",
        help_text="For example: they were pressed; they could not decide this; they were told something wrong.",
        rows=3,
    )
    on = GovDateField(label="When was that found?", called="The date", past=True)


class ReviewForm(EventForm, LookAgainFields):
    """Looked at again in two minutes: what changed, still agreed, when next."""

    messages = {"still": "Say whether they still agree"}
    field_order = ("why", "still", "look_again_on", "on")
    why = LongText(
        label="What has changed since? (optional)",
        help_text="Who cares for them, who needs the information, what they want.",
        rows=3,
        required=False,
    )
    still = HintedChoice(
        label="Do they still agree?",
        help_text="Ask them, if that is safe.",
        choices=[
            ("yes", "Yes, to the same as before"),
            ("no", "No, or not to all of it"),
            ("unsure", "I have not been able to ask them yet"),
        ],
    )
    on = GovDateField(label="When did you look at it?", called="The date", past=True)

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        self.suggest(held)
        self.order_fields(self.field_order)

    def clean_still(self) -> str:
        still: str = self.cleaned_data["still"]
        if still == "unsure":
            raise forms.ValidationError("It stays due until you have asked them. Nothing is saved yet")
        return still

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "still"}


class CallForm(EventForm):
    messages = {"reason": "Choose what has changed"}
    field_order = ("reason", "why", "on")
    reason = HintedChoice(label="What has changed?", choices=choices(words.CALLS))
    why = LongText(label="What should be looked at? (optional)", rows=3, required=False)


class AssessForm(EventForm):
    """Each item met or not, with notes; which items they are goes by the person's age on that day."""

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, held=held, **kwargs)
        self.kind = assessment_for(held.consent.person.born_on, timezone.localdate())
        for name, term in ASSESSMENTS[self.kind].items():
            self.fields[name] = HintedChoice(
                label=term.label,
                choices=[("yes", "Yes"), ("no", "No")],
                error_messages={"required": f"Say yes or no: {term.label[0].lower()}{term.label[1:]}"},
            )
            self.fields[f"{name}_note"] = LongText(
                label="What does that rest on? (optional)", rows=2, required=False, called="Your note"
            )
        names = [part for name in ASSESSMENTS[self.kind] for part in (name, f"{name}_note")]
        self.order_fields([*names, "on"])

    @property
    def items(self) -> Mapping[str, tuple[bool, str]]:
        said = self.cleaned_data
        return {name: (said[name] == "yes", said[f"{name}_note"]) for name in ASSESSMENTS[self.kind]}


class Paper(forms.FileField):
    """A PDF, JPEG or PNG of at most 5 megabytes, told by its content; gives its bytes and their type."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given: UploadedFile[bytes] | None = super().clean(data, initial)
        if given is None:
            return None
        if (given.size or 0) > papers.MOST:
            raise forms.ValidationError("The file must be smaller than 5 megabytes")
        read = given.read()
        kind = papers.content_type(read)
        if not kind:
            raise forms.ValidationError("The file must be a PDF, or a photograph as JPEG or PNG")
        return read, kind


class EvidenceForm(CreatingForm):
    messages = {
        "what": "Say what it is",
        "paper": {"required": "Choose a file", "invalid": "Choose a file", "empty": "The file is empty"},
    }
    what = ShortText(label="What is it?", help_text="For example: the form she signed, two pages.")
    paper = Paper(
        label="The paper",
        help_text="A PDF, or a photograph as JPEG or PNG, of at most 5 megabytes.",
        allow_empty_file=False,
    )


class OnADayForm(GovForm):
    messages = {"day": "Give a day"}
    day = GovDateField(label="What stood on another day?", called="The day")
