"""The forms of the journey's pages: one class a page, its fields named as the columns they save."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from consent import status
from decisions import words
from decisions.contradictions import NEEDLESS, consent_matters, implied_is_closed, somebody_is_identified
from decisions.draft import Draft
from decisions.forms.base import DraftForm, choices
from decisions.models import (
    Conclusion,
    ConsentStatement,
    LegalBasis,
    Page,
    Request,
    SharingPlan,
    Weighing,
)
from infoshare.govuk.fields import GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText


class DetailsForm(DraftForm):
    messages = {
        "deciding": "Say what you are deciding",
        "about": "Give initials or your own reference",
        "between": "Choose where the information would go",
        "purpose": "Say what the information is needed for",
    }
    deciding = ShortText(
        label="In one line, what is the decision?",
        help_text="For example: whether to tell the school nurse about a fall at home.",
    )
    about = ShortText(
        label="Who is it about?",
        max_length=100,
        width=20,
        help_text="Initials, or your own reference. Leave out full names and dates of birth.",
    )
    between = HintedChoice(label="Where would the information go?", choices=choices(words.BETWEEN))
    purpose = LongText(
        label="What is it needed for?",
        rows=4,
        help_text="What will be better for the child or the family when the information is known.",
    )


class RequestForm(DraftForm):
    messages = {
        "requester": "Give the name of the person who asked",
        "requester_organisation": "Say where they work",
        "position": "Give their position",
        "received_on": "Give the date you received the request",
        "verified_how": "Say how you know that they are who they say, or that you could not find out",
        "asked_for": "Say what they asked for",
        "asked_why": "Say why they asked, or that they gave no reason",
    }
    requester = ShortText(label="Who asked?", autocomplete="off")
    requester_organisation = ShortText(label="Where do they work?")
    position = ShortText(label="What is their position?")
    received_on = GovDateField(label="When did you receive the request?", called="The date you received it", past=True)
    verified_how = LongText(
        label="How do you know that they are who they say?",
        rows=3,
        help_text="For example: you rang back on the number of the organisation's switchboard.",
    )
    asked_for = LongText(label="What did they ask for?", rows=3)
    asked_why = LongText(label="Why do they need it?", rows=3)


class ConsentForm(DraftForm):
    messages = {"status": "Choose what consent there is"}
    page_heading = "status"
    refused_at = "status"

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        offered = [term for term in status.STATUSES.values() if not self._is_closed(term.value)]
        self.fields["status"] = HintedChoice(
            label="What consent is there?", choices=choices(offered), help_text=self._help(draft)
        )

    def _is_closed(self, value: str) -> bool:
        draft = self.draft
        return bool(
            implied_is_closed(between=draft.decision.between, consent_status=value)
            or consent_matters(outcome=draft.route.outcome, consent_status=value, reason="", decided=draft.decided)
        )

    def _help(self, draft: Draft) -> str:
        if draft.counted.get("at_risk") == "yes" or draft.counted.get("statutory") == "yes":
            return "You do not need consent here. Say what there is, so that the record is whole."
        return "Consent is one possible ground for sharing, and often not the right one where a child is at risk."

    status = HintedChoice(choices=[])


class ConsentDetailsForm(DraftForm):
    """Asks only what the status needs: consent.status.DETAILS."""

    refused_at = "reason"
    messages = {
        "given_by": "Say who it was",
        "relationship": "Say how they are related to the child",
        "form": "Choose how they agreed",
        "on": "Give the date",
        "reason": "Choose the reason",
        "explanation": "Explain it here",
    }
    given_by = ShortText(label="Who was it?", help_text="Initials will do.")
    relationship = ShortText(
        label="Who are they to the child?",
        help_text="For example: the young person; mother, with parental responsibility; foster carer.",
    )
    form = HintedChoice(label="How did they agree?", choices=choices(status.FORMS))
    on = GovDateField(label="When?", called="The date", past=True)
    explained = HintedMultipleChoice(
        label="What were they told first?",
        choices=choices(status.ELEMENTS),
        required=False,
        help_text="Consent is informed when all seven were explained. The record says which were not.",
    )
    reason = HintedChoice(label="Why?", choices=[])
    explanation = LongText(label="What else should the record say about it?", rows=3)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        now = draft.consent_status
        for name in set(self.base_fields) - {*self.names(draft), "version"}:
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"] = HintedChoice(
                label="Why was nobody asked?" if now == "not_sought" else "Why does consent not come into it?",
                choices=choices(self._fitting(now)),
            )
        if "explanation" not in status.DETAILS[now]:
            self.fields["explanation"].required = False
            self.fields["explanation"].label = "Anything else the record should say about it? (optional)"

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "details_of": self.draft.consent_status}

    def _fitting(self, now: str) -> list[status.Term]:
        """The reasons that go with the status, and with the outcome."""
        outcome = self.draft.route.outcome
        return [term for term in status.reasons(now).values() if NEEDLESS.get(term.value, outcome) == outcome]

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        now = draft.consent_status
        told = ("explained",) if now == "given" else ()
        wanted = {*status.DETAILS[now], *told, "explanation"}
        return [*(name for name in cls.columns() if name in wanted), "details_of"]


class ViewsForm(DraftForm):
    child_views = LongText(label="What does the child or young person say?", rows=3, required=False)
    carer_views = LongText(label="What does the parent or carer say?", rows=3, required=False)
    views_not_asked = LongText(
        label="If one of them was not asked, why not?",
        rows=3,
        required=False,
        help_text="For example: too young to say; asking would have raised the risk.",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        both = said.get("child_views") and said.get("carer_views")
        if not self.errors and not both and not said.get("views_not_asked"):
            self.add_error("views_not_asked", "Write what both say, or why one of them was not asked")
        return said


class RisksForm(DraftForm):
    messages = {
        "risk_of_sharing": "Write down the risk of sharing, even if it is small",
        "risk_of_not_sharing": "Write down the risk of not sharing, even if it is small",
    }
    risk_of_sharing = LongText(
        label="What could go wrong if you share?",
        help_text="Who could be harmed, lose trust or be put in danger, and how likely is that?",
    )
    risk_of_not_sharing = LongText(
        label="What could go wrong if you do not share?",
        help_text="What could happen to the child, to brothers and sisters, or to anybody else?",
    )


class BestInterestsForm(DraftForm):
    messages = {
        "best_interests": "Choose one answer",
        "best_interests_why": "Say why that is best for the child",
        "safety_of_others": "Say whose identity must be protected, and how",
    }
    best_interests = HintedChoice(
        label="Would sharing be in the child's best interests?", choices=choices(words.BEST_INTERESTS)
    )
    best_interests_why = LongText(label="Why is that best?", rows=4)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        if draft.must_protect_identity:
            self.fields["safety_of_others"].label = "Whose identity must be protected, and how?"
            self.fields["safety_of_others"].required = True
            self.fields[
                "safety_of_others"
            ].help_text = "For example: leave out the address; ask the social worker never to say who rang."

    safety_of_others = LongText(
        label="Could anybody else be harmed, or be found by somebody they fear? (optional)",
        rows=3,
        required=False,
        help_text="A parent, a neighbour who reported, a colleague. Say whose identity must be protected.",
    )


class DecisionForm(DraftForm):
    messages = {
        "decided": "Choose what you decided",
        "reasons": "Give your reasons",
        "review_on": "Give a date to look at this again",
    }
    refused_at = "decided"

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        urgent = draft.counted.get("at_risk") == "yes"
        if not self.initial["review_on"] and not urgent:
            self.initial["review_on"] = months_from(timezone.localdate(), draft.decision.organisation.review_months)

    decided = HintedChoice(label="What have you decided?", choices=choices(words.DECISIONS))
    reasons = LongText(
        label="What are your reasons?",
        rows=6,
        help_text="In your own words. Somebody may read them in ten years.",
    )
    review_on = GovDateField(label="When will you look at this again?", called="The date to look again", future=True)


class GroundsForm(DraftForm):
    messages = {"grounds": "Choose at least one ground"}
    refused_at = "grounds"
    grounds = HintedMultipleChoice(
        label="On which grounds is it not shared?",
        choices=choices(words.GROUNDS),
        help_text="Confidentiality alone is never a reason to keep back what a child needs to be known.",
    )
    other_ground = LongText(label="If there is another ground, describe it", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "other" in said.get("grounds", ()) and not said.get("other_ground"):
            self.add_error("other_ground", "Describe the other ground")
        return said


class DepartureForm(DraftForm):
    messages = {"departure_why": "Say why you decided otherwise"}
    departure_why = LongText(
        label="Why did you decide otherwise than the guidance points?",
        rows=6,
        help_text="You may: this is your judgement. The record says where you departed, and why.",
    )


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


def months_from(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True)
class PageForm:
    """Which form a step shows, and which row it saves to (a relation of Draft and its model)."""

    form: type[DraftForm]
    relation: str
    kind: type[Page]


PAGES: Mapping[str, PageForm] = {
    "request": PageForm(RequestForm, "request", Request),
    "consent": PageForm(ConsentForm, "consent", ConsentStatement),
    "consent-details": PageForm(ConsentDetailsForm, "consent", ConsentStatement),
    "views": PageForm(ViewsForm, "consent", ConsentStatement),
    "risks": PageForm(RisksForm, "weighing", Weighing),
    "best-interests": PageForm(BestInterestsForm, "weighing", Weighing),
    "decision": PageForm(DecisionForm, "conclusion", Conclusion),
    "grounds": PageForm(GroundsForm, "conclusion", Conclusion),
    "departure": PageForm(DepartureForm, "conclusion", Conclusion),
    "basis": PageForm(BasisForm, "basis", LegalBasis),
    "how": PageForm(HowForm, "sharing", SharingPlan),
    "telling": PageForm(TellingForm, "sharing", SharingPlan),
    "telling-details": PageForm(TellingDetailsForm, "sharing", SharingPlan),
}
