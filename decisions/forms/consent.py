"""The forms about consent, and about what the family says."""

from typing import Any

from consent import status
from consent.choices import choices
from decisions.contradictions import NEEDLESS, consent_matters, implied_is_closed
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from infoshare.govuk.fields import GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText


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
