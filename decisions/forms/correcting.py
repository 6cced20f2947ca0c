"""The forms of a correction: what is wrong, words for one recipient, that it went, what they say, and giving it up."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from consent.choices import choices
from decisions import wording
from decisions import words_of_sharing as words
from decisions.letters.correction import Version
from decisions.models import Item
from decisions.policies.correcting import LETTER_CHANGED
from infoshare.govuk.fields import Choice, GovDateTimeField, HintedChoice, LongText, ShortText
from infoshare.saving.forms import CreatingForm

LONGEST_HINT = 200


class FoundWrongForm(CreatingForm):
    """`items` are the pieces of the record; there are none after an emergency, where it is said in words."""

    messages = {
        "item": "Choose which piece of information is wrong",
        "what": "Say what was told that was wrong",
        "kind": "Choose whether it is wrong, or withdrawn altogether",
        "found_how": "Say how it was found out",
        "found_by": "Say who found it out",
    }
    item = HintedChoice(label="Which piece of information is wrong?", choices=[])
    what = LongText(
        label="What was told that was wrong?", rows=3, help_text="As it was told in the emergency, as far as you know."
    )
    kind = HintedChoice(label="What is the matter with it?", choices=choices(words.WRONG))
    right = LongText(
        label="What is right?",
        rows=4,
        required=False,
        help_text="Whoever got all of it reads these words. For whoever got it in part, you write other words later.",
    )
    found_how = LongText(label="How was it found out?", rows=3, help_text="This stays here. Nobody else is told.")
    found_by = ShortText(
        label="Who found it out?", help_text="A name or a role. This stays here, too.", autocomplete="off"
    )

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item in items}
        if items:
            offered = [Choice(str(row.pk), f"Information {n}", _short(row.text)) for n, row in enumerate(items, 1)]
            field = HintedChoice(label=str(self.fields["item"].label), choices=offered)
            self.fields["item"] = field
            del self.fields["what"]
        else:
            del self.fields["item"]
        self.order_fields(["item", "what", "kind", "right", "found_how", "found_by"])

    def clean_right(self) -> str:
        """Words typed beside the other choice are an error: dropped, they would be missed."""
        right, kind = str(self.cleaned_data["right"]), self.cleaned_data.get("kind")
        if kind == "wrong" and not right:
            raise ValidationError("Say what is right", code="right")
        if kind == "withdrawn" and right:
            raise ValidationError("It is withdrawn altogether, so leave this empty", code="right")
        return right

    @property
    def item_chosen(self) -> Item | None:
        """One of the pieces of this record; none after an emergency."""
        return self.items.get(self.cleaned_data.get("item", ""))

    @property
    def values(self) -> dict[str, Any]:
        said = {name: value for name, value in super().values.items() if name != "item"}
        return {"what": "", **said}

    @property
    def keyed(self) -> dict[str, Any]:
        return {"request_key": self.cleaned_data["request_key"], "values": self.values}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_HINT else f"{text[:LONGEST_HINT]}…"


class CorrectionWordsForm(CreatingForm):
    messages = {"text": "Write what is right, in words that they may read"}
    refused_at = "text"
    text = LongText(
        label="What is right, in words that they may read",
        rows=4,
        help_text="They read only what you write here. Leave out what was left out before.",
    )


class CorrectionSentForm(CreatingForm):
    """`letters` are those that there were until now, the newest last: what is kept is the one that went."""

    messages = {
        "happened_at": "Give the date and time it went",
        "channel": "Choose how it went",
        "letter": {"required": "Choose what went", "invalid_choice": LETTER_CHANGED},
    }
    own_fields = ("request_key", "letter")
    happened_at = GovDateTimeField(
        label="When did it go?",
        called="The time it went",
        past=True,
        initial=timezone.now,
        help_text="This is the time now. Change it if it went earlier.",
    )
    channel = HintedChoice(label="How did it go?", choices=choices(words.CHANNELS))
    letter = HintedChoice(label="What went?", choices=[])
    sent_by = ShortText(label="Who told them, if it was not you? (optional)", required=False, autocomplete="off")
    note = LongText(label="Anything else? (optional)", rows=2, required=False)

    def __init__(self, *args: Any, letters: Sequence[Version], chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not letters:
            del self.fields["letter"]
            return
        offered = [_offer(each, is_now=each is letters[-1]) for each in reversed(letters)]
        self.fields["letter"] = HintedChoice(label="What went?", choices=[*offered, IN_WORDS], initial=chosen)
        self.order_fields(["happened_at", "channel", "letter", "sent_by", "note"])

    @property
    def went(self) -> str:
        """The mark of the letter that went; "" where none did."""
        said = str(self.cleaned_data.get("letter", ""))
        return "" if said == IN_WORDS.value else said


IN_WORDS = Choice("words", "No letter from here", "You told them in words of your own, or by telephone.")


def _offer(letter: Version, *, is_now: bool) -> Choice:
    called = "The letter as it is now" if is_now else f"The letter as it was from {wording.moment(letter.since)}"
    return Choice(letter.mark, called, f"It says that this is right: {_short(letter.right)}")


class ConfirmForm(CreatingForm):
    messages = {"said": "Choose what you did"}
    said = HintedChoice(label="Did you put it right?", choices=choices(words.PUT_RIGHT))
    words = LongText(
        label="Anything else? (optional)", rows=3, required=False, help_text="Roles and organisations. Leave out names."
    )


class NoteConfirmedForm(ConfirmForm):
    messages = {"said": "Choose what they did", "told_how": "Say how they told you"}
    told_how = ShortText(label="How did they tell you?", help_text="For example: they rang to say that it is done.")
    said = HintedChoice(label="Did they put it right?", choices=list(words.PUT_RIGHT_THEIRS.items()))
    words = LongText(label="Anything else? (optional)", rows=3, required=False)
    field_order = ("told_how", "said", "words")


class GiveUpForm(CreatingForm):
    messages = {"kind": "Choose why you stop here", "why": "Say more about it"}
    kind = HintedChoice(label="Why do you stop here?", choices=choices(words.GIVEN_UP))
    why = LongText(
        label="Say more about it",
        rows=3,
        help_text="How you know, or what you tried. This stands in the record.",
    )
