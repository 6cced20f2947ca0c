"""How many decisions each row of a figure has: all figures of a quarter from two looks at the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from decisions.models import RegisterEntry
from decisions.models.register import RegisterQuerySet
from decisions.models.register_scope import reach_of
from decisions.models.register_terms import DERIVED, fits, wanted
from decisions.oversight.quarters import Quarter
from decisions.summary.figures.catalogue import Codes, Figure, Part
from infoshare.accounts.calendar import midnight
from infoshare.accounts.models import Organisation, User

# What figures count by. All in one look would be so many kinds of decisions that PostgreSQL would sort them to tell
# them apart; of these there are few.
WHAT = ("decided", "outcome", "agreement", "pack_id", "grounds")
HOW = ("state", "is_open", "written_late", *(name for name in DERIVED if name != "is_open"))
TEAM = "team_id"
WHAT_OF_TEAMS = (TEAM, "decided", "outcome", "pack_id")
HOW_OF_TEAMS = (TEAM, "state", "within_day", "within_week", "within_month", "is_added")
Group = Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """Decisions that are alike in these columns, and how many there are of each kind."""

    columns: frozenset[str]
    groups: Sequence[Group]

    def number(self, codes: Codes) -> int:
        what = wanted(codes)
        return sum(group["number"] for group in self.groups if fits(group, what))

    def of_team(self, team: int | None) -> "Look":
        return Look(self.columns, [group for group in self.groups if group[TEAM] == team])


@dataclass(frozen=True)
class Counted:
    looks: Sequence[Look]

    def number(self, codes: Codes) -> int:
        """By the look that holds all that is asked for."""
        columns = {column for column, _ in wanted(codes)}
        return next(look for look in self.looks if columns <= look.columns).number(codes)

    def of_team(self, team: int | None) -> "Counted":
        return Counted([look.of_team(team) for look in self.looks])

    @property
    def teams(self) -> set[int | None]:
        return {group[TEAM] for group in self.looks[0].groups}


def counted(rows: RegisterQuerySet, *by: Sequence[str]) -> Counted:
    return Counted([_look(rows, columns) for columns in by or (WHAT, HOW)])


def _look(rows: RegisterQuerySet, columns: Sequence[str]) -> Look:
    derived = {name: said for name, said in DERIVED.items() if name in columns}
    alike = rows.annotate(**derived).order_by().values(*columns)
    return Look(frozenset(columns), list(alike.annotate(number=Count("pk"))))


def own(user: User, quarter: Quarter) -> Counted:
    """Of what the reader can open."""
    return counted(recorded_in(reach_of(user).of(RegisterEntry.objects.all()), quarter))


def own_open(user: User) -> Counted:
    """Of the same, what is no record yet."""
    rows = reach_of(user).of(RegisterEntry.objects.filter(state__in=("draft", "waiting")))
    return counted(rows, ("state",))


def of_organisation(organisation: Organisation, quarter: Quarter) -> Counted:
    """Of all, whoever may open them, with the team of each: the same for whoever asks."""
    rows = recorded_in(RegisterEntry.objects.filter(organisation=organisation), quarter)
    return counted(rows, WHAT_OF_TEAMS, HOW_OF_TEAMS)


def recorded_in(rows: RegisterQuerySet, quarter: Quarter) -> RegisterQuerySet:
    first, beyond = ends_of(quarter)
    return rows.filter(recorded_at__gte=first, recorded_at__lt=beyond)


def ends_of(quarter: Quarter) -> tuple[datetime, datetime]:
    """Its first moment, and the first that is not in it."""
    return midnight(quarter.first), midnight(quarter.next.first)


def codes_of(figure: Figure, row: Part, column: Part) -> dict[str, str]:
    return {**figure.of, **row.codes, **column.codes}


def days_of(quarter: Quarter) -> Mapping[str, str]:
    """As the list of decisions has them in its address: it is in the order of recording, so its days are those."""
    ends = {"since": quarter.first, "until": quarter.last}
    days = {
        f"{name}_{part}": str(getattr(day, part)) for name, day in ends.items() for part in ("day", "month", "year")
    }
    return {**days, "sort": "recorded"}
