"""The pages of the journey beside the guidance's questions: their order, when each is asked, what each still lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from consent import status
from decisions.contradictions import (
    choices_disagree,
    confidentiality_alone,
    consent_is_absent,
    consent_matters,
    implied_is_closed,
    somebody_is_identified,
)
from decisions.draft import Draft
from decisions.guidance.pack import Pack
from decisions.guidance.route import Route

WEIGHTY = ("caldicott_guardian", "ig_lead")  # whose advice a bulk flow needs (S9)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the task list. `missing` gives a sentence for each thing still to do; none means done."""

    slug: str
    title: str
    section: str
    applies: Callable[[Draft], bool]
    missing: Callable[[Draft], list[str]]
    after_questions: bool = False


def _always(draft: Draft) -> bool:
    return True


def _has_outcome(draft: Draft) -> bool:
    return draft.route.outcome is not None


def _lacks(*checks: tuple[object, str]) -> list[str]:
    """The sentences whose thing is not there."""
    return [sentence for present, sentence in checks if not present]


def _said(contradiction: str) -> list[str]:
    return [contradiction] if contradiction else []


def _details(draft: Draft) -> list[str]:
    return _lacks((draft.decision.purpose, "Say what the information is needed for."))


def _recipients(draft: Draft) -> list[str]:
    return _lacks((draft.recipients, "Say who the information would go to."))


def _is_request(draft: Draft) -> bool:
    """Asked only once it is known that nobody is in danger now."""
    return draft.counted.get("situation") == "request" and draft.counted.get("danger") == "no"


def _request(draft: Draft) -> list[str]:
    return _lacks((draft.request, "Say who asked, what for, and how you know that they are who they say."))


def _questions(draft: Draft) -> list[str]:
    return [] if draft.route.outcome else [_way_on(draft, draft.route)]


def _way_on(draft: Draft, route: Route) -> str:
    if route.waiting_for_advice_at:
        return f"Waiting for advice at: {draft.pack.question(route.waiting_for_advice_at[0]).text}"
    return f"Answer: {draft.pack.question(route.next).text}" if route.next else "Answer the questions."


def _is_bulk(draft: Draft) -> bool:
    return draft.is_bulk


def _bulk_advice(draft: Draft) -> list[str]:
    heard = any(not discussion.is_open and discussion.role in WEIGHTY for discussion in draft.discussions)
    return _lacks((heard, "Take advice from the information governance lead or the Caldicott Guardian."))


def _items(draft: Draft) -> list[str]:
    return _lacks((draft.items, "List each piece of information, and decide on each."))


def _consent_is_open(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.consent_asked_at is None


def _consent(draft: Draft) -> list[str]:
    return _lacks((draft.consent_status, "Say what consent there is.")) + _needless(draft, reason="")


def _needless(draft: Draft, *, reason: str) -> list[str]:
    return _said(
        consent_matters(
            outcome=draft.route.outcome, consent_status=draft.consent_status, reason=reason, decided=draft.decided
        )
    )


def _implied(draft: Draft) -> list[str]:
    return _said(implied_is_closed(between=draft.decision.between, consent_status=draft.consent_status))


def _consent_has_status(draft: Draft) -> bool:
    return _has_outcome(draft) and bool(draft.consent_status)


def _consent_details(draft: Draft) -> list[str]:
    wanted = status.DETAILS[draft.consent_status]
    consent = draft.consent
    if not consent or consent.details_of != draft.consent_status or not all(getattr(consent, f) for f in wanted):
        return [f"Give the details: {status.STATUSES[draft.consent_status].label.lower()}."]
    if "reason" in wanted and consent.reason not in status.reasons(draft.consent_status):
        return ["Choose a recognised reason."]
    return _implied(draft) + _needless(draft, reason=consent.reason)


def _has_views(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.consent_status not in {"", "not_needed"}


def _views(draft: Draft) -> list[str]:
    said = draft.consent and (
        (draft.consent.child_views and draft.consent.carer_views) or draft.consent.views_not_asked
    )
    return _lacks((said, "Write down what the child and the carer said, or why they were not asked."))


def _risks(draft: Draft) -> list[str]:
    weighing = draft.weighing
    return _lacks(
        (weighing and weighing.risk_of_sharing, "Write down the risk of sharing."),
        (weighing and weighing.risk_of_not_sharing, "Write down the risk of not sharing."),
    )


def _best_interests(draft: Draft) -> list[str]:
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


def _decision(draft: Draft) -> list[str]:
    if not draft.conclusion:
        return ["Decide, and give your reasons."]
    return _said(choices_disagree(draft.decided, {item.choice for item in draft.items}))


def _keeps_back(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.decided == "do_not_share"


def _grounds(draft: Draft) -> list[str]:
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


def _departs(draft: Draft) -> bool:
    return draft.departs


def _departure(draft: Draft) -> list[str]:
    return _lacks(
        (
            draft.conclusion and draft.conclusion.departure_why,
            "Say why you decided otherwise than the guidance points.",
        )
    )


def _shares(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.shares


def _basis(draft: Draft) -> list[str]:
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


def _how(draft: Draft) -> list[str]:
    wanted = ("how_much", "facts_apart", "right_person", "securely")
    whole = draft.sharing and all(getattr(draft.sharing, field) for field in wanted)
    return _lacks((whole, "Say how the information will be shared."))


def _tells(draft: Draft) -> bool:
    """Nobody is told where nobody is identified; telling families of a bulk flow is part of its agreement."""
    return _shares(draft) and draft.route.outcome not in {"share_deidentified", "bulk_advice"}


def _telling_is_open(draft: Draft) -> bool:
    return _tells(draft) and "tell_family" not in draft.counted


def _telling(draft: Draft) -> list[str]:
    return _lacks((draft.told, "Say whether the child or the family is told."))


def _telling_has_choice(draft: Draft) -> bool:
    return _tells(draft) and bool(draft.told)


def _telling_details(draft: Draft) -> list[str]:
    sharing = draft.sharing
    if draft.told == "not":
        return _lacks(
            (sharing and sharing.not_told_why, "Say why the child or the family is not told."),
            (sharing and sharing.look_again_on, "Give a date to look again at telling them."),
        )
    return _lacks((sharing and sharing.told_how, "Say how the child or the family is told."))


ABOUT, QUESTIONS, INFORMATION = "The case", "The questions", "The information"
WEIGHING, DECIDING, SHARING = "Consent and risk", "Your decision", "Sharing"

STEPS: tuple[Step, ...] = (
    Step("details", "The case in brief", ABOUT, _always, _details),
    Step("recipients", "Who it would go to", ABOUT, _always, _recipients),
    Step("request", "The request you were sent", ABOUT, _is_request, _request),
    Step("questions", "The guidance, question by question", QUESTIONS, _always, _questions),
    Step("bulk-advice", "Advice on a bulk flow", QUESTIONS, _is_bulk, _bulk_advice),
    Step("items", "Each piece of information", INFORMATION, _always, _items),
    Step("consent", "What consent there is", WEIGHING, _consent_is_open, _consent, after_questions=True),
    Step(
        "consent-details",
        "About the consent",
        WEIGHING,
        _consent_has_status,
        _consent_details,
        after_questions=True,
    ),
    Step("views", "What the child and the carer say", WEIGHING, _has_views, _views, after_questions=True),
    Step("risks", "The risk of sharing and of not sharing", WEIGHING, _always, _risks),
    Step("best-interests", "The child's best interests", WEIGHING, _always, _best_interests),
    Step("decision", "Your decision and reasons", DECIDING, _has_outcome, _decision, after_questions=True),
    Step("grounds", "The grounds for not sharing", DECIDING, _keeps_back, _grounds, after_questions=True),
    Step(
        "departure",
        "Why your decision differs",
        DECIDING,
        _departs,
        _departure,
        after_questions=True,
    ),
    Step("basis", "The law you rely on", SHARING, _shares, _basis, after_questions=True),
    Step("how", "How it will be shared", SHARING, _shares, _how, after_questions=True),
    Step("telling", "Whether the family is told", SHARING, _telling_is_open, _telling, after_questions=True),
    Step(
        "telling-details",
        "Telling the family",
        SHARING,
        _telling_has_choice,
        _telling_details,
        after_questions=True,
    ),
)


PAGE = "page-"  # before the slug of a step, where advice is asked about a page and not about a question


def place(pack: Pack, slug: str) -> str:
    """What a discussion was about, in words: a question of the pack, or (after "page-") one of the steps.

    Raises LookupError for neither.
    """
    return step(slug.removeprefix(PAGE)).title if slug.startswith(PAGE) else pack.question(slug).text


def is_place(pack: Pack, slug: str) -> bool:
    """Whether advice can be asked there at all."""
    try:
        place(pack, slug)
    except LookupError:
        return False
    return True


def step(slug: str) -> Step:
    """Raises LookupError for a page the journey does not have."""
    for each in STEPS:
        if each.slug == slug:
            return each
    raise LookupError(slug)


def applying(draft: Draft) -> list[Step]:
    """The steps this decision has, so far."""
    return [each for each in STEPS if each.applies(draft)]


def missing(draft: Draft) -> list[tuple[Step, str]]:
    """Everything between this draft and its record, in the order of the journey."""
    return [(each, sentence) for each in applying(draft) for sentence in each.missing(draft)]


def next_step(draft: Draft) -> Step | None:
    """The first step that lacks something; None when the decision can be checked and recorded."""
    return next((each for each, _ in missing(draft)), None)
