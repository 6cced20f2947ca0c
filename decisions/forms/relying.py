"""The form that chooses which consent a decision rests on. A consent that does not cover it can't be chosen."""

from typing import Any

from django.utils import timezone

from consent import agreement
from consent.register import Held
from decisions import relying
from decisions.draft import Draft
from decisions.forms.base import DraftForm
from decisions.relying import Offer
from infoshare.govuk.fields import Choice, HintedChoice
from infoshare.govuk.moments import day

ELSEWHERE = Choice("elsewhere", "Another consent, which is not kept here")
YES, NO = "yes", "no"


class ReliedOnForm(DraftForm):
    """Its fields are questions, not columns: what is saved is the consent chosen, and what its events tell."""

    messages = {"consent": "Choose which consent this rests on"}
    refused_at = "consent"
    consent = HintedChoice(choices=[])
    same = HintedChoice(
        label="Is its purpose the same as the purpose of this decision?",
        help_text="Answer this if you chose a consent whose purpose is worded in another way: both are shown above.",
        choices=[(YES, "Yes, it is the same purpose"), (NO, "No, it is another purpose")],
        required=False,
    )

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, draft=draft, **kwargs)
        self.offers = {each.held.consent.reference: each for each in relying.offers(draft) if each.fits}
        self.fields["consent"] = HintedChoice(
            label="Which consent is it?", choices=[*map(_choice, self.offers.values()), self._last]
        )
        if all(each.same_purpose for each in self.offers.values()):
            del self.fields["same"]
        self.initial.update(self._said(draft))

    @property
    def _last(self) -> Choice:
        return ELSEWHERE._replace(divider="or" if self.offers else "")

    def _said(self, draft: Draft) -> dict[str, object]:
        if not draft.consent:
            return {}
        elsewhere = ELSEWHERE.value if draft.consent.kept_elsewhere else ""
        chosen = draft.relied_on.consent.reference if draft.relied_on else elsewhere
        return {"consent": chosen, "same": YES if draft.consent.same_purpose else ""}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = self.offers.get(said.get("consent", ""))
        if chosen and not chosen.same_purpose:
            if not said.get("same"):
                self.add_error("same", "Say whether it is the same purpose")
            if said.get("same") == NO:
                self.add_error("same", "A consent does not cover another purpose. Choose another consent")
        return said

    @property
    def values(self) -> dict[str, Any]:
        chosen = self.offers.get(self.cleaned_data["consent"])
        if chosen is None:
            return relying.elsewhere(self.draft)
        return relying.chosen(self.draft, chosen.held, same_purpose=not chosen.same_purpose)

    @property
    def differences(self) -> list[dict[str, str]]:
        """Only which consent it is: the rest follows from that."""
        if not self.conflict:
            return []
        held = self.draft.kept(self.conflict.stored["relied_on_id"])
        elsewhere = ELSEWHERE.label if self.conflict.stored["kept_elsewhere"] else ""
        yours = self.cleaned_data["consent"]
        return [
            {
                "label": str(self.fields["consent"].label),
                "theirs": held.consent.reference if held else elsewhere,
                "yours": yours if yours in self.offers else ELSEWHERE.label,
            }
        ]

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        return list(relying.COLUMNS)


def _choice(offer: Offer) -> Choice:
    held = offer.held
    return Choice(held.consent.reference, called(held), f"{held.consent.purpose} {_period(held)}")


def called(held: Held) -> str:
    """Its reference, and who agreed; the reference alone where it does not stand."""
    today = timezone.localdate()
    if not held.standing(today).stands:
        return held.consent.reference
    agreed = agreement.of(held, today)
    return f"{held.consent.reference}: {agreed.names}, {agreed.relationship[:1].lower()}{agreed.relationship[1:]}"


def _period(held: Held) -> str:
    now = held.standing(timezone.localdate())
    until = f"until {day(now.until)}" if now.until else "until it is taken back"
    due = f" It was to be looked at again on {day(now.due_on)}." if now.is_due else ""
    return f"Since {day(now.since)}, {until}.{due}"
