"""Registers by chance: rows of the register for decisions that there need not be, so that there can be many."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils import timezone

from decisions import summary, words
from decisions.actions import access
from decisions.forms.register import AGREEMENTS, EDITIONS, OUTCOMES, SITUATIONS
from decisions.models import RegisterEntry
from decisions.oversight.quarters import Quarter, quarter_of
from decisions.summary.register import listed
from infoshare.accounts.models import User
from tests.decisions.builders import started
from tests.seeding.people import People

ROLES = ("practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead", "practitioner_elsewhere")
FAR = 10**9  # numbers that no decision has
GOING_ON = ("draft", "waiting", "flow")
OWNERS = ("practitioner", "colleague", "manager", "practitioner_elsewhere", "caldicott_guardian")


def some_entries(people: People, chance: Random, many: int) -> list[RegisterEntry]:
    entries = (some_entry(FAR + n, people, chance) for n in range(many))
    return RegisterEntry.objects.bulk_create(entries, batch_size=1000)


def some_entry(number: int, people: People, chance: Random) -> RegisterEntry:
    owner, others = people[chance.choice(OWNERS)], [None, people["manager"].team, people["manager_elsewhere"].team]
    return RegisterEntry(
        decision_id=number, organisation=owner.organisation, owner=owner, team=chance.choice(others), **stands(chance)
    )


def stands(chance: Random) -> dict[str, object]:
    """All of a row but whose it is."""
    started = timezone.now() - timedelta(days=chance.randint(0, 400), minutes=chance.randint(0, 1440))
    state = chance.choice((*GOING_ON, *["recorded"] * 6, "emergency"))
    said: dict[str, object] = {
        "state": state,
        "started_at": started,
        "recorded_at": None,
        "decided": "",
        "outcome": "",
        "agreement": "",
        "grounds": [],
        "pack_id": _one(chance, EDITIONS),
        "is_restricted": chance.random() < 0.1,
        "amendments": chance.choice((0, 0, 0, 1, 4)),
        "todo_due_at": chance.choice((None, None, _near(chance))),
        **_sent(started, chance),
        "to_tell_at": chance.choice((None, _near(chance))),
        "written_late": chance.random() < 0.2,
        "situation": chance.choice(("", _one(chance, SITUATIONS))),
        "age": chance.choice(("", *words.AGES)),
        "ethnicity": chance.choice(("", *words.ETHNIC_GROUPS)),
    }
    return said if state in GOING_ON else {**said, **_recorded(started, chance)}


def _recorded(started: datetime, chance: Random) -> dict[str, object]:
    decided = chance.choice(list(words.DECISIONS))
    lasted = chance.choice((timedelta(hours=23, minutes=59), *(timedelta(days=n) for n in (0, 1, 6, 7, 27, 28, 90))))
    return {
        "recorded_at": min(started + lasted, timezone.now()),
        "decided": decided,
        "outcome": _one(chance, OUTCOMES),
        "agreement": chance.choice(("", _one(chance, AGREEMENTS))),
        "sectors": [] if decided == "do_not_share" else chance.sample(list(words.SECTORS), chance.randint(0, 2)),
        "grounds": chance.sample(list(words.GROUNDS), chance.randint(1, 3)) if decided == "do_not_share" else [],
    }


def _sent(started: datetime, chance: Random) -> dict[str, datetime | None]:
    sent = chance.choice((None, started))
    return {"sent_at": sent, "unheard_since": sent and chance.choice((None, sent, timezone.now() - timedelta(days=2)))}


def _near(chance: Random) -> datetime:
    return timezone.now() + timedelta(days=chance.choice((-3, 3)))


def _one(chance: Random, choices: Iterable[tuple[str, str]]) -> str:
    return chance.choice([value for value, _ in choices])


def this_quarter() -> Quarter:
    return quarter_of(timezone.localdate())


def told(page: Any) -> Iterator[tuple[int, str]]:
    """Every number of a page, with the list that it leads to."""
    yield page["total"], page["total_url"]
    for figure in page["figures"]:
        yield figure["whole"], figure["whole_url"]
        yield from ((cell.number, cell.url) for row in figure["rows"] for cell in row["cells"])


def length(user: User, url: str) -> int:
    asked = summary.decisions_filter(user, dict(parse_qsl(urlsplit(url).query)))
    assert asked.form.is_valid(), asked.form.errors
    found = listed(user, asked).numbers()
    assert found is not None
    return len(found)


def named_and_barred(people: People, chance: Random) -> None:
    """Beside what roles reach: one that somebody is named on, and one that somebody may not see."""
    restricted, barred = started(people["practitioner"]), started(people["practitioner"])
    guardian, until = people["caldicott_guardian"], timezone.now() + timedelta(days=1)
    viewers = [people["practitioner_elsewhere"]]
    access.restrict(decision=restricted, why="Staff", viewers=viewers, until=until, by=guardian)
    access.bar(decision=barred, whom=people["manager"], kind="relative", why="A niece", by=guardian)
    for decision, is_restricted in ((restricted, True), (barred, False)):
        said = {**stands(chance), "is_restricted": is_restricted}
        RegisterEntry.objects.filter(pk=decision.pk).update(**said)
