"""Which decisions an audit takes out, for whom, and how many at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from consent.models import Person
from decisions.models import Decision
from decisions.models.decision import DecisionQuerySet
from infoshare.accounts import policy
from infoshare.accounts.calendar import midnight
from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Refused

EXPORT = "audit.export"
WHOSE = ("created_by", "owner")
MOST = 50  # decisions in one file that somebody waits for
NONE = "No decision that you can open is like that. Choose a longer period, or leave one of the boxes empty."
TOO_MANY = (
    "One PDF of what became of them holds {most} at most, and that is {count}. Take the records out as a file, or "
    "choose a shorter period, a team or one person."
)


@dataclass(frozen=True)
class Selection:
    """Of what was started or recorded from one day to another; each part narrows it, and none must be said."""

    since: date | None = None
    until: date | None = None
    team: Team | None = None
    person: Person | None = None
    practitioner: User | None = None


def selected(selection: Selection, user: User) -> DecisionQuerySet:
    """Those that the reader may open, oldest first; `through` says by which right."""
    found = Decision.objects.visible_to(user).filter(pk__in=_reached(selection, user).values("pk"))
    return found.with_right(user).order_by("pk")


def left_out(selection: Selection, user: User) -> int:
    """How many more are like that, and restricted to people whom the reader is none of.

    Where they have a conflict of interest nothing is counted: whoever is kept out learns not even that there is one.
    Nor where a person was chosen: the number would tell how many are about them.
    """
    if selection.person:
        return 0
    return _reached(selection, user).exclude(pk__in=Decision.objects.visible_to(user).values("pk")).count()


def check_can_export(selection: Selection, user: User) -> int:
    """How many there are."""
    policy.check_may(user, EXPORT)
    count = selected(selection, user).count()
    if not count:
        raise Refused(NONE)
    return count


def check_can_print(selection: Selection, user: User) -> None:
    """As one PDF that somebody waits for."""
    count = check_can_export(selection, user)
    if count > MOST:
        raise Refused(TOO_MANY.format(count=count, most=MOST))


def _reached(selection: Selection, user: User) -> DecisionQuerySet:
    return Decision.objects.reached_by(user, EXPORT).filter(_is_like(selection))


def _is_like(selection: Selection) -> Q:
    wanted = _within("created_at", selection) | _within("record__recorded_at", selection)
    if selection.team:
        wanted &= Q(team=selection.team)
    if selection.person:
        wanted &= Q(pk__in=selection.person.decisions.values("decision"))
    if who := selection.practitioner:
        wanted &= Q(created_by=who) | Q(owner=who) | Q(record__recorded_by=who)
    return wanted


def _within(column: str, selection: Selection) -> Q:
    """From the first moment of one day to the last of the other, by the clocks here."""
    wanted = Q(**{f"{column}__isnull": False})
    if selection.since:
        wanted &= Q(**{f"{column}__gte": midnight(selection.since)})
    if selection.until:
        wanted &= Q(**{f"{column}__lt": midnight(selection.until + timedelta(days=1))})
    return wanted


def practitioners(user: User) -> "list[User]":
    """Everybody who started or carries a decision, whether they are still here or not."""
    ours = Decision.objects.filter(organisation=user.organisation_id)
    # One of each person's is looked for, and no more once it is found: together they would be every decision there is.
    one = Coalesce(*(Subquery(ours.filter(**{name: OuterRef("pk")}).values("pk")[:1]) for name in WHOSE))
    people = User.objects.filter(organisation=user.organisation_id).annotate(one=one)
    return list(people.filter(one__isnull=False).order_by("name", "pk"))
