"""The list of decisions: everybody's own, and what their role lets them oversee, narrowed and sorted as they ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from decisions import wording, words
from decisions.forms.register import OUTCOMES, RegisterFilter
from decisions.models import RegisterEntry
from decisions.models.register import RegisterQuerySet
from decisions.models.register_pages import MOST, SORTS, Page, Sort, numbers, page, position
from decisions.models.register_scope import reach_of
from decisions.models.saved_filters import MOST as MOST_FILTERS
from decisions.policies.registering import EXPORT
from decisions.summary.drafts import Context
from decisions.summary.reached import people_reached, teams_reached
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Scope

READ = "decision.read"
SORTED_BY = {"sort", "since", "until"}
ALWAYS = frozenset({"team", "by"})  # each has an index of each order, and the codes of one (models/register.py)
INDEXED = {"started": ALWAYS | {"decided", "outcome", "agreement", "edition"}, "recorded": ALWAYS, "waiting": ALWAYS}
OUTCOME = dict(OUTCOMES)
COLOURS = {"draft": "grey", "waiting": "yellow", "emergency": "red"}


def oversees(user: User) -> bool:
    return bool(policy.scopes(user, READ) - {Scope.OWN})


def decisions_filter(user: User, query: Mapping[str, Any]) -> RegisterFilter:
    """What an address, a saved filter or an export asks for; of colleagues only where the reader oversees some."""
    people = people_reached(user, READ) if oversees(user) else User.objects.none()
    return RegisterFilter(query, by=user, teams=teams_reached(user, READ), people=people)


@dataclass(frozen=True)
class Listed:
    """What is asked for, of what the reader may open: one branch for each right by which they may."""

    branches: Sequence[RegisterQuerySet]
    sort: Sort
    is_narrowed: bool
    has_its_index: bool

    def numbers(self) -> list[int] | None:
        return numbers(self.branches, self.sort, narrowed=self.is_narrowed)

    def page(self, found: list[int] | None, **where: Any) -> Page:
        """Few that no index has in their order are sorted as they were found, so that no others are walked past."""
        if found is None or self.has_its_index:
            return page(self.branches, self.sort, **where)
        return page([RegisterEntry.objects.filter(pk__in=found)], self.sort, **where)


def listed(user: User, asked: RegisterFilter) -> Listed:
    """Only of a filter that is valid."""
    branches = [asked.filter_queryset(rows) for rows in reach_of(user).branches(RegisterEntry.objects.all())]
    narrowing = {name for name, value in asked.form.cleaned_data.items() if value} - SORTED_BY
    has_its_index = not narrowing or (len(narrowing) == 1 and bool(narrowing & INDEXED[asked.sort_wanted]))
    return Listed(branches, SORTS[asked.sort_wanted], bool(narrowing), has_its_index)


def decisions_page(user: User, asked: RegisterFilter, query: Mapping[str, str]) -> Context:
    """One page; `query` says from where on."""
    is_valid = asked.form.is_valid()
    codes = asked.codes if is_valid else {}
    frame = {
        "form": asked.form,
        "asked": urlencode(codes),
        "is_narrowed": bool(codes),
        "saved": saved_filters(user),
        "may_save": bool(codes),
        "oversees": oversees(user),
        "may_export": policy.may(user, EXPORT),
        "back_url": "/",
    }
    return {**frame, **(_rows(user, listed(user, asked), codes, query) if is_valid else NOTHING)}


NOTHING: Context = {"rows": [], "shown": [], "count": ""}


def _rows(user: User, found: Listed, codes: Mapping[str, str], query: Mapping[str, str]) -> Context:
    every = found.numbers()
    where = {side: position(query.get(side, "")) for side in ("after", "before")}
    now = found.page(every, **where)
    rows = [_row(entry) for entry in whole([each.decision for each in now.rows])]
    return {
        "rows": rows,
        "shown": [row["reference"] for row in rows],
        "count": _counted(every),
        "total": len(every) if every is not None else MOST + 1,
        "sorted_by": _order(codes),
        "previous_url": _address(codes, before=now.rows[0]) if now.has_previous and now.rows else "",
        "next_url": _address(codes, after=now.rows[-1]) if now.has_next else "",
        "is_first": not now.has_previous,
    }


def _address(codes: Mapping[str, str], **where: object) -> str:
    return f"?{urlencode({**codes, **where})}"


def _order(codes: Mapping[str, str]) -> str:
    return words.REGISTER_SORTS[codes.get("sort", "started")].label


def _counted(every: list[int] | None) -> str:
    if every is None:
        return f"More than {MOST:,} decisions"
    return f"{len(every):,} decision{'' if len(every) == 1 else 's'}"


def whole(wanted: Iterable[int]) -> list[RegisterEntry]:
    """In this order, with what a list says of each."""
    order = list(wanted)
    found = RegisterEntry.objects.select_related("decision__flow", "team", "owner").in_bulk(order)
    return [found[number] for number in order if number in found]


def _row(entry: RegisterEntry) -> Context:
    return {
        "reference": entry.decision.reference,
        "about": entry.decision.about,
        "deciding": entry.decision.deciding,
        "by": entry.owner.name,
        "team": entry.team.name if entry.team else "",
        "status": status(entry),
        "colour": COLOURS.get(entry.state, ""),
        "restricted": entry.is_restricted,
        "outcome": OUTCOME.get(entry.outcome, ""),
        "started": _day(entry.started_at),
        "recorded": _day(entry.recorded_at),
        "waiting": _day(entry.waiting_since),
    }


def status(entry: RegisterEntry) -> str:
    """How it stands, as a list says it: of a record, what was decided; and as what it was carried on."""
    if entry.state == "recorded":
        return words.DECISIONS[entry.decided].label
    flow = getattr(entry.decision, "flow", None) if entry.state == "flow" else None
    return f"Carried on as {flow.reference}" if flow else words.REGISTER_STATES[entry.state].label


def _day(at: Any) -> str:
    return wording.day(timezone.localdate(at)) if at else ""


def saved_filters(user: User) -> list[Context]:
    """Their own, by name."""
    return [
        {"pk": each.pk, "name": each.name, "url": decisions_address(each.wanted)}
        for each in user.saved_filters.all()[:MOST_FILTERS]
    ]


def codes_of(user: User, query: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for; nothing where it asks for something that there is not."""
    asked = decisions_filter(user, query)
    return asked.codes if asked.form.is_valid() else {}


def decisions_address(codes: Mapping[str, str]) -> str:
    return f"{reverse('decisions')}?{urlencode(codes)}".rstrip("?")


def filter_said(user: User, codes: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is asked for, in the words of the form: label and choice."""
    asked = decisions_filter(user, codes)
    if not asked.form.is_valid():
        return []
    return [
        (str(asked.form.fields[name].label), _said(asked.form.fields[name], value))
        for name, value in asked.form.cleaned_data.items()
        if value
    ]


def _said(field: Any, value: Any) -> str:
    if choices := getattr(field, "choices", None):
        by_value = {str(getattr(key, "value", key)): str(label) for key, label in choices}
        return by_value.get(str(getattr(value, "pk", value)), "")
    return wording.day(value)
