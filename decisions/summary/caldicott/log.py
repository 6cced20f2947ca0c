"""The Caldicott log: a page of entries, newest first, from any place in it on."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from decisions import steps, wording, words
from decisions.advising.clock import LONDON, working_time
from decisions.advising.yearly import HOUR
from decisions.forms.caldicott import LogFilter
from decisions.guidance import packs
from decisions.models import AdviceDiscussion
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.log import asked_of_guardians, openable, with_log
from decisions.summary.caldicott.enquirers import ENQUIRERS, roles_when_asked
from decisions.summary.drafts import Context
from infoshare.accounts.calendar import bank_holidays
from infoshare.accounts.models import Organisation, User

PAGE = 25
OLDEST_FIRST = ("log_entry__asked_at", "log_entry__pk")
AFTER, BEFORE = "after", "before"  # an entry of the log, by its reference


def log_page(user: User, query: QueryDict) -> Context:
    """The number of queries does not grow."""
    form = LogFilter(query, years=years(user.organisation))
    chosen = form.cleaned_data if form.is_valid() else {}
    found = _entries(user).filter(_wanted(chosen))
    rows, more_before, more_after = _page(found, _entries(user), query)
    roles = roles_when_asked(rows)
    return {
        "filter": form,
        "rows": [_row(row, roles[row.pk], user) for row in rows],
        "shown": [row.decision.reference for row in rows],
        "any": bool(any(chosen.values())),
        "back_url": reverse("caldicott"),
        **_neighbours(rows, chosen, more_before=more_before, more_after=more_after),
    }


def years(organisation: Organisation) -> list[int]:
    """From now back to the first question that a Guardian was asked."""
    now = timezone.localdate().year
    asked = asked_of_guardians(organisation).order_by(*OLDEST_FIRST)
    first = asked.values_list("asked_at", flat=True).first()
    return [*range(now, (timezone.localtime(first).year if first else now) - 1, -1)]


def bounds(year: int, quarter: int = 0) -> tuple[datetime, datetime]:
    """The first moment of a year, or of a quarter of it, and the first one after."""
    first, months = (3 * quarter - 2, 3) if quarter else (1, 12)
    start = datetime(year, first, 1, tzinfo=LONDON)
    after = first + months
    return start, datetime(year + (after > 12), (after - 1) % 12 + 1, 1, tzinfo=LONDON)


def response(row: AdviceDiscussion, organisation: Organisation) -> list[str]:
    """How long the first answer took: in working hours, and by the clock."""
    if row.put == "elsewhere" or not row.answered_at:
        return []
    worked = working_time(row.asked_at, row.answered_at, holidays=bank_holidays(organisation.nation))
    return [f"{worked / HOUR:.1f} working hours", f"{(row.answered_at - row.asked_at) / HOUR:.1f} hours by the clock"]


def state(row: AdviceDiscussion) -> str:
    if row.ended_at:
        return f"Taken back {wording.day(timezone.localdate(row.ended_at))}"
    return f"Closed {wording.day(timezone.localdate(row.closed_at))}" if row.advice and row.closed_at else "Open"


def _entries(user: User) -> AdviceDiscussionQuerySet:
    return with_log(openable(asked_of_guardians(user.organisation, user), user), user).select_related("decision")


def _wanted(chosen: Mapping[str, str]) -> Q:
    wanted = Q()
    if chosen.get("year"):
        start, end = bounds(int(chosen["year"]), int(chosen["quarter"] or 0))
        wanted &= Q(log_entry__asked_at__gte=start, log_entry__asked_at__lt=end)
    pairs = {"theme": "logged_theme", "advice": "logged_advice", "followed": "followed"}
    wanted &= Q(**{column: chosen[name] for name, column in pairs.items() if chosen.get(name)})
    if chosen.get("precedents"):
        wanted &= ~Q(precedent="")
    return wanted & STATES[chosen.get("state", "")]


STATES = {
    "": Q(),
    "open": Q(advice="", ended_at=None),
    "closed": ~Q(advice=""),
    "taken_back": Q(ended_at__isnull=False),
}


def _page(
    found: AdviceDiscussionQuerySet, every: AdviceDiscussionQuerySet, query: QueryDict
) -> tuple[list[AdviceDiscussion], bool, bool]:
    """The entries after (or before) the one that the address names, and whether there are more on either side."""
    way = BEFORE if BEFORE in query else AFTER
    mark = every.filter(reference=query[way]).first() if way in query else None
    if mark and way == BEFORE:
        rows = list(_beyond(found, mark, newer=True).order_by(*OLDEST_FIRST)[: PAGE + 1])
        return rows[:PAGE][::-1], len(rows) > PAGE, True
    older = _beyond(found, mark, newer=False) if mark else found
    rows = list(older.order_by(*(f"-{column}" for column in OLDEST_FIRST))[: PAGE + 1])
    return rows[:PAGE], mark is not None, len(rows) > PAGE


def _beyond(found: AdviceDiscussionQuerySet, mark: AdviceDiscussion, *, newer: bool) -> AdviceDiscussionQuerySet:
    """The first condition is what the index is entered by; the second leaves out what stood beside it before."""
    side = "gt" if newer else "lt"
    at, past = {f"log_entry__asked_at__{side}e": mark.asked_at}, {f"log_entry__asked_at__{side}": mark.asked_at}
    return found.filter(**at).filter(Q(**past) | Q(**{f"log_entry__pk__{side}": mark.pk}))


def _neighbours(
    rows: list[AdviceDiscussion], chosen: Mapping[str, object], *, more_before: bool, more_after: bool
) -> Context:
    kept = {name: "on" if value is True else value for name, value in chosen.items() if value}
    links: Context = {}
    if rows and more_before:
        links["previous_url"] = f"?{urlencode({**kept, BEFORE: rows[0].reference})}"
    if rows and more_after:
        links["next_url"] = f"?{urlencode({**kept, AFTER: rows[-1].reference})}"
    return links


def _row(row: AdviceDiscussion, role: str, user: User) -> Context:
    """Nothing that anybody typed, but the title that it has as a precedent."""
    return {
        "reference": row.reference,
        "received": wording.day(timezone.localdate(row.asked_at)),
        "enquirer": ENQUIRERS[role],
        "place": steps.place(packs.get(row.decision.pack_id), row.question),
        "put": words.PUT[row.put].label if row.put != "here" else "",
        "advice": wording.label(words.ADVICE, row.logged_advice),
        "theme": wording.label(words.THEMES, row.logged_theme),
        "followed": wording.label(words.FOLLOWED, row.followed),
        "response": response(row, user.organisation),
        "state": state(row),
        "precedent": row.precedent,
    }
