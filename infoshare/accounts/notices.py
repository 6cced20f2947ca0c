"""Telling people that something needs them: on their first page at once, and by mail, which never says what about."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from infoshare.accounts.models import Notice, User
from infoshare.faults import each_by_itself

SUBJECT = "Infoshare: something needs you"
BODY = "{sentence}\n\n{where}\n\nThis message says nothing about anybody, on purpose.\n"
# How long it waits after failing once, twice, three times; then as after the last, until it went or is seen.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=1))
# What sending raises where a server, the way to it or an address is at fault; anything else is a fault of ours.
CANT_BE_SENT = (OSError, SMTPException, ValueError)
NOT_MAILED = "The mail could not be sent. They see it when they sign in."
log = logging.getLogger(__name__)


def tell(people: Iterable[User], sentence: str, *, path: str) -> None:
    """A notice for each person, with the transaction; the mail after it. `sentence` names references, nobody's case.

    A fault of ours in mailing is logged and spoils nobody's page: what it is about is saved. send_notices meets it.
    """
    notices = Notice.objects.bulk_create(Notice(user=user, sentence=sentence, path=path) for user in people)
    made = not_mailed().filter(pk__in=[notice.pk for notice in notices])

    def mail() -> None:  # whose name Django logs: a partial has none
        send(made)

    transaction.on_commit(mail, robust=True)


def not_mailed() -> QuerySet[Notice]:
    """What still needs a mail, the oldest first: not seen by then, by somebody who is still here."""
    waiting = Notice.objects.filter(mailed_at__isnull=True, seen_at__isnull=True, user__is_active=True)
    return waiting.order_by("pk")


def due(now: datetime) -> QuerySet[Notice]:
    """Of those, what was never tried (whoever was to mail it died before), and what has waited long enough."""
    waited = Q(tries=0)
    for times, pause in enumerate(PAUSES, start=1):
        tries = Q(tries=times) if times < len(PAUSES) else Q(tries__gte=times)
        waited |= tries & Q(failed_at__lte=now - pause)
    return not_mailed().filter(waited)


def failing() -> QuerySet[Notice]:
    """What could not be mailed yet, though it was tried."""
    return not_mailed().filter(tries__gt=0)


def send(rows: QuerySet[Notice]) -> int:
    """Mail each of these; how many went. No failure stops the others: faults of ours are raised together at the end."""
    return each_by_itself(
        rows.values_list("pk", flat=True),
        lambda number: _mailed(rows, number),
        failed="Notices that could not be mailed by a fault of ours",
    )


@transaction.atomic
def _mailed(rows: QuerySet[Notice], number: int) -> bool:
    """Looked at again under its lock: what somebody else is mailing now, or has mailed meanwhile, is left to them."""
    notice = rows.select_related("user").select_for_update(of=("self",), skip_locked=True).filter(pk=number).first()
    if notice is None:
        return False
    message = EmailMessage(SUBJECT, _body(notice), None, [notice.user.email])
    try:
        message.send()
    except CANT_BE_SENT as failure:
        log.error("A notice could not be mailed (%s); manage.py send_notices tries again.", type(failure).__name__)
        notice.failed_at, notice.tries = timezone.now(), notice.tries + 1
    else:
        notice.mailed_at = timezone.now()
    notice.save(update_fields=["mailed_at", "failed_at", "tries"])
    return notice.mailed_at is not None


def _body(notice: Notice) -> str:
    """With the whole address of what it is about, where the site knows its own (INFOSHARE_SITE)."""
    where = f"{settings.SITE}{notice.path}" if settings.SITE else "Sign in to Infoshare to read more."
    return BODY.format(sentence=notice.sentence, where=where)


def has_failed(notice: Notice) -> bool:
    """Whether its mail could not be sent, and nobody has seen it since."""
    return notice.tries > 0 and not notice.mailed_at and not notice.seen_at


def seen(notice: Notice) -> None:
    """It leaves the person's first page."""
    notice.seen_at = timezone.now()
    notice.save(update_fields=["seen_at"])


def withdraw(user: User, *, naming: str) -> None:
    """Nothing that names this reference, be it in the sentence or where it leads, is told to them any more."""
    named = Q(sentence__contains=naming) | Q(path__contains=naming)
    user.notices.filter(named, seen_at__isnull=True).update(seen_at=timezone.now())
