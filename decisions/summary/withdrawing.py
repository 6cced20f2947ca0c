"""What leans on a consent: on its own page, before some of it is taken back, and afterwards."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from consent import standing
from consent.models import ConsentEvent
from consent.register import Held, who
from decisions import wording, words
from decisions.actions.withdrawing import DAYS, DAYS_WITH_ANOTHER_BASIS, slug
from decisions.models import Decision, ToDo, WithdrawalNotice
from decisions.models.leaning import (
    Leaning,
    leaning_on,
    leaning_on_what_is_lost,
    stands_without_consent,
)
from decisions.models.scope import unbarred, unrestricted
from decisions.policies import reaches
from decisions.summary.drafts import Context
from infoshare.accounts.models import User


def leaning_page(held: Held, user: User) -> Context:
    """For the page of a consent: the decisions that rest on it and that the reader may open; what was taken back."""
    decisions = leaning_on(held.consent)
    opened = _opened(decisions, user)
    return {
        "leaning": [_line(each) for each in decisions if each.pk in opened],
        "withdrawals": [
            {"pk": row.pk, "what": wording.LOST[row.kind], "on": wording.day(row.on)}
            for row in held.events
            if row.kind in wording.LOST and (row.kind != "refused" or held.loss(row))
        ],
    }


def foreseen_page(held: Held, event: ConsentEvent, user: User) -> Context:
    """What follows once it is taken back, before anything is written."""
    found = leaning_on_what_is_lost(held, held.loss(event))
    opened = _opened([each.decision for each in found], user)
    shown = [each for each in found if each.decision.pk in opened]
    after = held.and_then(event).standing(timezone.localdate())
    return {
        **_of(held, event),
        "back_url": reverse("withdraw-consent", args=[held.consent.reference]),
        "after": standing.STANDINGS[after.status].label,
        "stands": after.stands,
        "alone": [_foreseen(each) for each in shown if not each.is_draft and not each.rests_on_more],
        "with_more": [_foreseen(each) for each in shown if not each.is_draft and each.rests_on_more],
        "drafts": [_foreseen(each) for each in shown if each.is_draft],
        "closed": _closed([each.decision for each in found], opened, user),
        "anything": bool(found),
        "holders": sum(len(each.holders) for each in shown),
        "days": {"alone": DAYS, "with_more": DAYS_WITH_ANOTHER_BASIS},
    }


def withdrawal_page(held: Held, event: ConsentEvent, user: User) -> Context:
    """Everything that was flagged with it, and what has become of that."""
    todos = list(_todos(event))
    drafts = _drafts(held, event)
    decisions = [*drafts, *(row.decision for row in todos)]
    opened = _opened(decisions, user)
    notices = _notices(event, opened)
    rows = [_flagged(row, notices.get(row.decision_id, []), user) for row in todos if row.decision_id in opened]
    return {
        **_of(held, event),
        "alone": [row for row in rows if not row["rests_on"]],
        "with_more": [row for row in rows if row["rests_on"]],
        "drafts": [_line(each) for each in drafts if each.pk in opened],
        "closed": _closed(decisions, opened, user),
        "anything": bool(decisions),
    }


def _drafts(held: Held, event: ConsentEvent) -> list[Decision]:
    """Those that rest on it to this day, while nobody has given it anew."""
    stands = event.kind != "narrowed" and held.standing(timezone.localdate()).stands
    found = [] if stands else leaning_on_what_is_lost(held, held.loss(event))
    return [each.decision for each in found if each.is_draft]


def notice_page(held: Held, notice: WithdrawalNotice) -> Context:
    return {
        **_of(held, notice.event),
        "back_url": reverse("withdrawal", args=[held.consent.reference, notice.event_id]),
        "notice": notice,
        "about": notice.decision.reference,
        "sent": wording.day(notice.sent_on),
        "sent_by": notice.sent_by.name if notice.sent_by else "",
    }


def references(context: Context) -> list[str]:
    """The decisions that a page names, for the look that is written down before it is shown."""
    lists = [context.get(name, []) for name in ("leaning", "alone", "with_more", "drafts")]
    return [row["reference"] for rows in lists if isinstance(rows, list) for row in rows]


def _of(held: Held, event: ConsentEvent) -> Context:
    return {
        "reference": held.consent.reference,
        "back_url": reverse("consent", args=[held.consent.reference]),
        "event": event,
        "what": wording.LOST[event.kind],
        "on": wording.day(event.on),
        "why": event.why,
        "whose": held.and_then(event).called(who(event)) if who(event) else "",
        "parts": [label for key, label in held.parts.items() if key in event.parts],
    }


def _opened(decisions: Collection[Decision], user: User) -> set[int]:
    numbers = [each.pk for each in decisions]
    return set(Decision.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True))


def _closed(decisions: Collection[Decision], opened: set[int], user: User) -> int:
    """How many more there are that the reader can't open, but may be told of."""
    others = unbarred(Decision.objects.filter(pk__in={each.pk for each in decisions} - opened), user)
    return (others if user.organisation.tells_of_restricted else unrestricted(others)).count()


def _line(decision: Decision) -> Context:
    record = getattr(decision, "record", None)
    return {
        "reference": decision.reference,
        "deciding": decision.deciding,
        "owner": decision.owner.name,
        "owner_left": not decision.owner.is_active,
        "decided": words.DECISIONS[record.decided].label if record else "",
        "on": wording.day(timezone.localtime(record.recorded_at).date()) if record else "",
    }


def _foreseen(leaning: Leaning) -> Context:
    holders = list(map(str, leaning.holders))
    return {
        **_line(leaning.decision),
        "rests_on": _rests_on(leaning.decision),
        "holders": holders,
        "kinds": leaning.kinds,
    }


def _flagged(todo: ToDo, notices: list[WithdrawalNotice], user: User) -> Context:
    decision = todo.decision
    return {
        **_line(decision),
        "rests_on": _rests_on(decision),
        "kinds": Leaning(decision, [], [], frozenset()).kinds,
        "todo": todo.slug,
        "done": hasattr(todo, "done_by"),
        "due": wording.moment(todo.due_at),
        "overdue": todo.due_at < timezone.now(),
        "may_add": reaches(user, "record.add", decision),
        "notices": [{"pk": row.pk, "to": row.recipient, "sent": wording.day(row.sent_on)} for row in notices],
    }


def _rests_on(decision: Decision) -> str:
    """The other basis, in words; nothing where it rests on consent alone."""
    basis = getattr(decision, "legalbasis", None)
    if basis is None or not stands_without_consent(basis):
        return ""
    return f"{words.COMMON_LAW[basis.common_law].label}; {words.LAWFUL_BASES[basis.lawful_basis].label.lower()}"


def _todos(event: ConsentEvent) -> QuerySet[ToDo]:
    found = ToDo.objects.filter(slug=slug(event), decision__organisation=event.consent.organisation_id)
    whole = found.select_related("decision__owner", "decision__record", "decision__legalbasis", "done_by")
    rows = whole.prefetch_related("decision__items", "decision__recipients", "decision__lines")
    return rows.defer("decision__record__content").order_by("-decision_id")


def _notices(event: ConsentEvent, decisions: Collection[int]) -> dict[int, list[WithdrawalNotice]]:
    found: dict[int, list[WithdrawalNotice]] = {}
    for row in WithdrawalNotice.objects.filter(event=event, decision__in=decisions).defer("text"):
        found.setdefault(row.decision_id, []).append(row)
    return found
