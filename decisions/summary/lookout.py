"""What the look-out found, in words."""

from django.db.models import F

from decisions import wording, words
from decisions.browsing.limits import reasons
from decisions.models import Decision, Finding
from decisions.policies.lookout import shown_to
from decisions.summary.drafts import Context
from infoshare.accounts.models import User

MOST = 100


def lookout_page(user: User) -> Context:
    """Open ones first, newest first; the number of queries does not grow."""
    still_open_first = (F("review").asc(nulls_first=True), "-id")
    rows = shown_to(user).select_related("review").prefetch_related("people").order_by(*still_open_first)[:MOST]
    return {"rows": [_row(row) for row in rows], "most": MOST, "full": len(rows) == MOST, "back_url": "/"}


def finding_page(finding: Finding, user: User) -> Context:
    """Decisions by reference, as far as this reader may know of them."""
    seen = Decision.objects.reached_by(user, "lookout.review").filter(pk__in=finding.decisions.values("pk"))
    review = getattr(finding, "review", None)
    return {
        "finding": _row(finding),
        "references": list(seen.order_by("reference").values_list("reference", flat=True)[:MOST]),
        "limits": [why for name, why in reasons().items() if name.startswith(finding.rule)],
        "review": review
        and {
            "outcome": words.LOOKOUT_OUTCOMES[review.outcome].label,
            "text": review.text,
            "by": review.reviewed_by.name,
            "at": wording.moment(review.reviewed_at),
        },
        "back_url": "/look-out/",
    }


def _row(finding: Finding) -> Context:
    people = sorted(person.name for person in finding.people.all())
    return {
        "pk": finding.pk,
        "title": words.LOOKOUT_RULES[finding.rule].label,
        "hint": words.LOOKOUT_RULES[finding.rule].hint,
        "people": people,
        "who": people[0] if len(people) == 1 else f"{len(people)} people",
        "times": finding.times,
        "first": wording.moment(finding.first_at),
        "last": wording.moment(finding.last_at),
        "closed": hasattr(finding, "review"),
    }
