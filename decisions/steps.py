"""The pages of the journey beside the guidance's questions: their order, when each is asked, what each still lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from decisions import duty_to_share, lacking, relying
from decisions.draft import Draft
from decisions.guidance.pack import Pack


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


def _of_one_case(draft: Draft) -> bool:
    """Bulk sharing has a form of its own instead."""
    return not draft.is_bulk


def _has_outcome(draft: Draft) -> bool:
    return draft.route.outcome is not None and not draft.is_bulk


def _is_request(draft: Draft) -> bool:
    """Asked only once it is known that nobody is in danger now."""
    return draft.counted.get("situation") == "request" and draft.counted.get("danger") == "no"


def _is_bulk(draft: Draft) -> bool:
    return draft.is_bulk


def _consent_is_open(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.consent_asked_at is None


def _consent_has_status(draft: Draft) -> bool:
    return _has_outcome(draft) and bool(draft.consent_status)


def _rests_on_consent(draft: Draft) -> bool:
    """Asked only where a consent is kept that could be meant."""
    return _has_outcome(draft) and draft.consent_status in relying.CAN_REST and bool(draft.register)


def _has_views(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.consent_status not in {"", "not_needed"}


def _keeps_back(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.decided == "do_not_share"


def _duty_is_asked(draft: Draft) -> bool:
    return _has_outcome(draft) and duty_to_share.is_asked(draft)


def _relies_on_exception(draft: Draft) -> bool:
    return _keeps_back(draft) and duty_to_share.stands(draft)


def _departs(draft: Draft) -> bool:
    return draft.departs


def _shares(draft: Draft) -> bool:
    return _has_outcome(draft) and draft.shares


def _tells(draft: Draft) -> bool:
    """Nobody is told where nobody is identified."""
    return _shares(draft) and draft.route.outcome != "share_deidentified"


def _telling_is_open(draft: Draft) -> bool:
    return _tells(draft) and "tell_family" not in draft.counted


def _telling_has_choice(draft: Draft) -> bool:
    return _tells(draft) and bool(draft.told)


ABOUT, QUESTIONS, INFORMATION = "The case", "The questions", "The information"
RELIED_ON, BULK, WHO_GETS_WHAT, SHEETS = "consent-relied-on", "bulk-form", "who-gets-what", "sheets"
WEIGHING, DECIDING, SHARING = "Consent and risk", "Your decision", "Sharing"

STEPS: tuple[Step, ...] = (
    Step("details", "The case in brief", ABOUT, _always, lacking.details),
    Step("recipients", "Who it would go to", ABOUT, _always, lacking.recipients),
    Step("request", "The request you were sent", ABOUT, _is_request, lacking.request),
    Step("questions", "The guidance, question by question", QUESTIONS, _always, lacking.questions),
    Step(BULK, "The form for bulk sharing", QUESTIONS, _is_bulk, lacking.bulk_form),
    Step("items", "Each piece of information", INFORMATION, _of_one_case, lacking.items),
    Step(WHO_GETS_WHAT, "Who gets what", INFORMATION, _of_one_case, lacking.who_gets_what),
    Step("consent", "What consent there is", WEIGHING, _consent_is_open, lacking.consent, after_questions=True),
    Step(
        RELIED_ON,
        "Which consent this rests on",
        WEIGHING,
        _rests_on_consent,
        lacking.consent_relied_on,
        after_questions=True,
    ),
    Step(
        "consent-details",
        "About the consent",
        WEIGHING,
        _consent_has_status,
        lacking.consent_details,
        after_questions=True,
    ),
    Step("views", "What the child and the carer say", WEIGHING, _has_views, lacking.views, after_questions=True),
    Step("risks", "The risk of sharing and of not sharing", WEIGHING, _of_one_case, lacking.risks),
    Step("best-interests", "The child's best interests", WEIGHING, _of_one_case, lacking.best_interests),
    Step("duty", "The duty to share", WEIGHING, _duty_is_asked, lacking.duty, after_questions=True),
    Step("decision", "Your decision and reasons", DECIDING, _has_outcome, lacking.decision, after_questions=True),
    Step("grounds", "The grounds for not sharing", DECIDING, _keeps_back, lacking.grounds, after_questions=True),
    Step(
        "duty-exception",
        "Why you do not share although the duty stands",
        DECIDING,
        _relies_on_exception,
        lacking.duty_exception,
        after_questions=True,
    ),
    Step(
        "departure",
        "Why your decision differs",
        DECIDING,
        _departs,
        lacking.departure,
        after_questions=True,
    ),
    Step("basis", "The law you rely on", SHARING, _shares, lacking.basis, after_questions=True),
    Step("how", "How it will be shared", SHARING, _shares, lacking.how, after_questions=True),
    Step("telling", "Whether the family is told", SHARING, _telling_is_open, lacking.telling, after_questions=True),
    Step(
        "telling-details",
        "Telling the family",
        SHARING,
        _telling_has_choice,
        lacking.telling_details,
        after_questions=True,
    ),
    Step(SHEETS, "See what each of them gets", SHARING, _shares, lacking.sheets, after_questions=True),
)


RECORD = "record"  # where advice is asked about a decision that is recorded
PAGE = "page-"  # before the slug of a step, where advice is asked about a page and not about a question


def place(pack: Pack, slug: str) -> str:
    """What a discussion was about, in words: a question of the pack, one of the steps (after "page-"), or the record.

    Raises LookupError for none of them.
    """
    if slug == RECORD:
        return "The recorded decision"
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
