"""Fifty honest people at work for thirty days, and the decisions they look at. Made from a seed, the same each time.

They are busier than any office we know of: see docs/look-out.md, where each assumption is written down.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from decisions.browsing import Look

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
TEAMS = 5
PRACTITIONERS, MANAGERS = range(36), range(36, 41)
LEADS, ADVISERS = range(41, 44), range(44, 48)
GUARDIAN, IG_LEAD = 48, 49
PEOPLE = range(50)
NAMESAKES = {MANAGERS[0]: 0.04, LEADS[0]: 0.04, IG_LEAD: 0.04}  # a surname that every 25th family has
ANY_NAMESAKE = 0.003


@dataclass(slots=True)
class Case:
    number: int
    owner: int
    begun: int
    alike: frozenset[int]  # the people whose surname sounds like one in it
    restricted: frozenset[int] = frozenset()  # who else may see it, where only named people may

    @property
    def team(self) -> int:
        return self.owner % TEAMS


@dataclass(slots=True)
class Office:
    chance: Random
    looks: list[Look] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    def case(self, owner: int, day: int) -> Case:
        alike = frozenset(who for who in PEOPLE if self.chance.random() < NAMESAKES.get(who, ANY_NAMESAKE))
        case = Case(len(self.cases), owner, day, alike - {owner})
        if self.chance.random() < 0.03:
            others = [who for who in PRACTITIONERS if who != owner]
            case.restricted = frozenset({*self.chance.sample(others, 3), GUARDIAN, *_over(case.team)})
        self.cases.append(case)
        return case

    def recent(self, day: int, back: int, *, team: int | None = None, owner: int | None = None) -> list[Case]:
        return [
            case
            for case in self.cases[-900:]
            if day - back <= case.begun <= day and team in (None, case.team) and owner in (None, case.owner)
        ]

    def some(self, cases: list[Case], least: int, most: int) -> list[Case]:
        return self.chance.sample(cases, min(len(cases), self.chance.randint(least, most)))

    def visit(self, who: int, case: Case, day: int, through: str, *, pages: tuple[int, int] = (1, 5)) -> None:
        """A visit begins in office hours; now and then a telephone rings in the midst of it."""
        if case.restricted and who != case.owner:
            if who not in case.restricted:
                return
            through = "viewer"
        at = START + day * DAY + timedelta(minutes=self.chance.uniform(8 * 60, 17.5 * 60))
        for _ in range(self.chance.randint(*pages)):
            self.looks.append(Look(who, case.number, at, through, who in case.alike))
            at += timedelta(
                minutes=self.chance.uniform(16, 60) if self.chance.random() < 0.05 else self.chance.uniform(0.2, 6)
            )

    def visits(
        self, who: int, case: Case, day: int, through: str, least: int, most: int, pages: tuple[int, int] = (1, 5)
    ) -> None:
        for _ in range(self.chance.randint(least, most)):
            self.visit(who, case, day, through, pages=pages)


def honest(seed: int, *, days: int = 30, emergencies: int = 1) -> list[Look]:
    """Every look of the office, oldest first. It has worked for two weeks before the first day."""
    office = Office(Random(seed))
    for day in range(-14, 0):
        for who in PRACTITIONERS:
            if office.chance.random() < 0.6 and _works(day):
                office.case(who, day)
    audits = {
        who: set(office.chance.sample([day for day in range(days) if _works(day)], 2)) for who in (GUARDIAN, IG_LEAD)
    }
    outbreaks = [office.chance.randrange(0, days - 7) for _ in range(emergencies)]
    for day in range(days):
        _on_duty(office, day)
        if _works(day):
            _practitioners(office, day)
            _managers_and_leads(office, day)
            _advisers(office, day)
            _overseers(office, day, audits)
            _meeting(office, day)
        for n, first in enumerate(outbreaks):
            if first <= day < first + 7:
                _emergency(office, day, office.recent(first, 14)[-1 - n])
    return sorted(office.looks, key=lambda look: look.at)


def _works(day: int) -> bool:
    return (START + day * DAY).weekday() < 5


def _over(team: int) -> tuple[int, ...]:
    return MANAGERS[team], LEADS[team % 3]


def _practitioners(office: Office, day: int) -> None:
    """They write, come back to what they wrote, and stand in for colleagues."""
    for who in PRACTITIONERS:
        for _ in range(office.chance.choices((0, 1, 2, 3), (45, 35, 15, 5))[0]):
            office.visits(who, office.case(who, day), day, "own", 1, 5, (8, 40))
        for case in office.some(office.recent(day, 21, owner=who), 0, 4):
            office.visits(who, case, day, "own", 1, 4, (1, 12))
        for case in office.some(office.recent(day, 14, team=who % TEAMS), 0, 3):
            if case.owner != who:
                office.visits(who, case, day, "team", 1, 2)


def _managers_and_leads(office: Office, day: int) -> None:
    """They read all that is new in their teams every day, and go on with what worries them."""
    for team in range(TEAMS):
        for who in _over(team):
            worrying = [case for case in office.recent(day, 28, team=team) if case.number % 12 == 0]
            for case in office.recent(day, 1, team=team):
                office.visits(who, case, day, "team", 1, 2)
            for case in [*office.some(office.recent(day, 28, team=team), 2, 10), *office.some(worrying, 0, 3)]:
                office.visits(who, case, day, "team", 1, 3)


def _advisers(office: Office, day: int) -> None:
    """Asked now and then, and once a month about a whole pile; they come back to what they were asked for some days."""
    for who in ADVISERS:
        pile = office.chance.random() < 1 / 22
        for case in office.some(office.recent(day, 3), *((4, 7) if pile else (0, 3))):
            for later in (0, office.chance.randint(1, 3)):
                office.visits(who, case, day + later, "adviser", 1, 3, (1, 12))


def _overseers(office: Office, day: int, audits: dict[int, set[int]]) -> None:
    """They read across the organisation, and twice a month a large sample of it."""
    for who, least, most in ((GUARDIAN, 3, 20), (IG_LEAD, 5, 30)):
        for case in office.some(office.recent(day, 30), *((30, 55) if day in audits[who] else (least, most))):
            office.visits(who, case, day, "organisation", 1, 2)


def _on_duty(office: Office, day: int) -> None:
    """One person a night breaks the glass for what can't wait; named viewers look at what was shown to them."""
    duty = office.chance.choice(PRACTITIONERS)
    for case in office.some(office.recent(day, 30), 0, 3):
        if case.owner != duty:
            office.visits(duty, case, day, "glass", 1, 3)
    for case in office.recent(day, 14):
        for who in sorted(case.restricted):
            if office.chance.random() < 0.3:
                office.visits(who, case, day, "viewer", 1, 2)


def _meeting(office: Office, day: int) -> None:
    """Twice a week colleagues of several services sit round one record, and open it again that day or the next."""
    if office.chance.random() < 0.4:
        case = office.chance.choice(office.recent(day, 14))
        guests = {*office.chance.sample([*PRACTITIONERS, *ADVISERS], office.chance.randint(3, 7)), *_over(case.team)}
        for who in sorted(guests - {case.owner}):
            for later in (0, office.chance.randint(0, 1)):
                office.visits(who, case, day + later, _right(who, case), 1, 2)


def _emergency(office: Office, day: int, case: Case) -> None:
    """A week with one record open all day: its owner, those over them, and a few who were asked in."""
    office.visits(case.owner, case, day, "own", 5, 11, (2, 20))
    for who, least, most in (
        (_over(case.team)[0], 2, 5),
        (_over(case.team)[1], 1, 4),
        (GUARDIAN, 0, 2),
        (IG_LEAD, 0, 1),
    ):
        office.visits(who, case, day, _right(who, case), least, most)
    for who in (ADVISERS[case.number % 4], ADVISERS[(case.number + 1) % 4], *_colleagues(case)):
        office.visits(who, case, day, _right(who, case), 0, 3)


def _colleagues(case: Case) -> Iterator[int]:
    yield from [who for who in PRACTITIONERS if who % TEAMS == case.team and who != case.owner][:3]


def _right(who: int, case: Case) -> str:
    if who in (GUARDIAN, IG_LEAD):
        return "organisation"
    return "team" if who in _over(case.team) or (who in PRACTITIONERS and who % TEAMS == case.team) else "adviser"
