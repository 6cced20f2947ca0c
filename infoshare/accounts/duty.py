"""Who answers for a role now: whoever holds it and is there, else a deputy or stand-in, else the next role in line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q

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
HOLDS, DEPUTY, NEXT_IN_LINE, NOBODY = "holds", "deputy", "next", "nobody"
Held = tuple[User, Membership]  # somebody, and how they hold a role


@dataclass(frozen=True, slots=True)
class Duty:
    """Whom it goes to, the role they answer for, and why them: HOLDS, DEPUTY (or a stand-in), NEXT_IN_LINE, NOBODY."""

    people: tuple[User, ...]
    role: str
    because: str


def on_duty(organisation: Organisation, role: str, *, team: Team | None, on: date, but: Collection[int] = ()) -> Duty:
    """Who answers for the role that day. `but` has the numbers of those who may not, such as the one who asks.

    A role of a team is looked for in that team, and in the whole organisation where nobody there can answer.
    """
    line = _line(role)
    people = _people(organisation, line, on=on, but=but)
    away = absences(people, on=on)
    for place, slug in enumerate(line):
        for held in _places(people, slug, team):
            found, because = _answering(held, away, people)
            if found:
                return Duty(found, slug, because if not place else NEXT_IN_LINE)
    return Duty((), role, NOBODY)


def absences(people: Iterable[User], *, on: date) -> dict[int, Absence]:
    """Of these people, those who are away that day."""
    found = Absence.objects.filter(user__in=[user.pk for user in people], first_on__lte=on, last_on__gte=on)
    return {each.user_id: each for each in found}


def stand_ins(away_people: Iterable[User], away: Mapping[int, Absence], people: Iterable[User]) -> list[User]:
    """Who stands in for those of them who are away, is there, and holds some role."""
    named = {away[user.pk].stand_in_id for user in away_people if user.pk in away}
    return [user for user in people if user.pk in named and user.pk not in away and user.held]


def _people(organisation: Organisation, line: Collection[str], *, on: date, but: Collection[int]) -> list[User]:
    """Whoever could answer: those who hold a role of the line, and those who stand in for somebody that day."""
    that_day = Absence.objects.filter(user__organisation=organisation, first_on__lte=on, last_on__gte=on)
    could = Q(memberships__role__in=line) | Q(pk__in=that_day.values("stand_in"))
    return list(colleagues(organisation).filter(could).exclude(pk__in=but).order_by("pk").distinct())


def _line(role: str) -> list[str]:
    """The role, then those it goes on to, each once."""
    line = [role]
    while (following := NEXT.get(line[-1])) and following not in line:
        line.append(following)
    return line


def _places(people: Iterable[User], role: str, team: Team | None) -> tuple[list[Held], list[Held]]:
    """Who holds it where the team is reached, then wherever it is; the one is the other where nobody reaches it."""
    anywhere = [(user, each) for user in people for each in user.held if each.role == role]
    return [held for held in anywhere if _reaches(held[1], team)] or anywhere, anywhere


def _reaches(held: Membership, team: Team | None) -> bool:
    return held.team_id is None or (team is not None and held.team_id == team.pk)


def _split(held: Iterable[Held]) -> tuple[list[User], list[User]]:
    """Each person once: those who hold it, and those who hold it as deputies alone."""
    full = {user.pk: user for user, each in held if not each.deputy}
    deputies = {user.pk: user for user, each in held if each.deputy and user.pk not in full}
    return list(full.values()), list(deputies.values())


def _answering(
    held: Iterable[Held], away: Mapping[int, Absence], people: Iterable[User]
) -> tuple[tuple[User, ...], str]:
    """Of those who hold it in one place: who is there, else who stands in for them and their deputies."""
    full, deputies = _split(held)
    if here := [user for user in full if user.pk not in away]:
        return tuple(here), HOLDS
    found = {user.pk: user for user in stand_ins(full, away, people)}
    found |= {user.pk: user for user in deputies if user.pk not in away}
    return tuple(found.values()), DEPUTY
