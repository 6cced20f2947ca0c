"""The forms of what goes to whom: one recipient's page, and keeping everything back from one."""

import re
from collections.abc import Iterator
from typing import Any

from django.forms import BoundField, Field

from consent.choices import choices
from decisions import grid, words
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from decisions.models import Item, Recipient
from decisions.models.lines import GOES
from infoshare.govuk.fields import HintedChoice, LongText

NOTHING = "Decide on at least one piece of information"
NOT_IN_PART = "You wrote what they read instead. Choose “Share it in part”, or clear this box"
OF_AN_ITEM = re.compile(r"(redacted|why)_\d+")
ALL_OF_IT = "This is all of it. Leave something out, or choose “Share it”"


class LinesForm(DraftForm):
    """Four questions about each item. Nothing is chosen beforehand; what is left open can be decided on later."""

    def __init__(self, *args: Any, draft: Draft, to: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, stored=grid.stored(draft, to), **kwargs)
        for number, item in enumerate(draft.items, 1):
            self.fields |= {grid.name(part, item): field for part, field in _questions(number).items()}

    def questions(self, item: Item) -> dict[str, BoundField]:
        """The four, for the page."""
        return {part: self[grid.name(part, item)] for part in grid.PARTS}

    @property
    def typed_for_nothing(self) -> list[str]:
        """What was typed about information that somebody took off the list since the page was opened."""
        over = {name: str(said).strip() for name, said in self.data.items() if name not in self.fields}
        return [said for name, said in over.items() if OF_AN_ITEM.fullmatch(name) and said]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number, item in enumerate(self.draft.items, 1):
            answer = _Answer(self, item, said)
            for part, sentence in answer.problems(number):
                self.add_error(grid.name(part, item), sentence)
            said |= answer.settled
        if not any(said.get(grid.name("choice", item)) for item in self.draft.items) and not self.errors:
            self.add_error(None, NOTHING)
        return said


class _Answer:
    """What was answered about one item."""

    def __init__(self, form: LinesForm, item: Item, said: dict[str, Any]) -> None:
        names = {part: grid.name(part, item) for part in grid.PARTS}
        self.item, self.names, self.wrong = item, names, {part for part, name in names.items() if name in form.errors}
        self.choice, self.redacted, self.why, self.onward = (said.get(name) or "" for name in names.values())
        self.before = {part: form.initial[name] for part, name in names.items()}

    @property
    def goes(self) -> bool:
        return self.choice in GOES

    @property
    def leaves_words_unused(self) -> bool:
        """Something new was written to be read instead, and another choice made: that must be a mistake."""
        return self.choice != "redact" and bool(self.redacted) and self.redacted != self.before["redacted"]

    @property
    def settled(self) -> dict[str, str]:
        """Without the answers that the choice has no use for."""
        redacted = self.redacted if self.choice == "redact" else ""
        answers = {"choice": self.choice, "redacted": redacted, "why": self.why, "onward": self.onward * self.goes}
        return {self.names[part]: answer for part, answer in answers.items() if part not in self.wrong}

    def problems(self, number: int) -> Iterator[tuple[str, str]]:
        """One at most for each question, where it has none yet."""
        return ((part, sentence) for part, sentence in self._found(number) if part not in self.wrong)

    def _found(self, number: int) -> Iterator[tuple[str, str]]:
        if not self.choice:
            if self.redacted or self.why or self.onward or self.before["choice"]:
                yield "choice", f"Choose whether they get information {number}"
            return
        if self.leaves_words_unused:
            yield "redacted", NOT_IN_PART
        if self.choice == "redact" and not self.redacted:
            yield "redacted", f"Write what they read instead of information {number}"
        if self.choice == "redact" and self.redacted == self.item.text:
            yield "redacted", ALL_OF_IT
        if not self.why:
            yield "why", f"Say why they need information {number}, or why not"
        if self.goes and not self.onward:
            yield "onward", f"Say whether they may pass on information {number}"


def _questions(number: int) -> dict[str, Field]:
    return {
        "choice": HintedChoice(
            label=f"Do they get information {number}?", choices=choices(words.CHOICES), required=False
        ),
        "redacted": LongText(
            label=f"What do they read instead of information {number}?",
            rows=3,
            required=False,
            called="What they read instead",
            help_text="They get these words, and nothing else of it.",
        ),
        "why": LongText(
            label=f"Why do they need information {number}, or why not?",
            rows=2,
            required=False,
            called="The reason",
            help_text="Think of their role. What will they do with it?",
        ),
        "onward": HintedChoice(
            label=f"May they pass on information {number}?", choices=choices(words.ONWARD), required=False
        ),
    }


class KeepBackForm(DraftForm):
    messages = {"why": "Say why nothing goes to them"}
    why = LongText(label="Why does nothing go to them?", rows=3)

    def __init__(self, *args: Any, draft: Draft, to: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, stored=grid.stored(draft, to), **kwargs)
