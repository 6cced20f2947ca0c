"""The mail with the link for an adviser outside. It says nothing of the question, and names nobody."""

import logging
from collections.abc import Callable

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from decisions import wording
from decisions.actions.outside import LetIn
from infoshare.accounts.notices import CANT_BE_SENT

SUBJECT = "You are asked for professional advice"
log = logging.getLogger(__name__)


def mail_link(made: LetIn, whole: Callable[[str], str]) -> bool:
    """Whether it went. `whole` makes a path of the site its whole address. The code is never mailed."""
    link = whole(reverse("outside", args=[made.token]))
    told = {"link": link, "until": wording.moment(made.adviser.until)}
    text = render_to_string("decisions/advice/mail.txt", told)
    try:
        send_mail(SUBJECT, text, None, [made.adviser.email])
    except CANT_BE_SENT:
        log.error("The link for an adviser outside could not be mailed; the page says so.")
        return False
    return True
