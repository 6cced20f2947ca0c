"""The forms of sharing: the law relied on, how it is done, and who is told."""

from typing import Any

from consent.choices import choices
from decisions import words
from decisions.contradictions import somebody_is_identified
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from infoshare.govuk.fields import GovDateField, HintedChoice, LongText


class BasisForm(DraftForm):
    messages = {
        "lawful_basis": "Choose the basis you rely on",
        "condition": "Choose the condition, or that there is no such data",
        "common_law": "Choose what allows you to share something confidential",
    }
    refused_at = "common_law"
    lawful_basis = HintedChoice(choices=[])
    condition = HintedChoice(
        label="Does it include health, ethnicity, religion, sex life or crime?",
        choices=choices(words.CONDITIONS),
        help_text="If so, choose the condition that allows it: UK GDPR Articles 9 and 10, Data Protection Act 2018.",
    )
    common_law = HintedChoice(
        label="If it is confidential, what allows you to share it?", choices=choices(words.COMMON_LAW)
    )
    power = LongText(
        label="Is there a power or duty in law that you act under? (optional)",
        rows=2,
        required=False,
        help_text="For example: Children Act 2004, section 10 or 11; the court order, with its date.",
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        outcome = draft.route.outcome
        offered = [
            term
            for term in words.LAWFUL_BASES.values()
            if not somebody_is_identified(lawful_basis=term.value, outcome=outcome)
        ]
        self.fields["lawful_basis"] = HintedChoice(
            label="Which lawful basis do you rely on?",
            choices=choices(offered),
            help_text="Schools, councils and the NHS: usually a public task. Charities, clubs and private nurseries: "
            "usually legitimate interests. If you are not sure, ask your information governance lead.",
        )


class HowForm(DraftForm):
    messages = {
        "how_much": "Say how you kept it to what is needed",
        "facts_apart": "Say how facts and opinions are told apart",
        "right_person": "Say how you make sure it reaches the right person",
        "securely": "Say how it is sent or told securely",
    }
    how_much = LongText(label="How do you keep it to what is needed?", rows=2)
    facts_apart = LongText(label="How are facts told apart from opinions?", rows=2)
    right_person = LongText(
        label="How do you make sure that it reaches the right person?",
        rows=2,
        help_text="For example: you ring back on a number you already had; you read the address out.",
    )
    securely = LongText(
        label="How is it shared securely?", rows=2, help_text="For example: by secure mail; face to face."
    )


class TellingForm(DraftForm):
    messages = {"told": "Choose whether they are told"}
    page_heading = "told"
    told = HintedChoice(
        label="Will the child or the family be told that this is shared?",
        choices=choices(words.TOLD),
        help_text="They should know, unless telling them would put somebody at risk of harm.",
    )


class TellingDetailsForm(DraftForm):
    """Asks how they are told, or why not and when to look again."""

    messages = {
        "told_how": "Say how, when and by whom they are told",
        "not_told_why": "Say why they are not told now",
        "look_again_on": "Give a date to look again at telling them",
    }
    told_how = LongText(label="How, when and by whom are they told?", rows=3)
    not_told_why = LongText(label="Why are they not told now?", rows=3)
    look_again_on = GovDateField(
        label="When will you look again at telling them?", called="The date to look again", future=True
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        for name in set(self.base_fields) - {*self.names(draft), "version"}:
            del self.fields[name]

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        return ["not_told_why", "look_again_on"] if draft.told == "not" else ["told_how"]
