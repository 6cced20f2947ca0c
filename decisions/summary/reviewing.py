"""What a record, a closed discussion and the first page say to those who oversee: unread, comments, signatures."""

from typing import Any

from django.urls import reverse

from decisions import content, steps, wording, words
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, CountersignNeeded, Decision, ReviewComment, ReviewEntry
from decisions.models.countersigning import AGREED, NOT_AGREED, WAITS, Standing, standing_of, waiting
from decisions.models.reviewing import newest_first
from decisions.policies import reviewing
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.waits import Waits
from infoshare.accounts import policy
from infoshare.accounts.models import User

MOST = 25  # countersignatures on one list
MANY = 100  # unread things that are counted; there may be more


def panel(draft: Draft, user: User, discussion: AdviceDiscussion | None = None) -> Context:
    """What this reader may do with the record, or with one closed discussion."""
    thing = discussion.reference if discussion else draft.decision.reference
    standing = standing_of(draft.record)
    return {
        "can_comment": policy.allows(reviewing.check_can_comment, draft, user, discussion),
        "can_ask": not discussion and policy.allows(reviewing.check_can_ask_for_addition, draft, user),
        "can_countersign": not discussion and policy.allows(reviewing.check_can_countersign, draft, standing, user),
        "unread": _unread(thing, user) if reviewing.reviews(draft, user) else None,
        "about": thing,
    }


def _unread(thing: str, user: User) -> int | None:
    """The number of the newest entry that they have not read."""
    found = ReviewEntry.objects.for_review_by(user).unread_by(user).filter(thing=thing)
    return found.values_list("pk", flat=True).first()


def added_in_review(draft: Draft) -> Context:
    """What stands beside the record since: comments, and how the countersignature stands."""
    return {"comments": comments(draft.decision), "countersigning": countersigning_of(standing_of(draft.record))}


def comments(decision: Decision, discussion: AdviceDiscussion | None = None) -> list[dict[str, str]]:
    rows = ReviewComment.objects.filter(decision=decision).select_related("said_by", "discussion")
    if discussion:
        rows = rows.filter(discussion=discussion)
    return [
        {
            "text": row.text,
            "about": row.discussion.reference if row.discussion else "",
            "by": row.said_by.name,
            "at": wording.moment(row.said_at),
        }
        for row in rows
    ]


def countersigning_of(found: Standing) -> dict[str, Any]:
    return {
        "is_now": found.is_now,
        "waits": found.is_now == WAITS,
        "not_agreed": found.is_now == NOT_AGREED,
        "agreed": found.is_now == AGREED,
        "because": [words.COUNTERSIGN[each].label for each in found.because],
        "signatures": [
            {
                "agreed": each.agreed,
                "reasons": each.reasons,
                "by": each.signed_by.name,
                "at": wording.moment(each.signed_at),
            }
            for each in found.signatures
        ],
    }


def discussion_page(draft: Draft, discussion: AdviceDiscussion, user: User) -> Context:
    """One closed discussion: what was asked, what was advised, what was done, and what was said of it since."""
    said = content.discussion(discussion, left=not content.is_on_the_way(draft, discussion))
    rows = [*wording.rows(("Asked at", steps.place(draft.pack, discussion.question))), *said]
    return {
        "reference": draft.decision.reference,
        "asked": discussion.reference,
        "rows": rows,
        "comments": comments(draft.decision, discussion),
        "panel": panel(draft, user, discussion),
        "back_url": url(draft, "decision"),
    }


def countersigning(user: User) -> list[Waits]:
    """The records that wait for this person's countersignature, or somebody's beside them; the oldest first."""
    reached = Decision.objects.visible_to(user).filter(policy.within(user, "record.countersign"))
    found = waiting().filter(record__decision__in=reviewing.without_a_part(reached, user).values("pk"))
    rows = found.select_related("record__decision").defer("record__content")
    return [_signing(row) for row in rows.order_by("pk")[:MOST]]


def _signing(row: CountersignNeeded) -> Waits:
    reference = row.record.decision.reference
    return Waits("Countersign a record", reference, reverse("countersign", args=[reference]), row.needed_at)


def to_review(user: User) -> list[Waits]:
    """One line, however much there is."""
    if not policy.may(user, "advice.review"):
        return []
    unread = ReviewEntry.objects.in_reach_of(user).unread_by(user)
    found = newest_first(unread, user, below=0, most=MANY + 1)
    if not found:
        return []
    since = ReviewEntry.objects.get(pk=found[-1]).came_at
    number = f"more than {MANY}" if len(found) > MANY else str(len(found))
    return [Waits(f"To review: {number} not read yet", "", reverse("review"), since)]
