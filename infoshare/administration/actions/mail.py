"""Mail that could not be sent, tried again when an administrator asks."""

from functools import partial

from django.db import transaction

from infoshare.accounts import notices, policy
from infoshare.accounts.models import User
from infoshare.audit import log

AT_ONCE = 10  # somebody waits for the page; manage.py send_notices tries the others


@transaction.atomic
def try_again(*, by: User) -> None:
    """The oldest of them, as soon as it is written down that it was asked."""
    policy.check_may(by, "people.manage")
    oldest = list(
        notices.failing().filter(user__organisation=by.organisation_id).values_list("pk", flat=True)[:AT_ONCE]
    )
    log.record("mail.tried-again", by=by, about=by.organisation, facts={"mails": len(oldest)})
    transaction.on_commit(partial(notices.send, notices.failing().filter(pk__in=oldest)))
