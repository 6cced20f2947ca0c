"""What the page of consents to look at again shows, and how it is counted elsewhere, as plain values."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from consent import reviews, standing
from consent.reviews import SOON, Group, Review, waiting
from consent.standing import Call
from infoshare.accounts.models import User
from infoshare.govuk.moments import day

Context = dict[str, object]
TITLES = {
    "overdue": ("Overdue", "More than 14 days late.", "None is overdue."),
    "due": ("Due", "Since today, or for up to 14 days.", "None is due."),
    "soon": ("Due soon", "In the next 30 days.", "None is due in the next 30 days."),
}


def due_page(groups: list[Group], today: date, *, is_first: bool) -> Context:
    first = reverse("consents-due")
    return {
        "groups": [_group(each, today) for each in groups],
        "is_first": is_first,
        "back_url": "/" if is_first else first,
    }


def _group(group: Group, today: date) -> Context:
    title, about, nothing = TITLES[group.slug]
    return {
        "slug": group.slug,
        "title": title,
        "about": about,
        "nothing": nothing,
        "rows": [_row(each, today) for each in group.reviews],
        "next_url": f"?{urlencode({'group': group.slug, 'after': group.last})}" if group.last else "",
    }


def _row(review: Review, today: date) -> Context:
    consent = review.held.consent
    until = review.now.until
    return {
        "reference": consent.reference,
        "person": consent.person.reference,
        "keeper": consent.begun_by.name,
        "calls": [_call(call, today) for call in review.calls],
        "until": day(until) if until and until <= today + SOON else "",
        "has_ended": review.has_ended,
        "url": reverse("consent" if review.has_ended else "review-consent", args=[consent.reference]),
    }


def _call(call: Call, today: date) -> str:
    """Such as: since 3 March 2026, their 16th birthday."""
    because = standing.BECAUSE[call.because].label
    return f"{'Since' if call.on <= today else 'On'} {day(call.on)}: {because[0].lower()}{because[1:]}"


def how_many(user: User, today: date) -> str:
    """Such as: 3 of yours due; "" where none is. Where not all could be looked at, that some may be."""
    found, more = waiting(user, today)
    if more and found < reviews.MOST_COUNTED:
        return f"at least {found} of yours due" if found else "some of yours may be due"
    return f"more than {found} of yours due" if more else f"{found} of yours due" if found else ""
