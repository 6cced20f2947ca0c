"""What is due to be disposed of and what is held: the list, and the page of one record. References, and no content."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from decisions import kept_until, wording
from decisions import words_of_retention as words
from decisions.kept_until import Due, called
from decisions.models import Decision, DisposalProposal, Flow, LegalHold
from decisions.models.disposing import waiting
from decisions.models.retention import Kind
from decisions.policies import retention as rules
from decisions.retention.due import Kept
from decisions.retention.schedule import Rule
from decisions.summary.drafts import Context
from infoshare.accounts import policy
from infoshare.accounts.models import User

KINDS: tuple[type[Kind], ...] = (Decision, Flow, Person)
SOON = timedelta(days=92)
MOST = 500  # of one kind that are looked through at once, the oldest first
RESTRICTED = "Restricted: only its reference and the day are shown"


def retention_page(user: User) -> Context:
    """Due, soon due, and what can't be worked out; proposals and holds. The number of queries does not grow."""
    on = timezone.localdate()
    asked, held = _waiting(user), _holds(user)
    found = [each for kind in KINDS for each in _could_be_due(kind, user, on)]
    marks = _Marks(user, found, asked, held)
    due = sorted((each for each in found if each.kept.due_on), key=_due_on)
    return {
        "asked": [_asked(each, user) for each in asked],
        "due": [marks.row(each) for each in due if each.kept.is_due(on) and each.record not in marks.asked],
        "soon": [marks.row(each) for each in due if not each.kept.is_due(on) and each.kept.is_due(on + SOON)],
        "unknown": [marks.row(each) for each in found if each.kept.lacks],
        "holds": [_hold(each, on) for each in held],
        "most": MOST,
        "may_choose": policy.may(user, "retention.rules"),
        "back_url": "/",
    }


def _due_on(each: Due) -> date:
    return each.kept.due_on or date.max


def _could_be_due(kind: type[Kind], user: User, on: date) -> list[Due]:
    rows = kept_until.first_that_could_be_due(rules.theirs(user, kind), user.organisation, on + SOON, MOST)
    return kept_until.of_many(kept_until.WITH[kind](rows), kept_until.rules_of(user.organisation, on))


class _Marks:
    """What is known beside a record: that a colleague proposed it, that it is held, that it is restricted."""

    def __init__(
        self, user: User, found: Iterable[Due], asked: Iterable[DisposalProposal], holds: Iterable[LegalHold]
    ) -> None:
        self.asked = {each.record for each in asked}
        self.held = {each.record for each in holds}
        decisions = [each.record.pk for each in found if isinstance(each.record, Decision)]
        self.open = set(Decision.objects.visible_to(user).filter(pk__in=decisions).values_list("pk", flat=True))

    def row(self, each: Due) -> Context:
        record = each.record
        return {
            **_named(record),
            "due_on": wording.day(each.kept.due_on),
            "why": RESTRICTED if self.closed(record) else why(each.kept),
            "held": record in self.held or self._persons_hold(record),
        }

    def _persons_hold(self, record: Kind) -> bool:
        """Not told of what is closed to the reader: it would tell whom that is about."""
        if not isinstance(record, Decision) or self.closed(record):
            return False
        return any(link.person in self.held for link in record.people.all())

    def closed(self, record: Kind) -> bool:
        return isinstance(record, Decision) and record.pk not in self.open


def _named(record: Kind) -> Context:
    return {
        "reference": record.reference,
        "url": reverse("retained", args=[called(record)]),
        "about": words.ABOUT[kept_until.about(record)].label,
        "of_person": record.pk if isinstance(record, Person) else None,
    }


def named_in(page: Context) -> dict[str, list[Any]]:
    """The references that a list names, and the numbers of its people."""
    rows = [row for part in page.values() if isinstance(part, list) for row in part]
    return {
        "references": [row["reference"] for row in rows if not row["of_person"]],
        "people": [row["of_person"] for row in rows if row["of_person"]],
    }


def why(kept: Kept) -> str:
    """Such as: 25 years after the date of birth of the youngest person it is about, 6 May 2014."""
    if kept.lacks:
        return f"It can't be worked out: {words.LACKS[kept.lacks].label}"
    assert kept.rule
    return f"{time_of(kept.rule)} after {words.counted_from(kept.rule.slot)}, {wording.day(kept.from_on)}"


def time_of(rule: Rule) -> str:
    parts = [(rule.years, "year"), (rule.months, "month")]
    return " and ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number)


def _waiting(user: User) -> list[DisposalProposal]:
    rows = waiting().select_related("decision", "flow", "person", "proposed_by").order_by("lapses_on", "pk")
    return list(_theirs(rows, user))


def _holds(user: User) -> list[LegalHold]:
    rows = LegalHold.objects.filter(ended_at__isnull=True).select_related("decision", "flow", "person")
    return list(_theirs(rows.order_by("review_on", "pk"), user))


def _theirs(rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
    """Rows about what the reader looks after, asked of each by itself."""
    for kind, about in kept_until.ABOUT.items():
        this = rules.theirs(user, kind).filter(pk=OuterRef(about))
        rows = rows.alias(**{f"their_{about}": Subquery(this.values("pk"))})
    return rows.filter(reduce(or_, (Q(**{f"their_{about}__isnull": False}) for about in kept_until.ABOUT.values())))


def _asked(proposal: DisposalProposal, user: User) -> Context:
    return {
        **_named(proposal.record),
        "by": proposal.proposed_by.name,
        "mine": proposal.proposed_by_id == user.pk,
        "lapses_on": wording.day(proposal.lapses_on),
    }


def _hold(hold: LegalHold, on: date) -> Context:
    return {**_named(hold.record), "review_on": wording.day(hold.review_on), "overdue": hold.review_on <= on}


def opened(record: Kind, user: User) -> str:
    """Where its content is, for a reader who may open it."""
    if isinstance(record, Decision):
        is_open = Decision.objects.visible_to(user).filter(pk=record.pk).exists()
        return reverse("decision", args=[record.reference]) if is_open else ""
    return (
        reverse("flow", args=[record.reference])
        if isinstance(record, Flow)
        else reverse("known-person", args=[record.pk])
    )


def opens(record: Kind, user: User) -> bool:
    return bool(opened(record, user))
