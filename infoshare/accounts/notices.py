"""Telling people that something needs them: on their first page at once, and by mail, which never says what about."""

import logging
from collections.abc import Iterable
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from infoshare.accounts.models import Notice, User

SUBJECT = "Infoshare: something needs you"
BODY = "{sentence}\n\n{where}\n\nThis message says nothing about anybody, on purpose.\n"
log = logging.getLogger(__name__)


def tell(people: Iterable[User], sentence: str, *, path: str) -> None:
    """A notice for each person, with the transaction; the mail after it. `sentence` names references, nobody's case."""
    notices = Notice.objects.bulk_create(Notice(user=user, sentence=sentence, path=path) for user in people)
    transaction.on_commit(partial(send, notices))


def send(notices: Iterable[Notice]) -> int:
    """Mail what was not mailed yet; how many went. One that can't go stays for manage.py send_notices to try again."""
    sent = 0
    for notice in notices:
        try:
            send_mail(SUBJECT, _body(notice), None, [notice.user.email])
        except (OSError, SMTPException):
            log.error("A notice could not be mailed; it is shown on the page, and manage.py send_notices tries again.")
            continue
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])
        sent += 1
    return sent


def _body(notice: Notice) -> str:
    """With the whole address of what it is about, where the site knows its own (INFOSHARE_SITE)."""
    where = f"{settings.SITE}{notice.path}" if settings.SITE else "Sign in to Infoshare to read more."
    return BODY.format(sentence=notice.sentence, where=where)


def seen(notice: Notice) -> None:
    """It leaves the person's first page."""
    notice.seen_at = timezone.now()
    notice.save(update_fields=["seen_at"])


def withdraw(user: User, *, naming: str) -> None:
    """Nothing that names this reference, be it in the sentence or where it leads, is told to them any more."""
    named = Q(sentence__contains=naming) | Q(path__contains=naming)
    user.notices.filter(named, seen_at__isnull=True).update(seen_at=timezone.now())
