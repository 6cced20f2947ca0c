"""What the figures at scale ask: a question is a name, a role, and a function of a person and a place in the list.

A list that is added here is measured; nothing else has to be told of it.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from django.db import connection
from django.db.models import Max, Min
from django.http import QueryDict
from django.utils import timezone

from consent.models import Person
from consent.pages.people import known_to
from consent.pages.reviews import how_many
from consent.reviews import due
from decisions import summary
from decisions.models import Decision, RegisterEntry, ReviewEntry
from decisions.models.register_pages import PAGE, Position
from decisions.oversight.quarters import Quarter, latest, years_over
from decisions.policies.auditing import practitioners
from decisions.summary.access import restricted_list
from decisions.summary.caldicott.inbox import inbox_page
from decisions.summary.caldicott.log import log_page
from decisions.summary.caldicott.year import of_year
from decisions.summary.review_list import filter_form, review_page
from decisions.summary.sheets import sheets_to_approve
from infoshare.accounts.models import User

FIRST, MIDDLE, LAST = "first", "middle", "last"
PLACES = (FIRST, MIDDLE, LAST)
ONE = (FIRST,)
ONES_OWN = 100_000  # decisions, of which somebody who carries one in 2,000 has a page
GUARDIAN, MANAGER, PRACTITIONER = "caldicott_guardian", "manager", "practitioner"


class Question(NamedTuple):
    """`most`: how many times what it takes where there are `full` decisions it may take at the largest size.

    With fewer than `full` nobody has a whole page to compare with.
    """

    name: str
    role: str
    ask: Callable[[User, str], object]
    places: tuple[str, ...] = ONE
    most: float = 1.2
    full: int = 10_000


def _review(user: User, place: str) -> object:
    query = {} if place == FIRST else {"after": f"unread-{_number(place)}"}
    return review_page(user, filter_form(user, query), query)


def _number(place: str) -> int:
    """Of the entry before a page in the middle, or before the last."""
    ends = ReviewEntry.objects.aggregate(last=Max("pk"), first=Min("pk"))
    return int(ends["first"] + 30 if place == LAST else (ends["first"] + ends["last"]) // 2)


def _decisions(user: User, place: str, **codes: str) -> object:
    where = {} if place == FIRST else {"after": _position(str(connection.settings_dict["NAME"]), user, place)}
    return summary.decisions_page(user, summary.decisions_filter(user, codes | where), codes | where)


@lru_cache
def _position(county: str, user: User, place: str) -> str:
    """Of the decision in the middle of the time that there is, or before the last page; looked for once in a county."""
    every = RegisterEntry.objects.visible_to(user)
    if place == LAST:
        oldest = every.order_by("started_at", "decision")[: PAGE + 1]
        last = list(oldest)[-1]
        return str(Position(last.started_at, last.pk))
    ends = every.aggregate(last=Max("started_at"), first=Min("started_at"))
    return str(Position(ends["first"] + (ends["last"] - ends["first"]) / 2, 0))


def _quarter() -> Quarter:
    return latest(timezone.localdate())[1]


def _figures(user: User) -> object:
    return summary.figures_page(user, _quarter(), timezone.localdate())


def _count_year(user: User) -> object:
    return summary.count_year(user.organisation, years_over(timezone.localdate())[0])


def _year(user: User) -> object:
    today = timezone.localdate()
    return summary.year_page(user, years_over(today)[0], today)


def _of_one(user: User) -> Decision:
    return Decision.objects.visible_to(user).filter(owner=user).order_by("-pk")[0]


def _own_due(user: User, _: str) -> object:
    return how_many(user, timezone.localdate())


QUESTIONS = [
    Question("The list of decisions of a Guardian", GUARDIAN, _decisions, PLACES),
    Question("The list of decisions of a manager", MANAGER, _decisions, PLACES),
    Question("The list of decisions of a practitioner", PRACTITIONER, _decisions, PLACES, full=ONES_OWN),
    Question("What was not shared", GUARDIAN, partial(_decisions, decided="do_not_share"), PLACES),
    Question("What a manager's teams recorded last", MANAGER, partial(_decisions, sort="recorded")),
    Question("The review list of a Guardian", GUARDIAN, _review, PLACES),
    Question("The review list of a manager", MANAGER, _review, PLACES),
    Question("The first page of a Guardian", GUARDIAN, lambda user, _: summary.home_page(user)),
    Question("The first page of a manager", MANAGER, lambda user, _: summary.home_page(user)),
    Question("The first page of a practitioner", PRACTITIONER, lambda user, _: summary.home_page(user), full=ONES_OWN),
    Question("Sheets to approve", MANAGER, lambda user, _: sheets_to_approve(user)),
    Question("Restricted decisions", GUARDIAN, lambda user, _: restricted_list(user)),
    Question("Broken glass", GUARDIAN, lambda user, _: summary.glass_list(user), full=ONES_OWN),
    Question("The Caldicott log", GUARDIAN, lambda user, _: log_page(user, QueryDict())),
    Question("The Caldicott inbox", GUARDIAN, lambda user, _: inbox_page(user), full=ONES_OWN),
    Question("The yearly report of the log", GUARDIAN, lambda user, _: _report(user), most=150),
    Question("Consents to look at again", GUARDIAN, lambda user, _: due(user, timezone.localdate()), full=ONES_OWN),
    Question("Consents to look at again", MANAGER, lambda user, _: due(user, timezone.localdate()), full=ONES_OWN),
    Question("Retention", GUARDIAN, lambda user, _: summary.retention_page(user)),
    Question("Whom an audit can be about", GUARDIAN, lambda user, _: practitioners(user)),
    Question("People by a name", PRACTITIONER, lambda user, _: known_to(user, "Sara Smith"), most=2),
    Question("One's own consents that are due", PRACTITIONER, _own_due, full=ONES_OWN),
    Question("Decisions about one person", GUARDIAN, lambda user, _: summary.decisions_about(_somebody(user), user)),
]


def _report(user: User) -> object:
    return of_year(user.organisation, timezone.localdate().year)


def _somebody(user: User) -> Person:
    return Person.objects.filter(organisation=user.organisation_id).order_by("-pk")[100]


class Dashboard(NamedTuple):
    """`most` milliseconds of the database at the largest size."""

    name: str
    role: str
    ask: Callable[[User], object]
    most: float = 100


DASHBOARDS = [
    *(Dashboard(f"Decisions in numbers, of a {role}", role, _figures) for role in (GUARDIAN, MANAGER, PRACTITIONER)),
    Dashboard(
        "The organisation in numbers",
        GUARDIAN,
        lambda user: summary.organisation_page(user, _quarter(), timezone.localdate()),
    ),
    Dashboard("A year, as it is counted in the night", GUARDIAN, _count_year, most=5_000),
    Dashboard("A year, as it is looked at", GUARDIAN, _year),
]
