"""Rule by rule: what in this record shows that the rule was followed, and what is not there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consent import status
from decisions import relying, wording, words
from decisions.draft import Draft
from decisions.quality import lacks


@dataclass(frozen=True, slots=True)
class Finding:
    """What one part of the record shows for a rule, and what it lacks."""

    shown: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()


Look = Callable[[Draft], Finding]


def _found(text: str, otherwise: str = "") -> Finding:
    return Finding((text,)) if text else Finding((), (otherwise,) if otherwise else ())


def _basis(draft: Draft) -> Finding:
    if draft.basis and draft.shares:
        return _found(f"Lawful basis: {words.LAWFUL_BASES[draft.basis.lawful_basis].label}.")
    if draft.decided == "do_not_share":
        return _found(lacks.NOTHING_SHARED_NO_LAW)
    return _found("", lacks.NO_LAW.says)


def _protection(draft: Draft) -> Finding:
    if draft.emergency:
        return _found("Somebody was in danger, and what was needed was shared at once.")
    asked = {"danger": "immediate danger", "at_risk": "risk of harm", "public_interest": "public interest"}
    looked_at = [name for slug, name in asked.items() if slug in draft.counted]
    return _found(f"Looked at: {', '.join(looked_at)}." if looked_at else "", lacks.NO_DANGER.says)


def _telling(draft: Draft) -> Finding:
    if draft.told == "not" and draft.sharing and draft.sharing.not_told_why:
        return _found("The child or family is not told now; the reason and a date to look again are written down.")
    if draft.told in {"before", "after"}:
        return _found(f"The child or family is told {draft.told} sharing.")
    if draft.decided == "do_not_share":
        return _found(lacks.NOTHING_SHARED_NO_TELLING)
    if draft.route.outcome == "share_deidentified":
        return _found(lacks.NOBODY_TO_TELL)
    return _found("", lacks.NO_TELLING.says)


def _advice(draft: Draft) -> Finding:
    """In an emergency nobody is asked whether they were unsure, so silence shows nothing."""
    answered = [row for row in draft.discussions if row.is_closed]
    waiting = tuple(f"{lacks.WAITING.says}{row.asked_whom} is not recorded yet." for row in draft.open_discussions)
    if answered:
        heard = (f"{row.asked_whom} advised: {words.ADVICE[row.advised].label.lower()}." for row in answered)
        return Finding(tuple(heard), waiting)
    if waiting or draft.emergency:
        return Finding((), waiting or (lacks.NO_ADVICE_IN_EMERGENCY.says,))
    return _found(lacks.NO_ADVICE_NEEDED)


def _consent(draft: Draft) -> Finding:
    now = draft.consent_status
    if not now:
        return _found("", lacks.NO_CONSENT.says)
    explained = draft.consent.explained if draft.consent else []
    lacking = (
        tuple(f"{lacks.NOT_EXPLAINED.says}{each.lower()}." for each in status.not_explained(explained))
        if now == "given"
        else ()
    )
    return Finding((f"{status.description(now, explained)}.", *_relied_on(draft)), lacking)


def _relied_on(draft: Draft) -> tuple[str, ...]:
    held, consent = draft.relied_on, draft.consent
    if not held or not consent or draft.consent_status not in relying.CAN_REST:
        return ()
    if relying.doubt(draft, held, same_purpose=consent.same_purpose):
        return ()
    return (f"It rests on {held.consent.reference}, which covers this purpose, these recipients and this information.",)


def _weighing(draft: Draft) -> Finding:
    weighing = draft.weighing
    if weighing and weighing.risk_of_sharing and weighing.risk_of_not_sharing:
        others = ("The safety of others was looked at.",) if weighing.safety_of_others else ()
        return Finding(("The risk of sharing and the risk of not sharing are both written down.", *others))
    return _found("", lacks.NO_RISKS.says)


def _identities(draft: Draft) -> Finding:
    if draft.weighing and draft.weighing.safety_of_others:
        return _found(draft.weighing.safety_of_others)
    if draft.counted.get("protect_identity") == "no":
        return _found("It was asked, and nobody was found who could be harmed if identified.")
    if draft.decided == "do_not_share" or draft.route.outcome == "share_deidentified":
        return _found(lacks.NOBODY_IDENTIFIED)
    return _found("", lacks.NO_IDENTITIES.says)


def _items(draft: Draft) -> Finding:
    if not draft.items:
        return _found("", lacks.NO_ITEMS.says)
    if draft.undecided:
        return _found("", lacks.NOT_DECIDED.says)
    each = "Each piece of information was decided on by itself for each recipient, with a reason"
    return _found(f"{each}: {wording.counted(row.choice for row in draft.lines)}.")


def _how(draft: Draft) -> Finding:
    if draft.sharing and draft.sharing.securely and draft.shares:
        return _found("How much, to whom and how securely is written down.")
    return Finding() if draft.decided == "do_not_share" else _found("", lacks.NO_HOW.says)


def _reasons(draft: Draft) -> Finding:
    given = draft.emergency or draft.conclusion
    return _found(
        "The decision and its reasons are in this record." if given else "",
        lacks.NO_REASONS.says,
    )


LOOKS: Mapping[str, tuple[tuple[Look, ...], ...]] = MappingProxyType(
    {
        "golden_rules_2008": (
            (_basis,),
            (_telling,),
            (_advice,),
            (_consent,),
            (_weighing,),
            (_items, _how),
            (_reasons,),
        ),
        "golden_rules_2024": (
            (_protection, _weighing),
            (_telling,),
            (_consent, _basis),
            (_advice,),
            (_identities,),
            (_items, _how),
            (_reasons,),
        ),
    }
)


def of(draft: Draft) -> list[dict[str, object]]:
    """The seven rules of the draft's edition in order, each with its evidence and what it lacks."""
    looks = LOOKS[draft.pack.id]
    return [
        {
            "number": rule.number,
            "title": rule.title,
            **_together([look(draft) for look in looks[rule.number - 1]]),
        }
        for rule in draft.pack.rules
    ]


def _together(findings: list[Finding]) -> dict[str, object]:
    return {
        "evidence": [text for finding in findings for text in finding.shown],
        "missing": [text for finding in findings for text in finding.lacking],
    }
