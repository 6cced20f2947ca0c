"""The form fields of this application. Sentences for what goes wrong are in sentences.py."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypedDict, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from infoshare.govuk import dates
from infoshare.govuk.widgets import Boxes, DateBoxes, DateTimeBoxes, Hinted, HintedCheckboxes, HintedRadios


class Options(TypedDict, total=False):
    """What every field takes, as in Django."""

    required: bool
    label: str
    initial: object
    help_text: str
    error_messages: dict[str, str]
    disabled: bool


class Choice(NamedTuple):
    """One answer to choose; a divider such as "or" stands above it."""

    value: str
    label: str
    hint: str = ""
    divider: str = ""


class BoxError(ValidationError):
    """Knows which boxes to mark and to link to, counted from 0."""

    def __init__(self, message: str, boxes: Sequence[int]) -> None:
        super().__init__(message, code="invalid")
        self.boxes = tuple(boxes)


MOST_LINES = 200  # of one box: a page is read, and printed, line by line
BLANK = "\u2800\u3164\u115f\u1160\uffa0"  # letters by name that show nothing


def visible(text: str) -> str:
    """The text, or "" where it holds nothing that a reader could see: reasons must be read by somebody."""
    shown = (each for each in text if each not in BLANK and unicodedata.category(each) not in {"Cf", "Zs", "Cc", "Mn"})
    return text if any(shown) else ""


class ShortText(forms.CharField):
    """One line. Width is in characters (2, 3, 4, 5, 10, 20 or 30); 0 fills the column."""

    def __init__(
        self,
        *,
        max_length: int = 200,
        width: int = 0,
        autocomplete: str = "",
        called: str = "",
        **options: Unpack[Options],
    ) -> None:
        size = f"govuk-input--width-{width}" if width else None
        widget = forms.TextInput({"class": size, "autocomplete": autocomplete or None})
        super().__init__(max_length=max_length, widget=widget, **options)
        self.called = called

    def to_python(self, value: object) -> str:
        """One line stays one line, whatever was pasted or sent."""
        return visible(re.sub(r"\s+", " ", super().to_python(value) or ""))


class LongText(forms.CharField):
    """Several lines. Line ends of every kind become one character, as the page counts them."""

    def __init__(
        self, *, max_length: int = 10_000, rows: int = 5, called: str = "", **options: Unpack[Options]
    ) -> None:
        widget = forms.Textarea({"rows": rows, "cols": None})
        super().__init__(max_length=max_length, widget=widget, **options)
        self.called = called

    def validate(self, value: str) -> None:
        super().validate(value)
        if value.count("\n") >= MOST_LINES:
            raise ValidationError(f"{self.called or 'Your answer'} must be {MOST_LINES} lines or fewer", code="lines")

    def to_python(self, value: object) -> str:
        """Word pastes its soft line ends as vertical tabs."""
        return visible(re.sub("\r\n|[\r\v\f]", "\n", super().to_python(value) or "").strip())


def _choose(widget: Hinted, choices: Iterable[Choice | tuple[str, str]]) -> list[tuple[str, str]]:
    """Gives the widget its hints and dividers, and the field its plain pairs."""
    full = [Choice(*choice) for choice in choices]
    widget.hints = {choice.value: choice.hint for choice in full}
    widget.dividers = {choice.value: choice.divider for choice in full}
    return [(choice.value, choice.label) for choice in full]


class HintedChoice(forms.ChoiceField):
    """Radios, each with a hint if it needs one."""

    def __init__(
        self,
        *,
        choices: Iterable[Choice | tuple[str, str]],
        called: str = "",
        small: bool = False,
        **options: Unpack[Options],
    ) -> None:
        widget = HintedRadios()
        widget.small = small
        super().__init__(choices=_choose(widget, choices), widget=widget, **options)
        self.called = called


class HintedMultipleChoice(forms.MultipleChoiceField):
    """Checkboxes, each with a hint if it needs one."""

    def __init__(
        self,
        *,
        choices: Iterable[Choice | tuple[str, str]],
        called: str = "",
        small: bool = False,
        **options: Unpack[Options],
    ) -> None:
        widget = HintedCheckboxes()
        widget.small = small
        super().__init__(choices=_choose(widget, choices), widget=widget, **options)
        self.called = called


class GovDateField(forms.Field):
    """Day, month and year boxes to a date. "past" and "future" both allow today."""

    widget: type[Boxes] = DateBoxes
    read: Callable[[Sequence[str]], date] = staticmethod(dates.read_date)

    def __init__(
        self, *, past: bool = False, future: bool = False, called: str = "", **options: Unpack[Options]
    ) -> None:
        super().__init__(**options)
        self.past, self.future, self.called = past, future, called

    def to_python(self, value: date | Sequence[str | None] | None) -> date | None:
        if value is None or isinstance(value, date):
            return value
        typed = [(part or "").strip() for part in value]
        if not any(typed):
            return None
        try:
            return self.read(typed)
        except dates.Unreadable as problem:
            raise BoxError(self.sentence(problem.problem), problem.boxes) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.past and value > self.now():
            raise BoxError(self.sentence("must be today or in the past"), dates.ALL_OF_A_DATE)
        if value and self.future and value < self.now():
            raise BoxError(self.sentence("must be today or in the future"), dates.ALL_OF_A_DATE)

    def now(self) -> date:
        return timezone.localdate(timezone=dates.LONDON)

    def sentence(self, problem: str) -> str:
        return f"{self.called or self.label or 'The date'} {problem}"


class GovDateTimeField(GovDateField):
    """Date boxes and a time box to an aware datetime, as the clocks in the UK showed it."""

    widget = DateTimeBoxes
    read = staticmethod(dates.read_moment)

    def now(self) -> datetime:
        return timezone.now()
