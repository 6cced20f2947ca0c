"""Which consents are to be looked at again, of those that somebody may open. Nothing here writes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from consent.models import Consent
from consent.models.due import KEPT, may_call
from consent.register import Held, held
from consent.standing import YES, Call, Standing
from infoshare.accounts.models import User

A_DAY = timedelta(days=1)
LATE = timedelta(days=14)  # after which it is overdue
SOON = timedelta(days=30)
MOST = 100  # of a group
READ = 3 * MOST  # of those that may call for it; some turn out not to


@dataclass(frozen=True)
class Review:
    """One consent to look at again. `on` is the first day that calls for it, or on which it runs out."""

    held: Held
    now: Standing
    on: date
    calls: tuple[Call, ...]  # past and soon

    @property
    def has_ended(self) -> bool:
        return self.now.status not in YES


@dataclass(frozen=True)
class Group:
    """Those that are overdue, due or due soon, the longest first; `more` where not all are here."""

    slug: str
    reviews: list[Review]
    more: bool


def due(user: User, today: date) -> list[Group]:
    """Overdue, due and due soon, of those that the reader may open: always in three questions to the database."""
    theirs = Consent.objects.visible_to(user)
    wanted = (
        ("overdue", is_overdue, None, today - LATE - A_DAY),
        ("due", is_due, today - LATE, today),
        ("soon", is_soon, today, today + SOON),
    )
    return [Group(slug, *_first(theirs, which, since, until, today)) for slug, which, since, until in wanted]


def waiting(user: User, today: date) -> tuple[int, bool]:
    """How many of those that somebody keeps themselves are due or overdue, and whether there are more.

    Not of all that they may open: to count a county's would cost its Guardian a second on every first page.
    """
    theirs = Consent.objects.visible_to(user).filter(begun_by=user)
    found, more = _first(theirs, lambda each, day: is_overdue(each, day) or is_due(each, day), None, today, today)
    return len(found), more


def to_tell(consents: QuerySet[Consent], today: date) -> Iterator[Review]:
    """Every one of these that is due or overdue, a few hundred read at a time."""
    numbers = list(may_call(consents, since=None, until=today, today=today).order_by("pk").values_list("pk", flat=True))
    for place in range(0, len(numbers), READ):
        some = Consent.objects.filter(pk__in=numbers[place : place + READ]).order_by("pk")
        yield from (each for each in _reviews(held(some), today) if is_overdue(each, today) or is_due(each, today))


def is_overdue(review: Review, today: date) -> bool:
    return not review.has_ended and review.now.is_due and review.on < today - LATE


def is_due(review: Review, today: date) -> bool:
    """Also where it ended on an 18th birthday: somebody else is to be asked now."""
    return today - LATE <= review.on <= today and (review.has_ended or review.now.is_due)


def is_soon(review: Review, today: date) -> bool:
    return not review.has_ended and not review.now.is_due and review.on <= today + SOON


def review(held: Held, today: date) -> Review | None:
    """What calls for another look at this one, if anything does, now or later."""
    now = held.standing(today)
    if now.status == "came_of_age":
        return _grown_up(held, now, today)
    days = [day for day in (now.due_on, now.until) if day]
    if now.status not in YES or not days:
        return None
    calls = tuple(call for call in now.calls if call.on <= today + SOON)
    return Review(held, now, now.due_on if now.is_due and now.due_on else min(days), calls)


def _grown_up(held: Held, now: Standing, today: date) -> Review | None:
    """For a time after the birthday on which a parent's consent ended."""
    turned = now.since
    if turned is None or turned < today - KEPT or held.standing(turned - A_DAY).status not in YES:
        return None
    return Review(held, now, turned, (Call(turned, "turned_18"),))


def _first(
    consents: QuerySet[Consent],
    which: Callable[[Review, date], bool],
    since: date | None,
    until: date,
    today: date,
) -> tuple[list[Review], bool]:
    read = held(may_call(consents, since=since, until=until, today=today).order_by("pk")[: READ + 1])
    found = sorted((each for each in _reviews(read, today) if which(each, today)), key=lambda each: each.on)
    return found[:MOST], len(found) > MOST or len(read) > READ


def _reviews(read: Iterable[Held], today: date) -> Iterator[Review]:
    return (found for each in read if (found := review(each, today)))
