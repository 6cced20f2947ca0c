"""The list of people and open invitations: a page of 25, in the order of names, from any place in it on.

The place is a row's kind and number, never a name: it stands in the address.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Collate, Concat, Lower, LPad

from infoshare.accounts.models import Membership, Organisation, Team, User
from infoshare.administration.models import Invitation

PAGE = 25
PERSON, INVITATION = "person", "invitation"
AFTER, BEFORE = "after", "before"
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: "" and None stand for any."""

    status: str = ""
    role: str = ""
    team: Team | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one page, and whether there are more on either side."""

    rows: list[User | Invitation]
    more_before: bool
    more_after: bool


def listed(organisation: Organisation, wanted: Wanted, *, way: str = AFTER, place: str = "") -> Listed:
    """The page after (or before) the row at this place; the first page where no such row is there."""
    sources = _sources(organisation, wanted)
    mark = _mark(organisation, place)
    forward = way != BEFORE or not mark
    rows = _beyond(sources, mark, forward=forward)
    more, shown = len(rows) > PAGE, rows[:PAGE]
    if forward:
        return Listed(shown, more_before=bool(mark), more_after=more)
    return Listed(shown[::-1], more_before=more, more_after=True)


def place_of(row: User | Invitation) -> str:
    return f"{PERSON if isinstance(row, User) else INVITATION}-{row.pk}"


def _sources(organisation: Organisation, wanted: Wanted) -> list[Rows]:
    people = _people(organisation).filter(name__icontains=wanted.name)
    invitations = _invitations(organisation).filter(name__icontains=wanted.name)
    held = {key: value for key, value in (("role", wanted.role), ("team", wanted.team)) if value}
    if held:
        people = people.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), **held)))
        invitations = invitations.filter(**held)
    kept = {
        "active": [people.filter(is_active=True)],
        "left": [people.filter(is_active=False)],
        "invited": [invitations],
    }
    return kept.get(wanted.status, [people, invitations])


def _people(organisation: Organisation) -> Rows:
    rows = User.objects.filter(organisation=organisation).prefetch_related("memberships__team")
    return rows.annotate(key=_key(PERSON))


def _invitations(organisation: Organisation) -> Rows:
    rows = Invitation.objects.open().filter(organisation=organisation).select_related("team")
    return rows.annotate(key=_key(INVITATION))


def _key(kind: str) -> Collate:
    """By name, then whatever tells two of one name apart. In C's order, which is Python's too."""
    number = LPad(Cast(F("pk"), CharField()), 20, Value("0"))
    return Collate(Concat(Lower("name"), Value(f"\x01{kind}"), number), "C")


def _mark(organisation: Organisation, place: str) -> str:
    """The key of the row at that place; "" where there is none in this organisation."""
    kind, _, number = place.partition("-")
    source = {PERSON: _people, INVITATION: _invitations}.get(kind)
    if source is None or not number.isdecimal() or len(number) > 18:
        return ""
    return source(organisation).filter(pk=number).values_list("key", flat=True).first() or ""


def _beyond(sources: Iterable[Rows], mark: str, *, forward: bool) -> list[User | Invitation]:
    """One row more than a page holds, nearest first."""
    found: list[Any] = []
    for rows in sources:
        past = rows.filter(**{"key__gt" if forward else "key__lt": mark}) if mark else rows
        found += past.order_by("key" if forward else "-key")[: PAGE + 1]
    return sorted(found, key=lambda row: row.key, reverse=not forward)[: PAGE + 1]
