"""The page that looks across decisions: home."""

from django.db.models import QuerySet
from django.utils import timezone

from consent.pages.reviews import how_many
from decisions import wording, words
from decisions.models import AdviceDiscussion, Decision, ToDo
from decisions.summary.access import restricted_list
from decisions.summary.drafts import Context
from decisions.summary.waiting import work_list
from infoshare.accounts import policy
from infoshare.accounts.models import Notice, User
from infoshare.accounts.notices import has_failed
from infoshare.accounts.policy import Scope

PAGE = 25


def home_page(user: User) -> Context:
    """What is mine to go on with, then what my role lets me oversee. The number of queries does not grow."""
    seen = Decision.objects.visible_to(user)
    mine = seen.filter(owner=user)
    oversees = bool(policy.scopes(user, "decision.read") - {Scope.OWN})
    todos = [_todo(row) for row in _outstanding(mine)]
    drafts, recorded = (
        _rows(mine.filter(record__isnull=True, flow__isnull=True)),
        _rows(mine.filter(record__isnull=False)),
    )
    others = _rows(seen.exclude(owner=user)) if oversees else []
    return {
        "shown": [row["reference"] for row in (*todos, *drafts, *recorded, *others)],
        "can_start": policy.may(user, "decision.start"),
        "may": {
            "list": policy.may(user, "decision.list"),
            "discussions": policy.may(user, "decision.read"),
            "oversee": policy.may(user, "advice.review"),
            "known": policy.may(user, "person.know"),
            "consent": policy.may(user, "consent.keep"),
            "search": policy.may(user, "decision.search"),
            "find": policy.may(user, "decision.find"),
            "review": policy.may(user, "glass.review"),
            "flows": policy.may(user, "flow.read"),
            "caldicott": policy.may(user, "caldicott.log"),
            "look_out": policy.may(user, "lookout.review"),
            "quality": policy.may(user, "quality.sample"),
            "retention": policy.may(user, "retention.review"),
            "look_after": policy.may(user, "organisation.settings", "people.manage", "teams.manage"),
        },
        "notices": [_notice(row) for row in user.notices.filter(seen_at__isnull=True)[:PAGE]],
        "consents_due": how_many(user, timezone.localdate()) if policy.may(user, "consent.keep") else "",
        "restricted": restricted_list(user) if policy.may(user, "access.name") else [],
        "work": work_list(user),
        "todos": todos,
        "drafts": drafts,
        "recorded": recorded,
        "oversees": oversees,
        "others": others,
        "page_size": PAGE,
    }


def _notice(row: Notice) -> Context:
    return {
        "pk": row.pk,
        "sentence": row.sentence,
        "path": row.path,
        "at": wording.moment(row.told_at),
        "failed": has_failed(row),
    }


def _outstanding(decisions: QuerySet[Decision]) -> QuerySet[ToDo]:
    found = ToDo.objects.filter(decision__in=decisions, done_by__isnull=True)
    return found.select_related("decision").order_by("due_at", "id")[:PAGE]


def _todo(row: ToDo) -> Context:
    return {
        "title": row.title,
        "slug": row.slug,
        "reference": row.decision.reference,
        "due": wording.moment(row.due_at),
        "overdue": row.due_at < timezone.now(),
    }


def _rows(decisions: QuerySet[Decision]) -> list[Context]:
    found = list(decisions.select_related("record", "owner", "team", "flow").order_by("-id")[:PAGE])
    unanswered = AdviceDiscussion.objects.waiting().filter(decision__in=found)
    waiting = set(unanswered.values_list("decision_id", flat=True))
    return [_row(decision, waits=decision.pk in waiting) for decision in found]


def _row(decision: Decision, *, waits: bool) -> Context:
    record = getattr(decision, "record", None)
    return {
        "reference": decision.reference,
        "about": decision.about,
        "deciding": decision.deciding,
        "by": decision.owner.name,
        "team": decision.team.name if decision.team else "",
        "on": wording.day(timezone.localtime(record.recorded_at if record else decision.saved_at).date()),
        "status": status_of(decision, waits=waits),
    }


def status_of(decision: Decision, *, waits: bool) -> str:
    record = getattr(decision, "record", None)
    if record:
        return "Shared in an emergency" if record.entered_afterwards else words.DECISIONS[record.decided].label
    if flow := getattr(decision, "flow", None):
        return f"Carried on as {flow.reference}"
    return "Waiting for advice" if waits else "Draft"
