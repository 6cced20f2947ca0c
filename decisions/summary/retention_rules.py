"""The pages of the rules of how long records are kept, and of what was disposed of by them."""

from django.urls import reverse
from django.utils import timezone

from decisions import kept_until, wording
from decisions import words_of_retention as words
from decisions.forms.retention import called
from decisions.models import Disposal, RetentionRule
from decisions.retention.schedule import PERSON, SHIPPED, SLOTS, Rule
from decisions.summary.drafts import Context
from decisions.summary.retention import time_of
from infoshare.accounts.models import User

AS_SHIPPED = "As shipped"
MOST = 100


def rules_page(user: User) -> Context:
    """The rules that hold today, those that will, and those that were: nothing that was chosen is lost."""
    today = timezone.localdate()
    rows = list(RetentionRule.objects.filter(organisation=user.organisation).select_related("chosen_by"))
    return {
        "rules": [_rule(rule, rows) for rule in kept_until.rules_of(user.organisation, today)],
        "later": [_chosen(row) for row in rows if row.from_on > today],
        "before": [_chosen(row) for row in reversed(rows) if row.from_on <= today],
        "replaced": [_shipped(slug) for slug in SHIPPED if slug in {row.slot for row in rows if row.from_on <= today}],
        "back_url": reverse("retention"),
    }


def _rule(rule: Rule, rows: list[RetentionRule]) -> Context:
    row = next((each for each in rows if each.pk == rule.row), None)
    since = f"Chosen by {row.chosen_by.name}, from {wording.day(row.from_on)}" if row else AS_SHIPPED
    return {**_told(rule), "since": since}


def _told(rule: Rule) -> Context:
    return {
        "what": called(rule.slot),
        "time": time_of(rule) if rule.holds else "Does not hold",
        "from": words.counted_from(rule.slot),
        "source": rule.source,
    }


def _chosen(row: RetentionRule) -> Context:
    at = wording.moment(row.chosen_at)
    return {**_told(row.rule), "from_on": wording.day(row.from_on), "by": row.chosen_by.name, "at": at}


def _shipped(slug: str) -> Context:
    return _told(SHIPPED[slug])


def disposed_page(user: User) -> Context:
    """What was disposed of: which record, by which rule, by whom; nothing of what it said."""
    rows = Disposal.objects.filter(organisation=user.organisation).select_related("proposed_by", "confirmed_by")
    return {"rows": [_disposed(each) for each in rows[:MOST]], "most": MOST, "back_url": reverse("retention")}


def _disposed(row: Disposal) -> Context:
    return {
        "reference": row.reference or f"number {row.number}",
        "about": words.ABOUT[row.about].label,
        "of_person": row.number if row.about == PERSON else None,
        "due_on": wording.day(row.due_on),
        "rule": f"{called(SLOTS[row.slot])}, counted from {words.counted_from(SLOTS[row.slot])}",
        "proposed": f"{row.proposed_by.name}, {wording.moment(row.proposed_at)}",
        "confirmed": f"{row.confirmed_by.name}, {wording.moment(row.confirmed_at)}",
        "rows": sum(row.rows.values()),
    }
