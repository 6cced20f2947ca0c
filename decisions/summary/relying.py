"""Beside the choice of a consent: two purposes worded in two ways, and why another consent does not cover this."""

from decisions import relying, steps
from decisions.draft import Draft
from decisions.forms.relying import called
from decisions.summary.navigation import step_url, url

Context = dict[str, object]


def consents(draft: Draft) -> Context:
    offers = relying.offers(draft)
    return {
        "doubt": _doubt(draft),
        "purposes": [
            {"reference": each.held.consent.reference, "purpose": each.held.consent.purpose}
            for each in offers
            if each.fits and not each.same_purpose
        ],
        "misfits": [
            {"called": called(each.held), "purpose": each.held.consent.purpose, "why": each.misfits}
            for each in offers
            if not each.fits
        ],
        "change_url": _asked_url(draft),
    }


def _doubt(draft: Draft) -> str:
    """Why what was chosen does not hold now."""
    held, consent = draft.relied_on, draft.consent
    return relying.doubt(draft, held, same_purpose=consent.same_purpose) if held and consent else ""


def _asked_url(draft: Draft) -> str:
    """Where it is said what consent there is."""
    asked = draft.consent_asked_at
    return url(draft, "question", slug=asked) if asked else step_url(draft, steps.step("consent"))
