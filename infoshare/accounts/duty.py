"""Who answers for a role now: whoever holds it and is there, else a deputy or stand-in, else the next role in line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from infoshare.accounts.models import Absence, Membership, Organisation, Team, User
from infoshare.accounts.people import colleagues

# Whom a question goes to where nobody who holds the role can answer.
NEXT: Mapping[str, str] = MappingProxyType(
    {
        "manager": "safeguarding_lead",
        "safeguarding_lead": "caldicott_guardian",
        "ig_lead": "caldicott_guardian",
        "caldicott_guardian": "ig_lead",
    }
)
HOLDS, DEPUTY, STAND_IN, NEXT_IN_LINE, NOBODY = "holds", "deputy", "stand_in", "next", "nobody"


@dataclass(frozen=True, slots=True)
class Duty:
    """Whom it goes to, the role they answer for, and why them: HOLDS, DEPUTY (or a stand-in), NEXT_IN_LINE, NOBODY."""

    people: tuple[User, ...]
    role: str
    because: str


def on_duty(organisation: Organisation, role: str, *, team: Team | None, on: date, but: Collection[int] = ()) -> Duty:
    """Who answers for the role that day. `but` has the numbers of those who may not, such as the one who asks.

    A role of a team is looked for in that team, and in the whole organisation where that team has nobody.
    """
    people = [user for user in colleagues(organisation).order_by("pk") if user.pk not in but]
    away = absences(people, on=on)
    for place, slug in enumerate(_line(role)):
        first, deputies = _holders(people, slug, team)
        here = [user for user in first if user.pk not in away]
        if here:
            return Duty(tuple(here), slug, HOLDS if not place else NEXT_IN_LINE)
        standing_in = stand_ins(first, away, people)
        if found := [*standing_in, *(user for user in deputies if user.pk not in away and user not in standing_in)]:
            return Duty(tuple(found), slug, DEPUTY if not place else NEXT_IN_LINE)
    return Duty((), role, NOBODY)


def deputies_of(
    organisation: Organisation, role: str, *, team: Team | None, on: date, but: Collection[int] = ()
) -> tuple[User, ...]:
    """Those who hold it as deputies and are there: told as well where an answer is overdue."""
    people = [user for user in colleagues(organisation).order_by("pk") if user.pk not in but]
    away = absences(people, on=on)
    return tuple(user for user in _holders(people, role, team)[1] if user.pk not in away)


def absences(people: Iterable[User], *, on: date) -> dict[int, Absence]:
    """Of these people, those who are away that day."""
    found = Absence.objects.filter(user__in=[user.pk for user in people], first_on__lte=on, last_on__gte=on)
    return {each.user_id: each for each in found.order_by("id")}


def stand_ins(away_people: Iterable[User], away: Mapping[int, Absence], people: Iterable[User]) -> list[User]:
    """Who stands in for those of them who are away, and is there."""
    named = {away[user.pk].stand_in_id for user in away_people if user.pk in away}
    return [user for user in people if user.pk in named and user.pk not in away]


def _line(role: str) -> list[str]:
    """The role, then those it goes on to, each once."""
    line = [role]
    while (following := NEXT.get(line[-1])) and following not in line:
        line.append(following)
    return line


def _holders(people: Iterable[User], role: str, team: Team | None) -> tuple[list[User], list[User]]:
    """Those who hold it, and those who hold it as deputies: in the team where somebody there does, else anywhere."""
    held = [(user, each) for user in people for each in user.held if each.role == role]
    own = [pair for pair in held if _reaches(pair[1], team)] or held
    first = {user.pk: user for user, each in own if not each.deputy}
    deputies = {user.pk: user for user, each in own if each.deputy and user.pk not in first}
    return list(first.values()), list(deputies.values())


def _reaches(held: Membership, team: Team | None) -> bool:
    return held.team_id is None or (team is not None and held.team_id == team.pk)
