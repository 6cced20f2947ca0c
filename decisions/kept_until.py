"""Until when records are kept: what is known of them, read at once for many, held against the organisation's rules."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from consent.models import Person
from decisions.models import Decision, Flow, KeptLonger, PersonConcerned, PersonKept
from decisions.models.retention import Kind, rules_chosen
from decisions.models.retention_entries import old_enough
from decisions.retention.due import Facts, Kept, Whom, begun_by, kept
from decisions.retention.schedule import (
    ANYBODY,
    BIRTH,
    DECISION,
    ENDED,
    FLOW,
    LAST,
    PERSON,
    RECORDED,
    Rule,
    in_force,
)
from infoshare.accounts.models import Organisation

PART = 2_000  # so many are looked at at once, of those that are old enough
Said = Mapping[int, PersonKept]
ABOUT: Mapping[type[Kind], str] = {Decision: DECISION, Flow: FLOW, Person: PERSON}


@dataclass(frozen=True, slots=True)
class Due:
    """One record, and until when it is kept."""

    record: Kind
    kept: Kept


def about(record: Kind) -> str:
    return ABOUT[type(record)]


def rules_of(organisation: Organisation | int, on: date) -> list[Rule]:
    """Those that hold for the organisation on a day."""
    return in_force(rules_chosen(organisation, on))


def of_one(record: Kind) -> Kept:
    """By the rules of today."""
    rows = WITH[type(record)](type(record)._base_manager.filter(pk=record.pk))
    [found] = of_many(list(rows), rules_of(record.organisation_id, timezone.localdate()))
    return found.kept


def of_many(records: Sequence[Any], rules: Iterable[Rule]) -> list[Due]:
    """Of records of one kind, read by one of WITH; in a number of queries that does not grow."""
    held, said = list(rules), last_said(_people_of(records))
    return [Due(each, kept(FACTS[type(each)](each, said), held)) for each in records]


def _people_of(records: Iterable[Any]) -> Iterator[Person]:
    for each in records:
        if isinstance(each, Decision):
            yield from (link.person for link in each.people.all())
        elif isinstance(each, Person):
            yield each


def last_said(people: Iterable[Person]) -> Said:
    """What was said last of each that counts for how long they are kept, by their number."""
    numbers = {each.pk for each in people}
    rows = PersonKept.objects.filter(person__in=numbers).order_by("pk") if numbers else []
    return {row.person_id: row for row in rows}


def decisions_with(decisions: "QuerySet[Decision]") -> list[Decision]:
    rows = decisions.select_related("record").annotate(added_at=Max("amendments__added_at"))
    return list(rows.prefetch_related(Prefetch("people", PersonConcerned.objects.select_related("person"))))


def flows_with(flows: "QuerySet[Flow]") -> list[Flow]:
    return list(flows.select_related("end"))


def people_with(people: "QuerySet[Person]") -> list[Person]:
    """The last change is the last of what was saved of them, of their consents, and of what was answered."""
    rows = people.annotate(
        asked_at=Max("consents__saved_at"),
        answered_at=Max("consents__events__recorded_at"),
        related_at=Max("relationships__saved_at"),
    )
    return list(rows)


WITH: Mapping[type[Kind], Any] = {Decision: decisions_with, Flow: flows_with, Person: people_with}


def first_that_could_be_due(
    records: "QuerySet[Any]", organisation: Organisation, on: date, most: int
) -> "QuerySet[Any]":
    """The first of them by number. Age alone tells most that can't be; what is left is asked of part by part."""
    rules = rules_of(organisation, timezone.localdate())
    found: list[int] = []
    some = _old_enough(records.model, organisation, rules, on, after=0)
    while some:
        found += could_be_due(records.filter(pk__in=some), rules, on).values_list("pk", flat=True)
        done = len(found) >= most or len(some) < PART
        some = [] if done else _old_enough(records.model, organisation, rules, on, after=some[-1])
    return records.filter(pk__in=found[:most]).order_by("pk")


def _old_enough(
    kind: type[Kind], organisation: Organisation, rules: Iterable[Rule], on: date, *, after: int
) -> list[int]:
    """A part of those that no rule about everybody keeps that day by when they were born or began."""
    ours = [rule for rule in rules if rule.slot.about == ABOUT[kind] and rule.slot.whom == ANYBODY]
    born = min((begun_by(on, rule) for rule in ours if rule.slot.trigger == BIRTH), default=None)
    begun = min((_end_of(begun_by(on, rule)) for rule in ours if rule.slot.trigger != BIRTH), default=None)
    return old_enough(kind, organisation.pk, born=born, begun=begun, after=after, most=PART)


def could_be_due(records: "QuerySet[Any]", rules: Iterable[Rule], on: date) -> "QuerySet[Any]":
    """Without most that a rule keeps on that day, whatever else is known of them: the rest is worked out one by one."""
    kind: type[Kind] = records.model
    longer = KeptLonger.objects.filter(until__gt=timezone.localdate(), **{ABOUT[kind]: OuterRef("pk")})
    found = records.exclude(Exists(longer))
    for rule in rules:
        if rule.slot.about == ABOUT[kind] and rule.slot.whom == ANYBODY:
            found = _begun(found, rule.slot.trigger, begun_by(on, rule))
    return found.order_by("pk")


def _begun(records: "QuerySet[Any]", trigger: str, by: date) -> "QuerySet[Any]":
    """Those for which the trigger was by that day, or is not known."""
    moment = _end_of(by)
    if trigger == BIRTH:
        born = "people__person__born_on" if records.model is Decision else "born_on"
        return records.exclude(pk__in=records.filter(**{f"{born}__gt": by}).values("pk"))
    if trigger == RECORDED:
        return records.filter(Q(record__recorded_at__lte=moment) | Q(record=None, saved_at__lte=moment))
    return records.filter(end__ended_at__lte=moment) if trigger == ENDED else records.filter(saved_at__lte=moment)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _of_decision(decision: Any, said: Said) -> Facts:
    record = getattr(decision, "record", None)
    recorded_at = record.recorded_at if record else None
    moments = {
        RECORDED: _day(recorded_at or decision.saved_at),
        LAST: _last(recorded_at, decision.saved_at, decision.added_at),
    }
    return Facts(DECISION, [_whom(link.person, said) for link in decision.people.all()], moments)


def _of_flow(flow: Flow, _: Said) -> Facts:
    end = getattr(flow, "end", None)
    ended_at = end.ended_at if end else None
    return Facts(FLOW, (), {ENDED: _day(ended_at), LAST: _last(ended_at, flow.saved_at)})


def _of_person(person: Any, said: Said) -> Facts:
    last = _last(person.saved_at, person.asked_at, person.answered_at, person.related_at)
    return Facts(PERSON, [_whom(person, said)], {LAST: last})


FACTS: Mapping[type[Kind], Any] = {Decision: _of_decision, Flow: _of_flow, Person: _of_person}


def _whom(person: Person, said: Said) -> Whom:
    row = said.get(person.pk)
    kinds = row.kinds if row else []
    return Whom(
        born_on=person.born_on,
        died_on=row.died_on if row else None,
        adopted_on=row.adopted_on if row else None,
        looked_after="looked_after" in kinds,
        adopted="adopted" in kinds,
    )


def _day(at: datetime | None) -> date | None:
    """The day here, not that of the clock at Greenwich."""
    return timezone.localdate(at) if at else None


def _last(*moments: datetime | None) -> date | None:
    known = [each for each in moments if each]
    return _day(max(known)) if known else None


def called(record: Kind) -> str:
    """In an address: a person by number, as what an organisation calls them is theirs to know."""
    return f"person-{record.pk}" if isinstance(record, Person) else record.reference
