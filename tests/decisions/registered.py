"""What the register should say of each decision, worked out from the decisions themselves and not by the database."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import connection
from django.utils.timezone import localtime

from consent.models import Person
from decisions import telling, words
from decisions.draft import Draft, load
from decisions.models import AdviceDiscussion, Amendment, Decision, Flow, RegisterEntry, Restriction, SharingEvent, ToDo
from decisions.models.keeping_register import faults
from decisions.summary.waits import end_of


def wrong() -> list[str]:
    """Every column of every entry that is not as it should be; and by the database's own rule."""
    found = [*_wrong()]
    assert bool(found) == bool(faults(connection)), found
    return found


def _wrong() -> Iterator[str]:
    entries = {entry.pk: entry for entry in RegisterEntry.objects.all()}
    for decision in Decision.objects.all():
        entry = entries.pop(decision.pk, None)
        if entry is None:
            yield f"{decision} is not in it"
            continue
        for column, value in _entry_of(decision).items():
            if getattr(entry, column) != value:
                yield f"{column} of {decision} is {getattr(entry, column)!r}, not {value!r}"
    yield from (f"{number} is in it and is no decision" for number in entries)


def _entry_of(decision: Decision) -> dict[str, object]:
    draft = load(decision)
    record, waiting = draft.record, _waiting(decision)
    amended = Amendment.objects.filter(decision=decision)
    open_todos = ToDo.objects.filter(decision=decision, done_by__isnull=True)
    return {
        "organisation_id": decision.organisation_id,
        "team_id": decision.team_id,
        "owner_id": decision.owner_id,
        "state": _state(decision, record is not None, bool(waiting)),
        "pack_id": decision.pack_id,
        "situation": draft.answers.get("situation", ""),
        "outcome": record.outcome if record else "",
        "decided": record.decided if record else "",
        "grounds": record.grounds if record else [],
        "agreement": _agreement(record.content) if record else "",
        "told": record.told if record else "",
        "sectors": _sectors(draft),
        "to_tell_at": _to_tell_at(draft),
        "is_restricted": Restriction.objects.filter(decision=decision, ended_at=None).exists(),
        "amendments": amended.count(),
        "age": _age(decision),
        "ethnicity": (youngest.ethnicity.split("_")[0] if (youngest := _youngest(decision)) else ""),
        "sent_at": min((each.happened_at for each in _sent(decision)), default=None),
        "unheard_since": min((each.happened_at for each in _unheard(decision)), default=None),
        "started_at": decision.created_at,
        "recorded_at": record.recorded_at if record else None,
        "waiting_since": min(waiting, default=None),
        "todo_due_at": min((each.due_at for each in open_todos), default=None),
        "written_late": any(each.todo and each.added_at > each.todo.due_at for each in amended.select_related("todo")),
    }


def _youngest(decision: Decision) -> Person | None:
    people = [each.person for each in decision.people.select_related("person").order_by("person_id")]
    return min(people, key=lambda each: -(each.born_on or date.min).toordinal(), default=None)


def _age(decision: Decision) -> str:
    youngest, day = _youngest(decision), localtime(decision.created_at).date()
    if not youngest or not youngest.born_on:
        return ""
    born = youngest.born_on
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return max((band for band in words.AGES if int(band) <= max(years, 0)), key=int)


def _sectors(draft: Draft) -> list[str]:
    if not draft.record or draft.record.decided not in {"share", "share_part"}:
        return []
    return sorted({to.sector for to in draft.recipients if to.sector and draft.goes_to(to)})


def _to_tell_at(draft: Draft) -> datetime | None:
    """By the rule that the page of telling asks (decisions/telling.py), where the first page lists it."""
    record, now = draft.record, telling.of(draft).now
    if not record or now.is_told or not (record.told or (record.happened_at and now.found)):
        return None
    return end_of(now.due_on) if now.due_on else record.recorded_at


def _sent(decision: Decision) -> list[SharingEvent]:
    return list(SharingEvent.objects.filter(decision=decision, sheet__isnull=False).order_by("pk"))


def _unheard(decision: Decision) -> list[SharingEvent]:
    last = {each.sheet_id: each for each in _sent(decision)}
    said = {each: each.acknowledgements.order_by("pk").last() for each in last.values()}
    return [each for each, word in said.items() if not (word and word.right_person)]


def _waiting(decision: Decision) -> list[datetime]:
    return [each.asked_at for each in AdviceDiscussion.objects.waiting().filter(decision=decision)]


def _state(decision: Decision, is_recorded: bool, waits: bool) -> str:
    if is_recorded:
        return "emergency" if decision.record.entered_afterwards else "recorded"
    if Flow.objects.filter(from_decision=decision).exists():
        return "flow"
    return "waiting" if waits else "draft"


def _agreement(content: dict[str, list[dict[str, str]]]) -> str:
    return next((row["value"] for row in content["answers"] if row["slug"] in {"consent", "agreement"}), "")
