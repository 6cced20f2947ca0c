"""When each step of the journey may be done: every check raises one sentence that a person can act on."""

from collections.abc import Callable, Mapping
from typing import cast

from consent.models import Consent
from decisions import asking, contradictions, relying, steps
from decisions.draft import Draft
from decisions.guidance import route
from decisions.policies.protecting import check_nobody_is_exposed
from decisions.policies.reach import reaches
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

CHANGED = "Something changed since {} advised. Ask again, or say why the advice still holds."
IN_BULK = (
    "Bulk or regular sharing has a form of its own, which the information governance lead or the Caldicott Guardian "
    "decides on. Fill in that form instead."
)
MOST_ITEMS = 70  # four answers to each are saved at once (DATA_UPLOAD_MAX_NUMBER_FIELDS)
NOT_OFFERED = "Choose one of the consents shown, or another one that is not kept here."


def check_can_choose_for_organisation(user: User) -> None:
    policy.check_may(user, "organisation.settings")


def check_can_start(user: User) -> None:
    policy.check_may(user, "decision.start")


def check_can_edit(draft: Draft, user: User) -> None:
    """Its owner may, until it is recorded, or carried on as a flow of bulk sharing."""
    if draft.record:
        raise Refused("This decision is recorded, so it can't be changed. You can add to it instead.")
    if draft.flow:
        raise Refused(f"This was carried on as {draft.flow.reference}, so it can't be changed here.")
    if not reaches(user, "decision.change", draft.decision):
        raise Refused(f"Only {draft.decision.owner.name} can change this draft. You can read it.")


def check_has_room(draft: Draft) -> None:
    if len(draft.items) >= MOST_ITEMS:
        raise Refused(
            f"A decision lists {MOST_ITEMS} pieces of information at most. Start another decision for the rest."
        )


def check_is_owner(draft: Draft, user: User) -> None:
    if not reaches(user, "decision.change", draft.decision):
        raise Refused(f"Only {draft.decision.owner.name} can say that about this draft.")


def check_can_answer(draft: Draft, slug: str, value: str) -> None:
    """A question can be answered when it is on the way, and when no advice on it is outstanding (S8)."""
    check_can_visit(draft, slug)
    question = draft.pack.question(slug)
    if value not in question.values:
        raise Refused("Choose one of the answers.")
    if value not in question.stop and any(discussion.is_open for discussion in draft.discussions_at(slug)):
        raise Refused("You asked for advice on this question. Record what was advised first; then you can answer it.")
    heard = any(discussion.is_closed for discussion in draft.discussions_at(slug))
    if value not in question.stop and draft.answers.get(slug) in question.stop and not heard:
        raise Refused(
            "You said that you are not sure. Write down whom you asked and what they advised; then you can answer it."
        )
    if value == "implied":
        check_implied(draft)


def check_can_visit(draft: Draft, slug: str) -> None:
    if route.can_visit(draft.pack, draft.answers, slug):
        return
    if draft.route.waiting_for_advice_at:
        raise Refused("An earlier question waits for advice. Record what was advised there before you go on.")
    raise Refused("Answer the questions before this one first.")


def check_can_ask(draft: Draft, place: str) -> None:
    """Advice can be asked at any stage: at a question that is reached, or about any page that is open (S8)."""
    if place == steps.RECORD:
        raise Refused("This is a draft. Ask at one of its questions or pages.")
    if place.startswith(steps.PAGE):
        check_can_open(draft, steps.step(place.removeprefix(steps.PAGE)))
    else:
        check_can_visit(draft, place)


def check_can_open(draft: Draft, step: steps.Step) -> None:
    """The steps that rest on the outcome wait until the questions reach one."""
    if step.after_questions and not draft.route.outcome:
        raise Refused(steps.step("questions").missing(draft)[0])
    if not step.applies(draft):
        raise Refused("This decision does not need that page.")


def check_can_decide_lines(draft: Draft, user: User) -> None:
    """What goes to whom: the pages ask this, and whatever writes it."""
    check_can_edit(draft, user)
    check_can_open(draft, steps.step(steps.WHO_GETS_WHAT))


def check_makes_sense(draft: Draft, step: steps.Step, values: Mapping[str, object]) -> None:
    """What a page says must not contradict what the rest of the draft says. Raises Refused with the sentence."""
    for contradiction in _CONTRADICTIONS.get(step.slug, ()):
        if sentence := contradiction(draft, values):
            raise Refused(sentence)


def _implied(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.implied_is_closed(between=draft.decision.between, consent_status=str(values["status"]))


def _needless(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.consent_matters(
        outcome=draft.route.outcome,
        consent_status=str(values.get("status", draft.consent_status)),
        reason=str(values.get("reason", "")),
        decided=draft.decided,
    )


def _choices(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.choices_disagree(str(values["decided"]), draft.choices)


def _excuses(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.confidentiality_alone(
        decided=draft.decided,
        grounds=cast("list[str]", values["grounds"]),
        best_interests=draft.weighing.best_interests if draft.weighing else "",
        departs=draft.departs,
    )


def _exception(draft: Draft, values: Mapping[str, object]) -> str:
    best_interests = draft.weighing.best_interests if draft.weighing else ""
    return contradictions.exception_contradicts(decided=draft.decided, best_interests=best_interests)


def _absent_consent(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.consent_is_absent(
        common_law=str(values["common_law"]),
        lawful_basis=str(values["lawful_basis"]),
        condition=str(values["condition"]),
        consent_status=draft.consent_status,
    )


def _identified(draft: Draft, values: Mapping[str, object]) -> str:
    return contradictions.somebody_is_identified(lawful_basis=str(values["lawful_basis"]), outcome=draft.route.outcome)


def _not_covered(draft: Draft, values: Mapping[str, object]) -> str:
    """Asked again under the lock: it may have been withdrawn since the page was opened."""
    if values["kept_elsewhere"]:
        return ""
    held = draft.kept(values["relied_on_id"])
    return relying.doubt(draft, held, same_purpose=bool(values["same_purpose"])) if held else NOT_OFFERED


def check_may_rely(draft: Draft, values: Mapping[str, object], user: User) -> None:
    """A consent is chosen by somebody who may open it; the one that is chosen already may stay."""
    chosen, before = values.get("relied_on_id"), draft.consent.relied_on_id if draft.consent else None
    if chosen and chosen != before and not Consent.objects.visible_to(user).filter(pk__in=[chosen]).exists():
        raise Refused(NOT_OFFERED)


_CONTRADICTIONS: Mapping[str, tuple[Callable[[Draft, Mapping[str, object]], str], ...]] = {
    "consent": (_implied, _needless),
    steps.RELIED_ON: (_not_covered,),
    "consent-details": (_needless,),
    "decision": (_choices,),
    "grounds": (_excuses,),
    "duty-exception": (_exception,),
    "basis": (_absent_consent, _identified),
}


def check_implied(draft: Draft) -> None:
    """Implied consent is for one organisation or a care relationship (S4)."""
    if sentence := _implied(draft, {"status": "implied"}):
        raise Refused(sentence)


def check_can_record(draft: Draft, user: User) -> None:
    """Everything asked is there, nothing waits, and the person may (domain: what a complete record holds)."""
    check_can_edit(draft, user)
    if draft.is_bulk:
        raise Refused(IN_BULK)
    check_nobody_is_exposed(draft)  # first: till then no sheet can be looked at
    for _, sentence in steps.missing(draft):
        raise Refused(sentence)
    for discussion in draft.open_discussions:
        raise Refused(
            f"Record what was advised by: {discussion.asked_whom}. A decision can't rest on advice that is open."
        )
    for discussion in draft.corrected:
        raise Refused(
            f"{discussion.asked_whom} corrected what you wrote down. Read it, then say again whether you follow it."
        )
    for discussion in asking.stale(draft):
        raise Refused(CHANGED.format(discussion.asked_whom))


def check_can_add(draft: Draft, user: User) -> None:
    """To a recorded decision its owner adds, and so do those who oversee it."""
    if not draft.record:
        raise Refused("This decision is still a draft: change it instead of adding to it.")
    if not reaches(user, "record.add", draft.decision):
        raise Refused("Only the person who made this decision, or somebody who oversees it, can add to it.")
