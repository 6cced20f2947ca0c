"""The guided form of what people will be asked: one element of informed consent a page."""

from collections.abc import Mapping
from typing import Any

from consent import words
from consent.choices import choices
from infoshare.govuk.fields import HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, VersionedForm

MISSING = "Leave it empty only if they are not told. Their consent is then given, but not informed."


class BasicFields(GovForm):
    messages = {
        "kind": "Choose what kind of consent it is",
        "purpose": "Say what the information is needed for",
        "between": "Choose where the information would go",
    }
    kind = HintedChoice(
        label="What kind of consent is it?",
        help_text="Four different things are called consent. One never stands for another.",
        choices=choices(words.KINDS),
    )
    between = HintedChoice(label="Who would it be shared with?", choices=choices(words.BETWEEN))
    purpose = LongText(
        label="What is the information needed for?",
        help_text="In words they would use themselves. For example: so that the school nurse can plan help at school.",
        rows=4,
    )


class AskForm(BasicFields, CreatingForm):
    pass


class BasicsForm(BasicFields, VersionedForm):
    pass


class ElementForm(VersionedForm):
    """One element, told in words; a suggestion stands there until somebody writes their own."""

    suggested = ""

    def __init__(self, *args: Any, stored: Mapping[str, object], **kwargs: Any) -> None:
        super().__init__(*args, stored=stored, **kwargs)
        for name in self.columns():
            if not stored[name]:
                self.initial[name] = self.suggested


class UseForm(ElementForm):
    page_heading = "use"
    use = LongText(
        label="How will it be used?",
        help_text=f"What the people who receive it will do with it. {MISSING}",
        rows=4,
        required=False,
    )


class MethodForm(ElementForm):
    page_heading = "method"
    method = LongText(
        label="How will it be shared?",
        help_text=f"For example: by secure email; at a meeting; by telephone, after calling back. {MISSING}",
        rows=4,
        required=False,
    )


class RetentionForm(ElementForm):
    page_heading = "retention"
    retention = LongText(
        label="How long will it be held, and in what form?",
        help_text=f"Your organisation's retention policy says how long. {MISSING}",
        rows=4,
        required=False,
    )


class LimitsForm(ElementForm):
    page_heading = "limits"
    suggested = (
        "We may have to share without your agreement if somebody could be seriously harmed, or if a court or the law "
        "says so. If we can, we will tell you first."
    )
    limits = LongText(
        label="When may it be shared without their consent?",
        help_text=f"Confidentiality can't always be kept, and they need to know when. {MISSING}",
        rows=5,
        required=False,
    )


class WithdrawalForm(ElementForm):
    page_heading = "withdrawal"
    suggested = (
        "You can change your mind at any time. Tell us, in any way you like. We stop sharing from that day on. "
        "What was shared before can't be taken back, but we will tell those who have it."
    )
    withdrawal = LongText(
        label="How can they change their mind?",
        help_text=f"Say whom to call or see. {MISSING}",
        rows=5,
        required=False,
    )


class InformationForm(VersionedForm):
    page_heading = "categories"
    messages = {"categories": "Choose at least one kind of information"}
    categories = HintedMultipleChoice(
        label="Which kinds of information?",
        help_text="Only these are covered. Choose what is needed for the purpose, and no more.",
        choices=choices(words.CATEGORIES),
    )


class ConsentRecipientForm(CreatingForm):
    messages = {"organisation": "Give the organisation"}
    organisation = ShortText(label="Organisation", help_text="For example: the school nursing service.")
    role = ShortText(
        label="Role there (optional)",
        help_text="If only somebody in one role may receive it, for example: the named nurse.",
        required=False,
    )
