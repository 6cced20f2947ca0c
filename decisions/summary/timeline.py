"""The timeline of a decision and of a person: a page of events as sentences, newest first, by day."""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from consent.status import Term
from decisions.draft import Draft
from decisions.forms.timeline import TimelineFilter
from decisions.models import Decision
from decisions.policies import timeline as policies
from decisions.policies.reach import reaches
from decisions.policies.timeline import History
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.telling_events import days, named
from decisions.words_of_history import KINDS, SAID, VIEWS
from infoshare.accounts.calendar import midnight
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.saving.numbers import row_number

PAGE = 50
LATER, EARLIER = "after", "before"  # in the address: the number of an event
NOT_OF_A_DECISION = {"person"}


def decision_timeline(draft: Draft, user: User, query: QueryDict) -> Context:
    """The number of queries does not grow."""
    history = policies.of_decision(draft.decision, user)
    looks = reaches(user, "decision.lookers", draft.decision)
    kinds = {value: term for value, term in KINDS.items() if value not in NOT_OF_A_DECISION}
    return {
        **_page(history, user, query, _without_looks(kinds, looks)),
        "reference": draft.decision.reference,
        "may_see_looks": looks,
        "compare_url": url(draft, "compare"),
        "back_url": url(draft, "decision"),
    }


def person_timeline(history: History, user: User, query: QueryDict) -> Context:
    """Looks can be chosen by whoever may see them of the person, or of one of the decisions."""
    return _page(history, user, query, KINDS)


def decisions_shown(history: History, context: Mapping[str, object]) -> list[Decision]:
    """Those of which the page tells something: each is a look at it."""
    numbers = cast("set[int]", context["decisions"])
    return [decision for number, decision in history.decisions.items() if number in numbers]


def _without_looks(kinds: Mapping[str, Term], looks: bool) -> Mapping[str, Term]:
    return kinds if looks else {value: term for value, term in kinds.items() if value != VIEWS}


def _page(history: History, user: User, query: QueryDict, kinds: Mapping[str, Term]) -> Context:
    asked = query.copy()
    before, after = _number(asked, EARLIER), _number(asked, LATER)
    form = TimelineFilter(asked, kinds=kinds, people=_people(history.events))
    found = history.events.filter(_wanted(form))
    rows, has_later, has_earlier = _rows(found, before=before, after=after)
    kept = urlencode([(name, value) for name, values in asked.lists() for value in values if value])
    return {
        "form": form,
        "is_filtered": bool(kept),
        "days": days(rows, named(rows, history, user)),
        "decisions": {each.about_id for each in rows if each.about_type == Decision._meta.label_lower},
        "later_url": _url(kept, LATER, rows[0]) if rows and has_later else "",
        "earlier_url": _url(kept, EARLIER, rows[-1]) if rows and has_earlier else "",
    }


def _number(asked: QueryDict, name: str) -> int:
    """Taken out of what was asked; 0 where it is no number of an event."""
    said = (asked.pop(name, None) or [""])[-1]
    return row_number(said)


def _people(events: QuerySet[Event]) -> list[tuple[str, str]]:
    """Everybody who did any of it."""
    found = events.order_by("by__name", "by").values_list("by", "by__name").distinct()
    return [(str(number), name) for number, name in found]


def _wanted(form: TimelineFilter) -> Q:
    """A form that is wrong shows all that it would show unasked."""
    chosen = form.cleaned_data if form.is_valid() else {}
    wanted = Q(action__in=[action for action, said in SAID.items() if said.kind in form.kinds])
    if chosen.get("who"):
        wanted &= Q(by=int(chosen["who"]))
    if since := chosen.get("since"):
        wanted &= Q(at__gte=midnight(since))
    if until := chosen.get("until"):
        wanted &= Q(at__lt=midnight(until + timedelta(days=1)))
    return wanted


def _rows(found: QuerySet[Event], *, before: int, after: int) -> tuple[list[Event], bool, bool]:
    """The events before (or after) the one that the address names, newest first; are there later ones, and earlier?"""
    whole = found.select_related("by").prefetch_related("by__memberships__team")
    if after:
        rows = list(whole.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        return rows[:PAGE][::-1], len(rows) > PAGE, True
    older = whole.filter(pk__lt=before) if before else whole
    rows = list(older.order_by("-pk")[: PAGE + 1])
    return rows[:PAGE], bool(before), len(rows) > PAGE


def _url(kept: str, way: str, event: Event) -> str:
    return f"?{kept}{'&' if kept else ''}{way}={event.pk}"
