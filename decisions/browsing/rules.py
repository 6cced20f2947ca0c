"""The four rules: many records, one record again and again, a crowd at one record, a surname like one in it."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from statistics import median

from decisions.browsing.limits import Limit, Limits
from decisions.browsing.look import ORGANISATION, OWN, TEAM, Finding, Look
from decisions.browsing.runs import Moment, grouped, moments, runs

# Rights somebody else gave them. Behind the glass they let themselves in.
GRANTED = (TEAM, ORGANISATION, "adviser", "viewer")


def many(visits: Sequence[Look], limits: Limits) -> Iterator[Finding]:
    """Many different records outside one's own and one's teams', by one person."""
    named = grouped((visit for visit in visits if visit.through not in (OWN, TEAM, ORGANISATION)), _person)
    for seen in named.values():
        reached = (moments(seen, limit, _decision) for limit in limits.many_named)
        yield from _told("many", seen, chain.from_iterable(reached), limits)
    overseen = grouped((visit for visit in visits if visit.through == ORGANISATION), _person)
    for seen in overseen.values():
        yield from _told("many", seen, _beyond_habit(seen, limits), limits)


def again(looks: Sequence[Look], visits: Sequence[Look], limits: Limits) -> Iterator[Finding]:
    """One record, opened by one person again and again. An owner has work to do in it, so theirs is a higher limit."""
    pages = _often((look for look in looks if look.through != OWN), (*limits.again, limits.again_pages))
    others = grouped((visit for visit in visits if visit.through != OWN and _pair(visit) in pages), _pair)
    for pair, seen in others.items():
        counted = chain(_each(seen, limits.again), _each(pages[pair], (limits.again_pages,)))
        yield from _told("again", seen, counted, limits)
    for seen in _often((visit for visit in visits if visit.through == OWN), limits.again_own).values():
        yield from _told("again", seen, _each(seen, limits.again_own), limits)


def crowd(visits: Sequence[Look], limits: Limits) -> Iterator[Finding]:
    """Many different people at one record, its owner apart."""
    for seen in grouped((visit for visit in visits if visit.through != OWN), _decision).values():
        yield from _told("crowd", seen, moments(seen, limits.crowd, _person), limits)


def surname(visits: Sequence[Look], limits: Limits) -> Iterator[Finding]:
    """A surname like one in the record. Each person and record is told once, for ever: its key has no day."""
    alike = (visit for visit in visits if visit.surname_like and visit.through != OWN)
    for seen in grouped(alike, _person).values():
        rare = grouped(_rare(seen, limits), _decision)
        for decision, visited in grouped(seen, _decision).items():
            single = (Moment(visit.at, visit.at, 1) for visit in rare.get(decision, ()))
            yield from _told("surname", visited, chain(single, _each(visited, (limits.surname_again,))), limits)


def _rare(seen: Sequence[Look], limits: Limits) -> Iterator[Look]:
    """Visits by breaking the glass, and those with no other such record in the weeks before."""
    last: Look | None = None
    other: Look | None = None  # the latest look at another record
    for visit in seen:
        if last and last.decision != visit.decision:
            other = last
        usual = other is not None and visit.at - other.at <= limits.surname_quiet
        if visit.through not in GRANTED or not usual:
            yield visit
        last = visit


def _beyond_habit(seen: Sequence[Look], limits: Limits) -> Iterator[Moment]:
    days = {day: len({visit.decision for visit in looks}) for day, looks in grouped(seen, _day).items()}
    for moment in moments(seen, limits.many_overseer, _decision):
        if moment.count >= limits.many_overseer_habit * _habit(days, moment.since.date(), limits.habit):
            yield moment


def _habit(days: dict[date, int], before: date, back: timedelta) -> float:
    """The middle one of a person's days with any look at all, in the weeks before."""
    recent = [count for day, count in days.items() if before - back <= day < before]
    return median(recent) if recent else 0


def _told(rule: str, visits: Sequence[Look], reached: Iterable[Moment], limits: Limits) -> Iterator[Finding]:
    for run in runs(reached, limits.quiet):
        since = min(moment.since for moment in run)
        within = [visit for visit in visits if since <= visit.at <= run[-1].at]
        yield Finding.of(rule, within, run[0].at)


def _often(looks: Iterable[Look], wanted: Iterable[Limit]) -> dict[tuple[int, int], list[Look]]:
    """The looks of each person at each record, where there are enough of them to reach any limit at all."""
    fewest = min(limit.times for limit in wanted)
    return {pair: seen for pair, seen in grouped(looks, _pair).items() if len(seen) >= fewest}


def _each(seen: Sequence[Look], wanted: Iterable[Limit]) -> Iterator[Moment]:
    return chain.from_iterable(moments(seen, limit, _itself) for limit in wanted)


def _person(look: Look) -> int:
    return look.by


def _decision(look: Look) -> int:
    return look.decision


def _pair(look: Look) -> tuple[int, int]:
    return look.by, look.decision


def _day(look: Look) -> date:
    return look.at.date()


def _itself(look: Look) -> Hashable:
    return id(look)
