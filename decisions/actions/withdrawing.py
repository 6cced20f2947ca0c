"""A consent is taken back, refused after all or found not to be valid: whatever leaned on it is flagged with it.

The records stay as they are. Each gets a to-do, which an addition closes; each of those who hold the information gets a
notice, drafted for a person to send; each owner is told, by the reference of the consent.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from consent.models import Consent, ConsentEvent
from consent.register import load
from decisions import letters
from decisions.actions.locking import locked
from decisions.models import ToDo, WithdrawalNotice
from decisions.models.leaning import Leaning, leaning_on_what_is_lost
from decisions.policies import withdrawing as policies
from decisions.wording import LOST
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import one_press_at_a_time
from infoshare.saving.versions import check_unchanged, values_of

DAYS, DAYS_WITH_ANOTHER_BASIS = 2, 7  # to look at a decision again
LOOK_AGAIN = "{}: look at this decision again"


@transaction.atomic
def write_down(
    said: Callable[..., ConsentEvent], *, consent: Consent, request_key: UUID, by: User, **values: object
) -> ConsentEvent:
    """What somebody says of a consent, by an action of the register, and what follows for the decisions."""
    one_press_at_a_time(request_key)
    is_known = consent.events.filter(request_key=request_key).exists()
    event = said(consent=consent, request_key=request_key, by=by, **values)
    if not is_known and event.kind in LOST:
        _flag(event, by=by)
    return event


def _flag(event: ConsentEvent, *, by: User) -> None:
    """A number of queries that does not grow with the decisions."""
    held = load(event.consent)
    found = leaning_on_what_is_lost(held, held.loss(event))
    recorded = [each for each in found if not each.is_draft]
    _add_todos(recorded, event)
    _draft_notices(recorded, event, by=by)
    _tell(found, event, by=by)
    facts: dict[str, log.Fact] = {"consent": event.consent.reference, "event": event.pk}
    log.record_each("decision.flagged", by=by, about=[each.decision for each in recorded], facts=facts)


def _add_todos(recorded: Iterable[Leaning], event: ConsentEvent) -> None:
    now, title = timezone.now(), LOOK_AGAIN.format(LOST[event.kind])
    ToDo.objects.bulk_create(
        ToDo(decision=each.decision, slug=slug(event), title=title, due_at=now + timedelta(days=days(each)))
        for each in recorded
    )


def slug(event: ConsentEvent) -> str:
    """Of the to-dos that an event brought about."""
    return f"consent-{event.pk}"


def days(leaning: Leaning) -> int:
    return DAYS_WITH_ANOTHER_BASIS if leaning.rests_on_more else DAYS


def _draft_notices(recorded: Iterable[Leaning], event: ConsentEvent, *, by: User) -> None:
    drafted = [
        WithdrawalNotice(
            decision=each.decision,
            event=event,
            recipient=str(to),
            text=letters.withdrawal_notice(each, to, event, by=by),
            saved_by=by,
        )
        for each in recorded
        for to in each.holders
    ]
    bulk_create_with_history(drafted, WithdrawalNotice)


def _tell(found: Iterable[Leaning], event: ConsentEvent, *, by: User) -> None:
    """Each person once, whatever they carry. Where an owner has left, or must not see it, those who oversee it."""
    owners, overseers = policies.who_looks_again([each.decision for each in found])
    what = f"{LOST[event.kind]}: {event.consent.reference}."
    _send(owners - {by}, f"{what} Look again at what you decided on it.", event)
    _send(
        overseers - owners - {by}, f"{what} Somebody who decided on it can't look again. See to it that it is.", event
    )


def _send(people: Iterable[User], sentence: str, event: ConsentEvent) -> None:
    """To the page of the withdrawal, or to their own first page where they may not open the consent."""
    opening = policies.who_opens(event.consent, people)
    notices.tell(opening, sentence, path=reverse("withdrawal", args=[event.consent.reference, event.pk]))
    notices.tell(set(people) - opening, sentence, path="/")


@transaction.atomic
def save_notice(*, notice: WithdrawalNotice, values: Mapping[str, object], seen: str, by: User) -> None:
    """Change its text, or write down that it was sent, when and how. From then on its text stays."""
    locked(notice.decision)
    policies.check_can_write(notice.decision, by)
    row = WithdrawalNotice.objects.select_related("saved_by", "event").get(pk=notice.pk)
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    policies.check_can_be_sent(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    row.sent_by = (row.sent_by or by) if row.sent_on else None
    row.saved_by = by
    row.save()
    facts: dict[str, log.Fact] = {"notice": row.pk, "sent": row.sent_on is not None}
    log.record("notice.saved", by=by, about=notice.decision, facts=facts)
