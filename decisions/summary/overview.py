"""The page that looks across decisions: home."""

from django.db.models import QuerySet
from django.utils import timezone

from consent.pages.reviews import how_many
from decisions import wording, words
from decisions.models import RegisterEntry, ToDo
from decisions.models.register import RegisterQuerySet
from decisions.models.register_pages import PAGE, SORTS, Sort, page
from decisions.models.register_scope import Reach, reach_of
from decisions.summary.access import restricted_list
from decisions.summary.drafts import Context
from decisions.summary.register import oversees, status, whole
from decisions.summary.waiting import work_list
from infoshare.accounts import policy
from infoshare.accounts.models import Notice, User
from infoshare.accounts.notices import has_failed

OPEN = words.REGISTER_GROUPS["open"]


def home_page(user: User) -> Context:
    """What is mine to go on with, then what my role lets me oversee. The number of queries does not grow."""
    reach, sees_others = reach_of(user), oversees(user)
    mine = RegisterEntry.objects.filter(owner=user)
    todos = [_todo(row) for row in _outstanding(reach.of(mine))]
    drafts = _newest(reach, mine.filter(recorded_at=None, state__in=OPEN), SORTS["started"])
    recorded = _newest(reach, mine, SORTS["recorded"])
    others = _newest(reach, RegisterEntry.objects.exclude(owner=user), SORTS["started"]) if sees_others else []
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
        "oversees": sees_others,
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


def _outstanding(mine: RegisterQuerySet) -> QuerySet[ToDo]:
    """Of the decisions in which something is due first: so no others are looked through."""
    first = mine.filter(todo_due_at__isnull=False).order_by("todo_due_at", "pk")[:PAGE]
    found = ToDo.objects.filter(decision__in=list(first.values_list("pk", flat=True)), done_by__isnull=True)
    return found.select_related("decision").order_by("due_at", "id")[:PAGE]


def _todo(row: ToDo) -> Context:
    return {
        "title": row.title,
        "slug": row.slug,
        "reference": row.decision.reference,
        "due": wording.moment(row.due_at),
        "overdue": row.due_at < timezone.now(),
    }


def _newest(reach: Reach, entries: RegisterQuerySet, sort: Sort) -> list[Context]:
    return [_row(entry) for entry in whole([each.decision for each in page(reach.branches(entries), sort).rows])]


def _row(entry: RegisterEntry) -> Context:
    decision = entry.decision
    return {
        "reference": decision.reference,
        "about": decision.about,
        "deciding": decision.deciding,
        "by": entry.owner.name,
        "team": entry.team.name if entry.team else "",
        "on": wording.day(timezone.localdate(entry.recorded_at or decision.saved_at)),
        "status": status(entry),
    }
