"""What each step of the journey still lacks: a sentence for each thing, none when it is done."""

from collections import Counter

from consent import status
from decisions import relying, sheet
from decisions.contradictions import (
    choices_disagree,
    confidentiality_alone,
    consent_is_absent,
    consent_matters,
    exception_contradicts,
    implied_is_closed,
    somebody_is_identified,
)
from decisions.draft import Draft
from decisions.guidance.route import Route


def _lacks(*checks: tuple[object, str]) -> list[str]:
    """The sentences whose thing is not there."""
    return [sentence for present, sentence in checks if not present]


def _said(contradiction: str) -> list[str]:
    return [contradiction] if contradiction else []


def details(draft: Draft) -> list[str]:
    return _lacks((draft.decision.purpose, "Say what the information is needed for."))


def recipients(draft: Draft) -> list[str]:
    return _lacks((draft.recipients, "Say who the information would go to."))


def request(draft: Draft) -> list[str]:
    if not draft.request:
        return ["Say who asked, what for, and how you know that they are who they say."]
    return _lacks((draft.request.identity_check, "Say how you checked who is asking, or that you could not."))


def questions(draft: Draft) -> list[str]:
    return [] if draft.route.outcome else [_way_on(draft, draft.route)]


def _way_on(draft: Draft, route: Route) -> str:
    if route.waiting_for_advice_at:
        return f"Waiting for advice at: {draft.pack.question(route.waiting_for_advice_at[0]).text}"
    return f"Answer: {draft.pack.question(route.next).text}" if route.next else "Answer the questions."


def bulk_form(draft: Draft) -> list[str]:
    """Nothing makes a record of one case out of bulk sharing (S9): it goes on as a flow, or not at all."""
    return ["Fill in the form for bulk sharing."]


def items(draft: Draft) -> list[str]:
    return _lacks((draft.items, "List each piece of information."))


def who_gets_what(draft: Draft) -> list[str]:
    """A sentence for each recipient about whom something is still to be decided."""
    if not draft.items or not draft.recipients:
        return ["Decide who gets what."]
    left = Counter(to.pk for _, to in draft.undecided)
    whole = len(draft.items)
    return [f"Decide what goes to {to}: {left[to.pk]} of {whole} left." for to in draft.recipients if left[to.pk]]


def consent(draft: Draft) -> list[str]:
    return _lacks((draft.consent_status, "Say what consent there is.")) + _needless(draft, reason="")


def _needless(draft: Draft, *, reason: str) -> list[str]:
    return _said(
        consent_matters(
            outcome=draft.route.outcome, consent_status=draft.consent_status, reason=reason, decided=draft.decided
        )
    )


def _implied(draft: Draft) -> list[str]:
    return _said(implied_is_closed(between=draft.decision.between, consent_status=draft.consent_status))


def consent_relied_on(draft: Draft) -> list[str]:
    consent = draft.consent
    if not consent or not (consent.relied_on_id or consent.kept_elsewhere):
        return ["Say which consent this rests on."]
    held = draft.relied_on
    return _said(relying.doubt(draft, held, same_purpose=consent.same_purpose)) if held else []


def consent_details(draft: Draft) -> list[str]:
    wanted = status.DETAILS[draft.consent_status]
    consent = draft.consent
    if not consent or consent.details_of != draft.consent_status or not all(getattr(consent, f) for f in wanted):
        return [f"Give the details: {status.STATUSES[draft.consent_status].label.lower()}."]
    if "reason" in wanted and consent.reason not in status.reasons(draft.consent_status):
        return ["Choose a recognised reason."]
    return _implied(draft) + _needless(draft, reason=consent.reason)


def views(draft: Draft) -> list[str]:
    said = draft.consent and (
        (draft.consent.child_views and draft.consent.carer_views) or draft.consent.views_not_asked
    )
    return _lacks((said, "Write down what the child and the carer said, or why they were not asked."))


def risks(draft: Draft) -> list[str]:
    weighing = draft.weighing
    return _lacks(
        (weighing and weighing.risk_of_sharing, "Write down the risk of sharing."),
        (weighing and weighing.risk_of_not_sharing, "Write down the risk of not sharing."),
    )


def best_interests(draft: Draft) -> list[str]:
    weighing = draft.weighing
    return _lacks(
        (weighing and weighing.best_interests, "Say whether sharing is in the child's best interests."),
        (
            weighing and weighing.best_interests_why,
            "Say why sharing is, or is not, in the child's best interests.",
        ),
        (
            not draft.must_protect_identity or (weighing and weighing.safety_of_others),
            "Say whose identity must be protected, and how.",
        ),
    )


def duty(draft: Draft) -> list[str]:
    return _lacks((draft.duty and draft.duty.answered, "Say whether the duty to share applies."))


def duty_exception(draft: Draft) -> list[str]:
    best_interests = draft.weighing.best_interests if draft.weighing else ""
    return _lacks(
        (
            draft.duty and draft.duty.exception_why,
            "The duty to share applies. Say why sharing would be more detrimental to the child, or decide to share.",
        )
    ) + _said(exception_contradicts(decided=draft.decided, best_interests=best_interests))


def decision(draft: Draft) -> list[str]:
    if not draft.conclusion:
        return ["Decide, and give your reasons."]
    return _said(choices_disagree(draft.decided, draft.choices))


def grounds(draft: Draft) -> list[str]:
    conclusion = draft.conclusion
    assert conclusion is not None  # a step is only asked what it lacks where it applies
    described = "other" not in conclusion.grounds or conclusion.other_ground
    best_interests = draft.weighing.best_interests if draft.weighing else ""
    return _lacks(
        (conclusion.grounds, "Say on which grounds the information is not shared."),
        (described, "Describe the other ground."),
    ) + _said(
        confidentiality_alone(
            decided=draft.decided, grounds=conclusion.grounds, best_interests=best_interests, departs=draft.departs
        )
    )


def departure(draft: Draft) -> list[str]:
    return _lacks(
        (
            draft.conclusion and draft.conclusion.departure_why,
            "Say why you decided otherwise than the guidance points.",
        )
    )


def basis(draft: Draft) -> list[str]:
    if not draft.basis:
        return ["Say which law allows or requires it."]
    return _said(
        consent_is_absent(
            common_law=draft.basis.common_law,
            lawful_basis=draft.basis.lawful_basis,
            condition=draft.basis.condition,
            consent_status=draft.consent_status,
        )
        or somebody_is_identified(lawful_basis=draft.basis.lawful_basis, outcome=draft.route.outcome)
    )


def how(draft: Draft) -> list[str]:
    wanted = ("how_much", "facts_apart", "right_person", "securely")
    whole = draft.sharing and all(getattr(draft.sharing, field) for field in wanted)
    return _lacks((whole, "Say how the information will be shared."))


def telling(draft: Draft) -> list[str]:
    return _lacks((draft.told, "Say whether the child or the family is told."))


def telling_details(draft: Draft) -> list[str]:
    sharing = draft.sharing
    if draft.told == "not":
        return _lacks(
            (sharing and sharing.not_told_why, "Say why the child or the family is not told."),
            (sharing and sharing.look_again_on, "Give a date to look again at telling them."),
        )
    return _lacks((sharing and sharing.told_how, "Say how the child or the family is told."))


def sheets(draft: Draft) -> list[str]:
    """A sentence for each recipient whose sheet nobody looked at as it is now."""
    return [
        f"The sheet for {to} changed since you looked at it."
        if sheet.seen_before(draft, to)
        else f"Look at the sheet for {to}."
        for to in sheet.receivers(draft)
        if not sheet.seen(draft, to)
    ]
