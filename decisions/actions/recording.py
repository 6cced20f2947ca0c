"""Recording freezes a decision; an emergency is recorded at once; afterwards it is only added to."""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions import content, policies, steps, telling, words
from decisions.actions.adding import add
from decisions.actions.asking import end
from decisions.actions.countersigning import ask_where_chosen
from decisions.actions.drafting import new_decision
from decisions.actions.entries import enter
from decisions.actions.locking import locked, locked_with_consent
from decisions.actions.sheets import freeze_sheets
from decisions.actions.telling_the_family import ask_what_was_done
from decisions.draft import Draft, load
from decisions.models import AdviceDiscussion, Amendment, Answer, Decision, Emergency, Record, ToDo
from decisions.policies.sharing import check_can_answer
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.versions import values_of

# What a whole record holds and an emergency's does not: a to-do's slug and title.
NEEDED = (
    ("items", "List what was shared: fact, opinion or allegation, and its source"),
    ("weighing", "Write down the risks on both sides, and what is best for the child"),
    ("identities", "Write down whose identity must be protected, and how"),
    ("consent", "Write down what consent there was, and what the child and the carer say"),
    ("basis", "Write down the law you relied on"),
    ("how", "Write down how it was sent safely, and to the right person"),
    ("telling", "Say whether the family was told; if not, why, and when you look again"),
)
SHARED = ("shared", "Write down when it was shared, who shared it, how, and whether it arrived")
DAYS_TO_SHARE = 7
SHARED_AT_ONCE = "It was shared at once, because somebody was in danger."


@transaction.atomic
def record(*, decision: Decision, seen: str, by: User) -> Record:
    """Record what the check page showed (`seen` is its hash). Pressed twice, the first record is the answer."""
    draft = locked_with_consent(decision)
    if draft.record and draft.record.recorded_by_id == by.pk:
        return draft.record
    policies.check_can_record(draft, by)
    if content.fingerprint(content.of(draft)) != seen:
        raise policies.Refused("Something changed since this page was opened. Read it again, then record it.")
    frozen = _freeze(draft, by=by)
    if draft.shares:
        freeze_sheets(draft, by=by)
        _add_todos(draft, [SHARED], timedelta(days=DAYS_TO_SHARE))
    return frozen


@transaction.atomic
def share_in_emergency(
    *,
    by: User,
    request_key: UUID,
    about: str,
    values: Mapping[str, object],
    decision: Decision | None = None,
) -> Decision:
    """Record what was shared because somebody was in danger, with a dated to-do for all that is still to be written."""
    one_press_at_a_time(request_key)
    decision = decision or _emergency_decision(by=by, request_key=request_key, about=about)
    draft = locked(decision)
    if draft.record and draft.emergency and values_of(draft.emergency, values) == values:
        return decision
    policies.check_is_owner(draft, by)
    policies.check_can_edit(draft, by)
    _answer_danger(draft, by=by)
    Emergency.objects.create(decision=decision, saved_by=by, **values)
    unanswered = _take_back_unanswered(decision, by=by)
    draft = load(decision)
    _freeze(draft, by=by, happened_at=draft.emergency.shared_at if draft.emergency else None)
    _list_what_is_missing(draft, unanswered)
    return decision


def _take_back_unanswered(decision: Decision, *, by: User) -> list[AdviceDiscussion]:
    """What was put to somebody and waits: once the decision is recorded, nobody could close it, nor take it back."""
    found = list(AdviceDiscussion.objects.unanswered().filter(decision=decision).select_related("decision"))
    for each in found:
        end(each, why=SHARED_AT_ONCE, by=by)
    return found


def _emergency_decision(*, by: User, request_key: UUID, about: str) -> Decision:
    policies.check_can_start(by)
    start = {
        "deciding": words.IN_AN_EMERGENCY,
        "about": about,
        "between": "other",
        "purpose": "To protect somebody from danger",
    }
    before = made_before(by.started.all(), request_key=request_key, **start)
    return before or new_decision(by=by, request_key=request_key, values=start)


def _answer_danger(draft: Draft, *, by: User) -> None:
    """Put the draft on the way of an emergency: one case (or request), somebody in danger."""
    situation = draft.answers.get("situation")
    wanted = {"situation": situation if situation in {"case", "request"} else "case", "danger": "yes"}
    for slug, value in wanted.items():
        row = draft.answered.get(slug) or Answer(decision=draft.decision, slug=slug)
        row.value, row.saved_by = value, by
        row.save()


def _freeze(draft: Draft, *, by: User, happened_at: datetime | None = None) -> Record:
    whole = content.of(draft)
    _let_go(draft, by=by)
    frozen = Record.objects.create(
        decision=draft.decision,
        recorded_by=by,
        content=whole,
        content_hash=content.fingerprint(whole),
        pack_id=draft.pack.id,
        pack_hash=draft.pack.hash,
        outcome=draft.route.outcome or "",
        decided="share" if draft.emergency else draft.decided,
        grounds=_grounds(draft),
        told=telling.plan_of(draft),
        best_interests=draft.weighing.best_interests if draft.weighing and not draft.emergency else "",
        happened_at=happened_at,
    )
    came_to = {"outcome": frozen.outcome, "decided": frozen.decided}
    facts = {"content": frozen.content_hash}
    log.record("decision.recorded", by=by, about=draft.decision, facts=facts, personal=came_to)
    enter("recorded", draft.decision, by=by)
    ask_where_chosen(frozen, by=by)
    ask_what_was_done(draft.decision)
    return frozen


def _let_go(draft: Draft, *, by: User) -> None:
    """A record leans on a consent only where it says so: what an earlier answer chose, or an emergency, does not."""
    consent = draft.consent
    if consent and consent.relied_on_id and (draft.emergency or not steps.step(steps.RELIED_ON).applies(draft)):
        consent.relied_on, consent.same_purpose, consent.saved_by = None, False, by
        consent.save()


def _grounds(draft: Draft) -> list[str]:
    """Grounds are for not sharing: what an earlier page of the draft said counts no more once it is shared."""
    withheld = draft.conclusion and draft.decided == "do_not_share" and not draft.emergency
    return draft.conclusion.grounds if draft.conclusion and withheld else []


def _list_what_is_missing(draft: Draft, unanswered: Iterable[AdviceDiscussion]) -> None:
    """Advice that was asked and not given is asked again, about what was shared."""
    again = {row.question for row in unanswered}
    wanted = [
        *NEEDED,
        *((f"advice-{row.pk}", f"Write down the advice of {row.asked_whom}") for row in draft.open_discussions),
        *(
            (f"advice-{row.pk}", f"{row.reference} was not answered in time: ask about the record")
            for row in unanswered
        ),
        *((f"unsure-{slug}", f"Ask for advice: {draft.pack.question(slug).text}") for slug in _unsure(draft, again)),
    ]
    _add_todos(draft, wanted, timedelta(hours=draft.decision.organisation.emergency_hours))


def _unsure(draft: Draft, but: Container[str]) -> list[str]:
    """The questions that somebody was not sure about before the emergency, and has asked nobody about (S8)."""
    stops = {question.slug: question.stop for question in draft.pack.questions}
    unsure = [slug for slug, value in draft.answers.items() if value in stops.get(slug, ()) and slug not in but]
    return [slug for slug in unsure if not any(row.is_open or row.is_closed for row in draft.discussions_at(slug))]


def _add_todos(draft: Draft, wanted: Iterable[tuple[str, str]], within: timedelta) -> None:
    due_at = timezone.now() + within
    ToDo.objects.bulk_create(
        ToDo(decision=draft.decision, slug=slug, title=title, due_at=due_at) for slug, title in wanted
    )


@transaction.atomic
def amend(
    *,
    decision: Decision,
    request_key: UUID,
    title: str,
    text: str,
    by: User,
    why: str = "",
    todo: ToDo | None = None,
) -> None:
    """Add to a recorded decision: an amendment with its reason, or what a to-do asked for."""
    draft = locked(decision)
    policies.check_can_add(draft, by)
    if made_before(decision.amendments.all(), request_key=request_key, todo=todo, text=text):
        return
    if todo and Amendment.objects.filter(todo=todo).exists():
        raise policies.Refused("Somebody has written this down already. You can still add to the record.")
    if todo:
        check_can_answer(todo)
    add(draft.decision, request_key=request_key, title=title, text=text, why=why, todo=todo, by=by)
