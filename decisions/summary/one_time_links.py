"""What every one-time link has alike: the mail that brings it, and the page that shows its code, once."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.mail import send_mail
from django.template.loader import render_to_string

from decisions import wording
from decisions.summary.drafts import Context
from infoshare.accounts.notices import CANT_BE_SENT

log = logging.getLogger(__name__)
Whole = Callable[[str], str]  # makes a path of the site its whole address


def mail_link(path: str, *, email: str, until: datetime, subject: str, template: str, whole: Whole) -> bool:
    """Whether it went. The code is never mailed."""
    text = render_to_string(template, {"link": whole(path), "until": wording.moment(until)})
    try:
        send_mail(subject, text, None, [email])
    except CANT_BE_SENT:
        log.error("A link could not be mailed; the page says so.")
        return False
    return True


def code_shown(code: str, *, whom: str, email: str, until: datetime, about: str, links_url: str) -> Context:
    """The code in two halves, as it is read over a telephone; "" where it was shown before."""
    half = len(code) // 2
    return {
        "code": f"{code[:half]}-{code[half:]}" if code else "",
        "whom": whom,
        "email": email,
        "until": wording.moment(until),
        "about": about,
        "links_url": links_url,
    }
