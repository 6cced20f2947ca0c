"""What the look-out finds, how often it is wrong, how long it takes: run with `.venv/bin/python -m bench.browsing`."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random
from statistics import mean
from time import perf_counter

from bench.intruders import Story, again, crowd, found_on, many, people_when_found, replay
from bench.office import DAY, PEOPLE, START, honest
from decisions.browsing import LIMITS, Finding, Look, find

RULES = ("many", "again", "crowd", "surname")
SEEDS = range(20)

STORIES: dict[str, tuple[str, Story]] = {
    "one record 279 times in three weeks, all day long": ("again", replay),
    "the same, in two sittings a day": ("again", partial(replay, sittings=2)),
    "the same, in one sitting a day": ("again", partial(replay, sittings=1)),
    "the same, by its owner, all day long": ("again", partial(replay, through="own")),
    "the same, by its owner, in one sitting a day": ("again", partial(replay, through="own", sittings=1)),
    "one record 5 times a day for three weeks": ("again", partial(again, per_day=5)),
    "one record 2 times a day for three weeks": ("again", partial(again, per_day=2)),
    "one record 2 times a day for four weeks": ("again", partial(again, per_day=2, days=28)),
    "one record once a day for four weeks": ("again", partial(again, per_day=1, days=28)),
    "25 of the owner's team at one record in a week": ("crowd", crowd),
    "25 others at one record in a week": ("crowd", partial(crowd, through="viewer")),
    "25 at one record in two weeks": ("crowd", partial(crowd, days=14)),
    "12 at one record in a week": ("crowd", partial(crowd, people=12)),
    "12 at one record in two weeks": ("crowd", partial(crowd, people=12, days=14)),
    "6 at one record in a day": ("crowd", partial(crowd, people=6, days=1)),
    "20 different records a day, behind the glass": ("many", partial(many, per_day=20, through="glass")),
    "5 different records a day, behind the glass": ("many", partial(many, per_day=5, through="glass")),
    "2 different records a day, behind the glass": ("many", partial(many, per_day=2, through="glass")),
    "70 different records a day, by a new overseer": ("many", partial(many, per_day=70, through="organisation")),
    "40 different records a day, by an overseer": ("many", partial(many, per_day=40, through="organisation")),
    "40 different records a day, of one's team": ("many", partial(many, per_day=40, through="team")),
}


@dataclass(frozen=True, slots=True)
class Month:
    """The false alarms of one month of fifty honest people."""

    findings: tuple[Finding, ...]

    def of(self, rule: str) -> int:
        return sum(finding.rule == rule for finding in self.findings)

    @property
    def per_user(self) -> float:
        return len(self.findings) / len(PEOPLE)

    @property
    def named(self) -> Counter[int]:
        """How many findings name each person. A crowd names everybody who was in it."""
        return Counter(who for finding in self.findings for who in finding.by)


def false_alarms(seed: int, *, run_on: Iterable[int] = (15, 30), emergencies: int = 1) -> Month:
    """What is told, each key once. To run twice tells what it tells on thirty nights; a test holds it to that."""
    looks = honest(seed, emergencies=emergencies)
    told = {finding.key: finding for day in run_on for finding in find(looks, until=START + day * DAY)}
    return Month(tuple(told.values()))


def million() -> list[Look]:
    """A million looks over the whole window, by 1,000 people at 20,000 records."""
    return list(_looks(Random(1), 1_000_000))


def _looks(chance: Random, count: int) -> Iterator[Look]:
    rights = ("own",) * 6 + ("team",) * 3 + ("organisation", "adviser")
    for n in range(count):
        who, through = chance.randrange(1000), chance.choice(rights)
        decision = who * 20 + chance.randrange(20) if through == "own" else chance.randrange(20_000)
        yield Look(who, decision, START + n / count * LIMITS.window, through, chance.random() < 0.003)


def seconds_for(looks: list[Look]) -> float:
    began = perf_counter()
    find(looks, until=START + LIMITS.window + timedelta(seconds=1))
    return perf_counter() - began


def main() -> None:
    _say_false_alarms([false_alarms(seed) for seed in SEEDS], "one emergency")
    _say_false_alarms([false_alarms(seed, emergencies=5) for seed in SEEDS], "five emergencies")
    _say_found()
    _say(f"\nA million looks: {seconds_for(million()):.1f} seconds")


def _say_false_alarms(months: list[Month], when: str) -> None:
    _say(f"\nFalse alarms of {len(PEOPLE)} honest people in 30 days with {when}, {len(months)} seeds")
    for rule in RULES:
        counts = [month.of(rule) for month in months]
        _say(f"  {rule:8} mean {mean(counts):5.2f} a month, worst {max(counts)}")
    rates = [month.per_user for month in months]
    _say(f"  for each user and month: mean {mean(rates):.2f}, worst month {max(rates):.2f}")
    _say(f"  named most often in any month: {max(max(month.named.values(), default=0) for month in months)} findings")
    twice = mean(sum(count > 1 for count in month.named.values()) for month in months)
    _say(f"  named by more than one finding: {twice:.2f} of {len(PEOPLE)} people, mean")


def _say_found() -> None:
    _say(f"\nFound, of {len(SEEDS)} seeds, on which day")
    for words, (rule, story) in STORIES.items():
        _say(f"  {words:52} {_found([found_on(story(seed), rule) for seed in SEEDS])}")
    seen = [people_when_found(crowd(seed)) or 0 for seed in SEEDS]
    _say(f"  people who had opened it when a crowd of 25 was found: {min(seen)} to {max(seen)}")


def _found(days: list[int | None]) -> str:
    found = [day for day in days if day]
    when = f", day {min(found)} to {max(found)}, mean {mean(found):.1f}" if found else ""
    return f"{len(found):2} of {len(days)}{when}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
