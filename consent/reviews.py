"""Which consents are to be looked at again, of those that somebody may open. Nothing here writes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from consent.models import Consent
from consent.models.looks import KEPT, Looks, Position, of_organisation, seen_by
from consent.register import Held, held
from consent.standing import YES, Call, Standing
from infoshare.accounts.models import Organisation, User

A_DAY = timedelta(days=1)
LATE = timedelta(days=14)  # after which it is overdue
SOON = timedelta(days=30)
MOST = 25  # of a group on one page
AT_ONCE = 300
MOST_COUNTED = 10  # of one's own
SPARE = 3  # times as many are read, the longest known first: some that may call for it turn out not to


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
    """Those that are overdue, due or due soon, the longest first; `last`: the next page begins after it."""

    slug: str
    reviews: list[Review]
    last: Position | None


def due(user: User, today: date, *, group: str = "", after: Position | None = None) -> list[Group]:
    """Overdue, due and due soon, of those that the reader may open: in as many questions whatever there is.

    Of one group alone, after a position in it, where that is asked for.
    """
    theirs = seen_by(user)
    wanted = (
        ("overdue", is_overdue, None, today - LATE - A_DAY),
        ("due", is_due, today - LATE, today),
        ("soon", is_soon, today, today + SOON),
    )
    return [
        Group(slug, *_first(user, Looks(theirs, since, until, today), which, most=MOST, after=after))
        for slug, which, since, until in wanted
        if group in ("", slug)
    ]


def waiting(user: User, today: date) -> tuple[int, bool]:
    """How many of those that somebody keeps themselves are due or overdue, and whether there are more.

    Not of all that they may open: what others keep is theirs to look at.
    """
    theirs = seen_by(user, kept_by_them=True)
    found, last = _first(user, Looks(theirs, None, today, today), _calls_now, most=MOST_COUNTED)
    return len(found), last is not None


def _calls_now(review: Review, today: date) -> bool:
    return is_overdue(review, today) or is_due(review, today)


def to_tell(organisation: Organisation, today: date) -> Iterator[Review]:
    """Every one of these that is due or overdue, a few hundred read at a time."""
    numbers = of_organisation(organisation.pk, until=today, today=today)
    for place in range(0, len(numbers), AT_ONCE):
        some = Consent.objects.filter(pk__in=numbers[place : place + AT_ONCE]).order_by("pk")
        yield from (each for each in _reviews(held(some), today) if _calls_now(each, today))


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
    user: User, looks: Looks, which: Callable[[Review, date], bool], *, most: int, after: Position | None = None
) -> tuple[list[Review], Position | None]:
    """As many as are wanted, and the position of the last that was looked at, where there may be others after it."""
    positions, end = looks.first(SPARE * most, after=after)
    numbers = [each.consent for each in positions]
    not_before = set(numbers) - (looks.before(after, numbers) if after else set())
    read = held(Consent.objects.visible_to(user).filter(pk__in=not_before).order_by("pk"))
    found = {each.held.consent.pk: each for each in _reviews(read, looks.today) if which(each, looks.today)}
    wanted = [each for each in positions if each.consent in found]
    shown = sorted((found[each.consent] for each in wanted[:most]), key=lambda each: each.on)
    return shown, wanted[most - 1] if len(wanted) > most else end


def _reviews(read: Iterable[Held], today: date) -> Iterator[Review]:
    return (found for each in read if (found := review(each, today)))
