"""Who can open a decision, by role and by name; who has looked at it; and the glass that was broken."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from consent.models import Person
from decisions import wording, words
from decisions.models import (
    BrokenGlass,
    ConflictOfInterest,
    Decision,
    DecisionGrant,
    PersonConcerned,
    PersonUnlinked,
    Restriction,
)
from decisions.models.glass import to_look_at
from decisions.models.register_scope import restricted_unnamed
from decisions.models.scope import VIEW
from decisions.policies import reaches
from decisions.policies.access import who_can_be_named
from decisions.summary.drafts import Context
from infoshare.accounts import people as accounts
from infoshare.accounts.models import User
from infoshare.accounts.policy import STANDINGS
from infoshare.audit import log
from infoshare.audit.models import Event

MOST = 200  # lines of looks on one page
# Looks at a part of it: what they are called.
BESIDE = {
    "advice.viewed": "question for advice",
    "caldicott.entry-viewed": "entry of the Caldicott log",
    "record.exported": "the whole of it, as a file",
}
BY_RIGHT = {
    "advice.viewed": "was asked for advice",
    "caldicott.entry-viewed": "keeps the Caldicott log",
    "record.exported": "had whoever runs Infoshare write it",
}
BY_ROLE = {"own": "carries it", "team": "by role in its team", "organisation": "by role in the organisation"}
THROUGH = {**BY_ROLE, **{slug: title[0].lower() + title[1:] for slug, title in STANDINGS.items()}}
GRANTED = {"advise": STANDINGS["adviser"], VIEW: STANDINGS["viewer"]}


def access_page(decision: Decision, user: User) -> Context:
    """Only what the reader may do is offered; conflicts are shown to those who may set them, and to nobody else."""
    restriction = (
        Restriction.objects.filter(decision=decision, ended_at__isnull=True).select_related("began_by").first()
    )
    grants = DecisionGrant.objects.live().filter(content_object=decision)
    may_bar = reaches(user, "access.bar", decision)
    return {
        "decision": decision,
        "reference": decision.reference,
        "restriction": restriction and _restriction(restriction),
        "grants": [_grant(row, decision, user) for row in grants.select_related("user", "granted_by", "permission")],
        "people": _people(decision, user),
        "unlinked": [_unlinked(row) for row in decision.unlinked.select_related("person", "unlinked_by")],
        "conflicts": [_conflict(row, user) for row in conflicts(decision)] if may_bar else [],
        "may": {
            "advise": not restriction and reaches(user, "access.advise", decision),
            "name": bool(restriction) and reaches(user, "access.name", decision),
            "restrict": reaches(user, "access.restrict", decision),
            "bar": may_bar,
            "link": reaches(user, "decision.link", decision),
            "looks": reaches(user, "decision.lookers", decision),
        },
    }


def conflicts(decision: Decision) -> QuerySet[ConflictOfInterest]:
    """Those of this decision and of the people it is about, that still stand."""
    live = ConflictOfInterest.objects.filter(ended_at__isnull=True).select_related("user", "person", "began_by")
    return (live.filter(decision=decision) | live.filter(person__decisions__decision=decision)).distinct()


def may_stay(decision: Decision) -> list[User]:
    """Who could still open it once it is restricted: everybody whose role reaches it now."""
    everybody = accounts.colleagues(decision.organisation).order_by("name", "id")
    return [user for user in who_can_be_named(decision, everybody) if reaches(user, "decision.read", decision)]


def _people(decision: Decision, user: User) -> list[Context]:
    """Who it is about, each with the number of their page where the reader may open it."""
    rows = PersonConcerned.objects.filter(decision=decision).select_related("person").order_by("pk")
    opens = set(Person.objects.visible_to(user).filter(decisions__decision=decision).values_list("pk", flat=True))
    return [
        {"pk": row.pk, "reference": row.person.reference, "page": row.person_id if row.person_id in opens else None}
        for row in rows
    ]


def _unlinked(row: PersonUnlinked) -> Context:
    return {
        "reference": row.person.reference,
        "why": row.why,
        "by": row.unlinked_by.name,
        "at": wording.moment(row.unlinked_at),
    }


def _restriction(row: Restriction) -> Context:
    return {"why": row.why, "by": row.began_by.name, "at": wording.moment(row.began_at)}


def _grant(row: DecisionGrant, decision: Decision, user: User) -> Context:
    kind = row.permission.codename
    action = "access.name" if kind == VIEW else "access.advise"
    return {
        "pk": row.pk,
        "name": row.user.name,
        "as": GRANTED[kind],
        "why": row.why,
        "by": row.granted_by.name,
        "until": wording.moment(row.until),
        "may_end": row.granted_by_id == user.pk or reaches(user, action, decision),
    }


def _conflict(row: ConflictOfInterest, user: User) -> Context:
    return {
        "pk": row.pk,
        "name": row.user.name,
        "of": f"Everything about {row.person.reference}" if row.person else "This decision",
        "kind": words.CONFLICTS[row.kind].label,
        "why": row.why,
        "by": row.began_by.name,
        "at": wording.moment(row.began_at),
        "may_end": row.user_id != user.pk,
    }


def looks_page(decision: Decision) -> Context:
    """Who opened which page of it on which day, newest first, in one query however many looks there were."""
    rows = _grouped(log.history(decision).filter(action__in=("decision.viewed", *BESIDE)))
    return {"reference": decision.reference, "looks": rows, "most": MOST, "full": len(rows) == MOST}


def _grouped(events: QuerySet[Event]) -> list[Context]:
    found = (
        events.order_by()
        .annotate(on=TruncDate("at", tzinfo=timezone.get_current_timezone()))
        .values("on", "action", "by__name", "by__job_title", "facts__what", "facts__through", "facts__outside")
        .annotate(times=Count("id"), first=Min("at"), last=Max("at"))
        .order_by("-last")[:MOST]
    )
    return [
        {
            "on": wording.day(row["on"]),
            **who_looked(row),
            "what": BESIDE.get(row["action"], row["facts__what"]),
            "times": row["times"],
            "first": wording.clock(row["first"]),
            "last": wording.clock(row["last"]),
        }
        for row in found
    ]


def who_looked(row: Mapping[str, Any]) -> Context:
    """Of a look from outside the event is told of whoever let them in."""
    if row["facts__outside"]:
        return {
            "by": "Somebody outside",
            "job": "",
            "through": f"by link {row['facts__outside']}, let in by {row['by__name']}",
        }
    through = BY_RIGHT.get(row["action"]) or THROUGH.get(row["facts__through"], "")
    return {"by": row["by__name"], "job": row["by__job_title"], "through": through}


def glass_list(user: User) -> Context:
    """The broken glass this person may review: all that is still open, then what was reviewed; each newest first."""
    numbers = to_look_at(user, reviewed=False, most=MOST)
    numbers += to_look_at(user, reviewed=True, most=MOST - len(numbers))
    rows = BrokenGlass.objects.select_related("decision", "broken_by", "review__reviewed_by").in_bulk(numbers)
    found = [rows[number] for number in numbers]
    return {"rows": [_glass(row) for row in found], "back_url": "/"}


def glass_page(glass: BrokenGlass) -> Context:
    """What was said, and every page seen under it."""
    seen = log.history(glass.decision).filter(
        action="decision.viewed",
        by=glass.broken_by,
        facts__through="glass",
        at__range=(glass.broken_at, glass.until),
    )
    return {"glass": _glass(glass), "looks": _grouped(seen), "back_url": "/broken-glass/"}


def _glass(row: BrokenGlass) -> Context:
    review = getattr(row, "review", None)
    return {
        "pk": row.pk,
        "reference": row.decision.reference,
        "by": row.broken_by.name,
        "role": row.broken_by.job_title,
        "at": wording.moment(row.broken_at),
        "until": wording.moment(row.until),
        "reason": row.reason,
        "review": review
        and {
            "by": review.reviewed_by.name,
            "at": wording.moment(review.reviewed_at),
            "found": words.GLASS_FINDINGS[review.found].label,
            "text": review.text,
        },
    }


def restricted_list(user: User) -> list[str]:
    """References of restricted decisions this person looks after without being named on them, the newest first."""
    found = restricted_unnamed(user).order_by("-decision").values_list("decision__reference", flat=True)
    return list(found[:25])
