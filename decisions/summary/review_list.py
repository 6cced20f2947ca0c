"""The list of those who oversee: what is unread first, then what is read, each newest first; 25 a page by number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from decisions import wording, words
from decisions.forms.reviewing import FilterForm
from decisions.models import ReviewEntry
from decisions.models.countersigning import AGREED, NOT_AGREED, WAITS, Standing, standing, waiting
from decisions.models.reviewing import ReviewEntryQuerySet, newest_first
from decisions.summary.drafts import Context
from decisions.summary.reached import people_reached, teams_reached
from infoshare.accounts.models import User
from infoshare.saving.numbers import row_number

PAGE = 25
UNREAD, READ = "unread", "read"
SIGNING = {
    WAITS: ("To countersign", "yellow"),
    NOT_AGREED: ("Not agreed yet", "red"),
    AGREED: ("Countersigned", "green"),
}


def filter_form(user: User, query: Mapping[str, str]) -> FilterForm:
    return FilterForm(
        query or None, teams=teams_reached(user, "advice.review"), people=people_reached(user, "advice.review")
    )


def review_page(user: User, form: FilterForm, query: Mapping[str, str]) -> Context:
    """The page after the row that `after` names: its pile and its number, such as read-12."""
    is_filtered = form.is_bound and form.is_valid() and any(form.cleaned_data.values())
    wanted = form.cleaned_data if is_filtered else {}
    pile, _, number = query.get("after", "").partition("-")
    rows, more = _listed(user, wanted, pile, row_number(number))
    asked = {key: value for key, value in query.items() if value and key != "after"} if is_filtered else {}
    shown = _rows(rows)
    return {
        "rows": shown,
        "shown": [row["decision"] for row in shown],
        "has_unread": any(row["unread"] for row in shown),
        "is_filtered": is_filtered,
        "older_url": f"?{urlencode({**asked, 'after': f'{rows[-1].pile}-{rows[-1].entry.pk}'})}" if more else "",
        "is_first": not query.get("after"),
        "asked": urlencode(asked),
        "back_url": "/",
    }


@dataclass(frozen=True, slots=True)
class _Listed:
    entry: ReviewEntry
    pile: str


def _listed(user: User, wanted: Mapping[str, Any], pile: str, number: int) -> tuple[list[_Listed], bool]:
    """One page, and whether there is more: the second pile begins where the first ends."""
    piles: dict[int, str] = {}
    every = _matching(ReviewEntry.objects.in_reach_of(user), wanted)
    for name, rows in ((UNREAD, every.unread_by(user)), (READ, every.read_by(user))):
        if (pile == READ and name == UNREAD) or wanted.get("read") == {UNREAD: "yes", READ: "no"}[name]:
            continue
        below = number if name == pile else 0
        piles |= dict.fromkeys(newest_first(rows, user, below=below, most=PAGE + 1 - len(piles)), name)
    entries = _whole([*piles][:PAGE], user)
    return [_Listed(entries[number], name) for number, name in [*piles.items()][:PAGE]], len(piles) > PAGE


def _whole(numbers: list[int], user: User) -> dict[int, ReviewEntry]:
    rows = ReviewEntry.objects.with_read_before(user).select_related("decision__record", "team", "author", "discussion")
    heavy = ("decision__record__content", "discussion__shown", "discussion__rested_on")
    return rows.defer(*heavy).in_bulk(numbers)


def _matching(entries: ReviewEntryQuerySet, wanted: Mapping[str, Any]) -> ReviewEntryQuerySet:
    """Said of the table of entries alone, so that it is quick where nearly nothing matches."""
    is_record = Q(discussion=None)
    conditions: list[Q] = [
        *([is_record if wanted["what"] == "decisions" else ~is_record] if wanted.get("what") else []),
        *([Q(said=wanted["said"])] if wanted.get("said") else []),
        *([Q(author=wanted["by"])] if wanted.get("by") else []),
        *(
            [is_record & Q(Exists(waiting().filter(record__decision=OuterRef("decision"))))]
            if wanted.get("signing")
            else []
        ),
        *([Q(team=wanted["team"])] if wanted.get("team") else []),
        *([Q(came_at__date__gte=wanted["since"])] if wanted.get("since") else []),
        *([Q(came_at__date__lte=wanted["until"])] if wanted.get("until") else []),
    ]
    return entries.filter(*conditions)


def _rows(found: list[_Listed]) -> list[dict[str, Any]]:
    records = [each.entry.decision.record for each in found if each.entry.discussion is None]
    signing = standing(records)
    return [_row(each.entry, unread=each.pile == UNREAD, signing=signing) for each in found]


def _row(entry: ReviewEntry, *, unread: bool, signing: Mapping[int, Standing]) -> dict[str, Any]:
    decision, discussion = entry.decision, entry.discussion
    if discussion:
        what = f"Advice: {words.ADVICE[entry.said].label}"
        url = reverse("review-advice", args=[decision.reference, discussion.pk])
        tag = ("", "")
    else:
        what = f"Decision: {words.DECISIONS[entry.said].label}"
        url = reverse("decision", args=[decision.reference])
        tag = SIGNING.get(signing[decision.record.pk].is_now, ("", "")) if decision.record.pk in signing else ("", "")
    return {
        "entry": entry.pk,
        "thing": entry.thing,
        "decision": decision.reference,
        "url": url,
        "what": what,
        "by": entry.author.name,
        "team": entry.team.name if entry.team else "",
        "last": words.REVIEW_ENTRIES[entry.kind].label,
        "on": wording.day(timezone.localdate(entry.came_at)),
        "unread": unread,
        "changed": unread and entry.read_before,
        "signing": tag[0],
        "colour": tag[1],
    }
