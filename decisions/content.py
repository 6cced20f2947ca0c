"""What the record says, as plain data: the one source of the check page, the record page, the PDF and its JSON."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import rfc8785
from django.utils import timezone

from consent import agreement, status
from consent.register import Held
from consent.standing import STANDINGS
from decisions import duty_to_share, evidence, protecting, steps, wording, words
from decisions.clashes import Clash
from decisions.draft import Draft
from decisions.models import AdviceAnswer, AdviceDiscussion, ClashSettled, Recipient, Request
from decisions.wording import day, item, label, line, moment, recipient, rows

FORMAT = 2  # since then each item says what each recipient gets of it
# By these a reader of frozen records finds texts in them: where one is changed, what was recorded before keeps the old.
EMERGENCY_SHARED, EMERGENCY_TOLD, EMERGENCY_HOW, CONSENT = "What was shared", "Who was told", "How", "Consent"
LEFT = "This decision took another way since, and rests on it no more"
LEFT_SHORT = ", where the decision took another way since"


def of(draft: Draft) -> dict[str, object]:
    """The whole record as it would be written now. Answers off the path are not in it.

    In an emergency, what was written before it stands apart: nobody has looked at it since.
    """
    before = _before_the_emergency(draft) if draft.emergency else []
    draft = draft.bare() if draft.emergency else draft
    return {
        "format": FORMAT,
        "reference": draft.decision.reference,
        "organisation": draft.decision.organisation.name,
        "team": draft.decision.team.name if draft.decision.team else "",
        "practitioner": {
            "name": draft.decision.owner.name,
            "role": draft.decision.owner.role_title,
        },
        "started": moment(draft.decision.created_at),
        "guidance": _guidance(draft),
        "outcome": _outcome(draft),
        "decision": _decision(draft),
        "emergency": _emergency(draft),
        "before": before,
        "about": draft.decision.about,
        "to": _to(draft),
        "counts": _counts(draft),
        "details": _details(draft),
        "reopens": _reopens(draft),
        "request": _request(draft),
        "recipients": [recipient(row) for row in draft.recipients],
        "items": _items(draft),
        "consent": _consent(draft),
        "views": _views(draft),
        "weighing": _weighing(draft),
        "duty": _duty(draft),
        "protected": _protected(draft),
        "basis": _basis(draft),
        "sharing": _sharing(draft),
        "advice": _advice(draft),
        "answers": _answers(draft),
        "rules": evidence.of(draft),
    }


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON (RFC 8785): the same content always has the same hash."""
    return hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()


def _guidance(draft: Draft) -> dict[str, object]:
    pack = draft.pack
    return {
        "id": pack.id,
        "title": pack.title,
        "edition": pack.edition,
        "note": pack.note,
        "hash": pack.hash,
    }


def _outcome(draft: Draft) -> dict[str, object] | None:
    if not draft.outcome:
        return None
    return {
        "slug": draft.outcome.slug,
        "title": draft.outcome.title,
        "meaning": draft.outcome.meaning,
        "next_steps": list(draft.outcome.next_steps),
        "why": list(draft.route.why),
    }


def _decision(draft: Draft) -> dict[str, object] | None:
    if draft.emergency:
        return {
            "decided": "share",
            "label": "Shared at once: somebody was in danger",
            "reasons": draft.emergency.danger,
            "review_on": "",
            "grounds": [],
            "departs": False,
            "departure_why": "",
        }
    if not draft.conclusion:
        return None
    conclusion = draft.conclusion
    withheld = draft.decided == "do_not_share"
    grounds = [
        conclusion.other_ground if ground == "other" else words.GROUNDS[ground].label for ground in conclusion.grounds
    ]
    return {
        "decided": draft.decided,
        "label": words.DECISIONS[draft.decided].label,
        "reasons": conclusion.reasons,
        "review_on": day(conclusion.review_on),
        "grounds": grounds if withheld else [],
        "departs": draft.departs,
        "departure_why": conclusion.departure_why if draft.departs else "",
    }


def _emergency(draft: Draft) -> list[dict[str, str]]:
    emergency = draft.emergency
    if not emergency:
        return []
    return rows(
        ("What the danger was", emergency.danger),
        (EMERGENCY_SHARED, emergency.shared),
        (EMERGENCY_TOLD, emergency.told_whom),
        (EMERGENCY_HOW, emergency.channel),
        ("When it was shared", moment(emergency.shared_at)),
        ("When this was written down", moment(emergency.saved_at)),
    )


def _before_the_emergency(draft: Draft) -> list[dict[str, str]]:
    decided = words.DECISIONS[draft.decided].label if draft.decided else ""
    return rows(
        *(("Would have gone to", str(row)) for row in draft.recipients),
        *_listed(draft),
        *((row["label"], row["text"]) for part in (_consent, _views, _weighing) for row in part(draft)),
        ("Decision then", decided),
        ("Reasons then", draft.conclusion.reasons if draft.conclusion else ""),
    )


def _listed(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each piece of information, and what would have gone to whom of it."""
    for row in draft.items:
        yield "Information", row.text
        for to in draft.recipients:
            if found := draft.line(row, to):
                yield words.CHOICES[found.choice].label, ": ".join(filter(None, (str(to), found.redacted)))


def _to(draft: Draft) -> str:
    """Everybody it goes to, in one line; everybody it would have gone to, where it goes to nobody."""
    if draft.emergency:
        return draft.emergency.told_whom
    gets = [row for row in draft.recipients if draft.goes_to(row)]
    return "; ".join(str(row) for row in gets or draft.recipients)


def _counts(draft: Draft) -> str:
    """For each recipient how much is shared, and how much kept back."""
    several = len(draft.recipients) > 1
    found = ((to, wording.counted(_choices(draft, to))) for to in draft.recipients)
    return " ".join(f"{to}: {counts}." if several else f"{counts}." for to, counts in found if counts)


def _choices(draft: Draft, to: Recipient) -> Iterator[str]:
    return (found.choice for row in draft.items if (found := draft.line(row, to)))


def _items(draft: Draft) -> list[dict[str, object]]:
    """Each piece of information, and line by line what each recipient gets of it."""
    return [{**item(row), "lines": [line(draft.line(row, to), to) for to in draft.recipients]} for row in draft.items]


def _details(draft: Draft) -> list[dict[str, str]]:
    decision = draft.decision
    if draft.emergency and decision.deciding == words.IN_AN_EMERGENCY:
        return rows(("About", decision.about))
    return rows(
        ("What is being decided", decision.deciding),
        ("About", decision.about),
        ("Where it goes", words.BETWEEN[decision.between].label),
        ("Purpose", decision.purpose),
    )


def _request(draft: Draft) -> list[dict[str, str]]:
    request = draft.request
    if not request or not steps.step("request").applies(draft):
        return []
    return rows(
        ("Who asked", f"{request.requester}, {request.position}, {request.requester_organisation}"),
        ("Received on", day(request.received_on)),
        ("To be answered by", day(request.answer_by)),
        ("What they ask for is held about", "Themselves" if request.own_data else ""),
        ("How we checked who they are", label(words.IDENTITY_CHECKS, request.identity_check)),
        ("How we know who they are", request.verified_how),
        ("Are they one of those it would go to?", _as_recipient(draft, request)),
        ("What they asked for", request.asked_for),
        ("Why they asked", request.asked_why),
    )


def _as_recipient(draft: Draft, request: Request) -> str:
    """As it is asked together with how they were checked."""
    found = [str(to) for to in draft.recipients if to.pk == request.recipient_id]
    return "".join(found) or (words.NOT_ON_THE_LIST if request.identity_check else "")


def _reopens(draft: Draft) -> list[dict[str, str]]:
    """Which record it looks at again: that one stays as it is."""
    again = draft.reopening
    if not again:
        return []
    return rows(
        ("The record looked at again", again.reopens.reference),
        ("What is new", again.facts),
        ("It came on", day(again.received_on)),
    )


def _protected(draft: Draft) -> list[dict[str, str]]:
    """What looked as if it could reach somebody who must be protected, and why it does not: of what is there still."""
    settled = {row.mark: row for row in draft.settled}
    found = protecting.found(draft) if settled else []
    return rows(
        *(("Looked at, and found safe", _safe(each, settled[each.mark])) for each in found if each.mark in settled)
    )


def _safe(clash: Clash, row: ClashSettled) -> str:
    """Without the name of whoever is protected."""
    says = words.CLASHES_OF_TELLING if clash.family else words.CLASHES
    what = says[clash.sort].format(who=words.SOMEBODY[words.KEPT_FROM[clash.sort]])
    return f"{clash.called}: {what} {row.why} ({row.settled_by.name}, {moment(row.settled_at)})"


def _consent(draft: Draft) -> list[dict[str, str]]:
    now = draft.consent_status
    if not now:
        return []
    consent, wanted = draft.consent, status.DETAILS[now]
    if not consent:
        return rows((CONSENT, status.STATUSES[now].label))
    pairs = {
        "given_by": ("Who", consent.given_by),
        "relationship": ("Their relationship to the child, and standing", consent.relationship),
        "form": ("How they agreed", label(status.FORMS, consent.form)),
        "on": ("When", day(consent.on)),
        "reason": (
            "Recognised reason",
            label(status.reasons(now), consent.reason if consent.reason in status.reasons(now) else ""),
        ),
        "explanation": ("In detail", consent.explanation),
    }
    shown = rows((CONSENT, status.description(now, consent.explained)), *(pairs[field] for field in wanted))
    if "explanation" not in wanted:
        shown += rows(pairs["explanation"])
    return shown + _explained(now, consent.explained) + _relied_on(draft)


def _relied_on(draft: Draft) -> list[dict[str, str]]:
    """Which consent it is, by its reference; whoever may open that finds the rest there."""
    consent = draft.consent
    if not consent or not steps.step(steps.RELIED_ON).applies(draft):
        return []
    if not (held := draft.relied_on):
        return rows(("Consent relied on", "One that is not kept here" if consent.kept_elsewhere else ""))
    purpose = held.consent.purpose if consent.same_purpose else ""
    return rows(("Consent relied on", _kept(held)), ("Its purpose, found to be the same", purpose))


def _kept(held: Held) -> str:
    today = timezone.localdate()
    now, agreed = held.standing(today), agreement.of(held, today)
    if not now.stands:
        return f"{held.consent.reference}. {STANDINGS[now.status].label}."
    how = "implied for" if now.status == "implied" else "given by"
    until = f"until {day(agreed.until)}" if agreed.until else "until it is taken back"
    return f"{held.consent.reference}, {how} {agreed.names} on {day(agreed.on)}, covers {until}"


def _explained(now: str, explained: Iterable[str]) -> list[dict[str, str]]:
    if now != "given":
        return []
    told = [term.label for value, term in status.ELEMENTS.items() if value in set(explained)]
    not_told = status.not_explained(list(explained))
    return rows(("They were told", "; ".join(told)), ("They were not told", "; ".join(not_told)))


def _views(draft: Draft) -> list[dict[str, str]]:
    if not draft.consent or not steps.step("views").applies(draft):
        return []
    return rows(
        ("What the child said", draft.consent.child_views),
        ("What the parent or carer said", draft.consent.carer_views),
        ("Why somebody was not asked", draft.consent.views_not_asked),
    )


def _weighing(draft: Draft) -> list[dict[str, str]]:
    weighing = draft.weighing
    if not weighing:
        return []
    return rows(
        ("Risk of sharing", weighing.risk_of_sharing),
        ("Risk of not sharing", weighing.risk_of_not_sharing),
        ("Best interests", label(words.BEST_INTERESTS, weighing.best_interests)),
        ("Why", weighing.best_interests_why),
        ("Safety of others, and identities to protect", weighing.safety_of_others),
    )


def _duty(draft: Draft) -> list[dict[str, str]]:
    """Nothing where the organisation does not have it in force."""
    duty = draft.duty
    if not duty or not steps.step("duty").applies(draft):
        return []
    excepted = steps.step("duty-exception").applies(draft)
    return rows(
        ("The law", duty_to_share.ACT),
        ("The information is about a child", label(words.YES_OR_NO, duty.about_child)),
        ("Somebody it would go to is a listed body", label(words.YES_OR_NO, duty.listed)),
        ("It bears on keeping the child safe and well", label(words.YES_OR_NO, duty.relevant)),
        ("The duty to share", "Applies" if duty.applies else "Does not apply"),
        (
            "Exception relied on",
            "Sharing would be more detrimental to the child than not sharing" if excepted else "",
        ),
        ("Why it would be more detrimental", duty.exception_why if excepted else ""),
    )


def _basis(draft: Draft) -> list[dict[str, str]]:
    basis = draft.basis
    if not basis or not steps.step("basis").applies(draft):
        return []
    return rows(
        ("Power or duty", basis.power),
        ("Lawful basis (UK GDPR Article 6)", label(words.LAWFUL_BASES, basis.lawful_basis)),
        ("Condition for sensitive data", label(words.CONDITIONS, basis.condition)),
        ("Common law of confidence", label(words.COMMON_LAW, basis.common_law)),
    )


def _sharing(draft: Draft) -> list[dict[str, str]]:
    sharing = draft.sharing
    if not sharing or not steps.step("how").applies(draft):
        return []
    telling = (
        (("Why not told", sharing.not_told_why), ("Look again at telling on", day(sharing.look_again_on)))
        if draft.told == "not"
        else (("How they are told", sharing.told_how),)
    )
    return rows(
        ("How much is needed", sharing.how_much),
        ("Fact kept apart from opinion", sharing.facts_apart),
        ("The right person", sharing.right_person),
        ("Securely", sharing.securely),
        *(
            (("Child or family told", label(words.TOLD, draft.told)), *telling)
            if steps.step("telling-details").applies(draft)
            else ()
        ),
    )


def _advice(draft: Draft) -> list[dict[str, object]]:
    return [
        {
            "question": steps.place(draft.pack, row.question),
            "short": f"{row.asked_whom}: {_in_short(row).lower()}{'' if is_on_the_way(draft, row) else LEFT_SHORT}",
            "rows": discussion(row, left=not is_on_the_way(draft, row)),
            "rested_on": fingerprint(row.rested_on) if row.rested_on else "",
        }
        for row in draft.discussions
        if not row.about_record
    ]


def is_on_the_way(draft: Draft, row: AdviceDiscussion) -> bool:
    """Whether this decision still comes by the place it was asked at."""
    if row.about_record:
        return True
    if row.question.startswith(steps.PAGE):
        return steps.step(row.question.removeprefix(steps.PAGE)).applies(draft)
    return row.question in draft.route.asked


def discussion(row: AdviceDiscussion, *, left: bool = False) -> list[dict[str, str]]:
    """What was asked, of whom, and what came of it. If its way was `left` since, the decision does not rest on it."""
    followed = label(words.FOLLOWED, row.followed)
    return rows(
        ("Asked", f"{row.asked_whom} ({words.ADVISERS[row.role].label})"),
        ("When", moment(row.asked_at)),
        ("What was asked", row.dilemma),
        ("Names", "Withheld" if row.identity_withheld else f"Given: {row.named_why}"),
        ("Advice", _advised(row)),
        ("Why it was taken back", row.ended_why),
        ("What was said", row.advice_text),
        ("On these conditions", row.conditions),
        ("Answered as", _answered_as(row)),
        ("Advised on", day(row.advised_on)),
        ("Followed", LEFT if left and followed else followed),
        ("Why not in full", row.not_followed_why),
        *(("Also answered" if row.is_closed else "Answered", answered(each)) for each in _not_taken_over(row)),
        _last_word(row),
        ("Why it still holds after changes", row.still_holds_why),
        ("Reference", row.reference),
    )


def answered(answer: AdviceAnswer) -> str:
    """An answer on one line, by whom and as what."""
    said = [f"{answer.giver}, {words.ADVISERS[answer.given_as].label}, on {day(answer.given_on)}"]
    said += [label(words.ADVICE, answer.advice).lower()]
    return ". ".join(filter(None, [": ".join(said), answer.rationale, answer.conditions]))


def _is_taken_over(row: AdviceDiscussion, answer: AdviceAnswer) -> bool:
    return row.is_closed and (answer.advice, answer.rationale) == (row.advice, row.advice_text)


def _not_taken_over(row: AdviceDiscussion) -> list[AdviceAnswer]:
    return [each for each in row.answers_shown if not _is_taken_over(row, each)]


def _answered_as(row: AdviceDiscussion) -> str:
    """Where that is another role than the one that was asked for."""
    roles = [each.given_as for each in row.answers_shown if _is_taken_over(row, each)]
    return label(words.ADVISERS, roles[-1]) if roles and roles[-1] != row.role else ""


def _last_word(row: AdviceDiscussion) -> tuple[str, str]:
    """What somebody who is said to have advised said of it. It stands in the discussion's own rows."""
    word = row.last_word
    if word is None or word.given_by is None:
        return ("", "")
    said = f"{word.given_by.name} on {day(word.given_on)}"
    if word.said == "confirmed":
        return ("Confirmed by", said)
    return ("Corrected by", f"{said}: {label(words.ADVICE, word.advice).lower()}. {word.rationale}")


def _in_short(row: AdviceDiscussion) -> str:
    return label(words.ADVICE, row.advised) or _advised(row)


def _advised(row: AdviceDiscussion) -> str:
    if row.ended_at:
        return "Taken back"
    return label(words.ADVICE, row.advice) or "Not recorded yet"


def _answers(draft: Draft) -> list[dict[str, object]]:
    return [
        {
            "slug": slug,
            "question": draft.pack.question(slug).text,
            "value": value,
            "answer": draft.pack.question(slug).label(value),
            "note": draft.answered[slug].note,
        }
        for slug, value in draft.counted.items()
    ]
