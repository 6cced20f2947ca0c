"""Which consent a draft rests on: what it would share, which consents cover that, and why another does not.

Nothing here says on which law the sharing rests: that is a page of its own (docs/decisions/0006).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from consent import agreement
from consent.register import Held
from consent.scope import Recipient, Wanted
from decisions import models
from decisions.draft import Draft
from decisions.models import ConsentStatement, Item

CAN_REST = ("given", "implied")  # what a draft says of consent where it can rest on one
LOOK_AGAIN = "Look again at which consent this rests on."
NOT_ITS_OWN = "It is about somebody whom this decision is not about any more."
OTHER_WORDS = "Its purpose is worded in another way. Say first whether it is the same purpose."
AS_IT_STANDS: Mapping[str, str] = {
    "given": "It was given, and you said that consent is implied.",
    "implied": "It is implied, and you said that consent was given.",
}
# What is saved of a consent with the choice: which one it is, and the details that its events tell.
COLUMNS = (
    "relied_on_id",
    "kept_elsewhere",
    "same_purpose",
    "details_of",
    "given_by",
    "relationship",
    "form",
    "on",
    "explained",
    "explanation",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A consent, and a sentence for each reason why it does not cover what would be shared."""

    held: Held
    misfits: tuple[str, ...]
    same_purpose: bool  # word for word; otherwise a person has to say whether it is the same

    @property
    def fits(self) -> bool:
        return not self.misfits


def wanted(draft: Draft) -> Wanted:
    """What the draft would share today: all that is not marked to be kept back. Where that is nothing, all there is."""
    going = [(item, to) for to in draft.recipients for item in draft.items if not _kept_back(draft, item, to)]
    recipients = [to for to in draft.recipients if to in {each for _, each in going}] or draft.recipients
    return Wanted(
        purpose=draft.decision.purpose,
        recipients=tuple(Recipient(row.organisation, row.role) for row in recipients),
        categories=frozenset(row.category for row in [item for item, _ in going] or draft.items),
        on=timezone.localdate(),
    )


def _kept_back(draft: Draft, item: Item, to: models.Recipient) -> bool:
    line = draft.line(item, to)
    return line is not None and not line.goes


def offer(draft: Draft, held: Held) -> Offer:
    would = wanted(draft)
    fit, now = held.fit(would), held.standing(would.on)
    found = [] if held.consent.person_id in draft.people else [NOT_ITS_OWN]
    if held.consent.kind == "share" and now.stands and now.status != draft.consent_status:
        found.append(AS_IT_STANDS[now.status])
    return Offer(held, (*found, *fit.misfits), fit.same_purpose)


def offers(draft: Draft) -> list[Offer]:
    """Every consent that could be meant, those that cover it first."""
    return sorted((offer(draft, held) for held in draft.register), key=lambda each: not each.fits)


def doubt(draft: Draft, held: Held, *, same_purpose: bool) -> str:
    """Why this draft can't rest on a consent, and what to do; "" where it can."""
    this = offer(draft, held)
    why = this.misfits or (() if this.same_purpose or same_purpose else (OTHER_WORDS,))
    reference = held.consent.reference
    return f"This rests on {reference}, which does not cover it now. {' '.join(why)} {LOOK_AGAIN}" if why else ""


def chosen(draft: Draft, held: Held, *, same_purpose: bool) -> dict[str, object]:
    """What is saved where a draft comes to rest on a consent. What somebody added in words stays."""
    agreed, now = agreement.of(held, timezone.localdate()), draft.consent_status
    said = draft.consent.explanation if draft.consent else ""
    inferred = agreed.why or "As it is kept with that consent."
    return {
        "relied_on_id": held.consent.pk,
        "kept_elsewhere": False,
        "same_purpose": same_purpose,
        "details_of": now,
        "given_by": agreed.names,
        "relationship": agreed.relationship,
        "form": agreed.form,
        "on": agreed.on,
        "explained": list(agreed.explained),
        "explanation": said or (inferred if now == "implied" else ""),
    }


def elsewhere(draft: Draft) -> dict[str, object]:
    """What is saved where it rests on a consent that is not kept here. What an earlier one told goes with that one."""
    row = draft.consent or ConsentStatement()
    blank = ConsentStatement(explanation=row.explanation) if row.relied_on_id else row
    kept = {name: getattr(blank, name) for name in COLUMNS}
    return {**kept, "relied_on_id": None, "kept_elsewhere": True, "same_purpose": False}
