"""What whoever was sent a correction is asked: the sheet's reference, whom it is from, and nothing of it; the mail."""

import logging
from collections.abc import Callable

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from decisions import wording
from decisions.actions.corrections_heard import AskedToConfirm
from decisions.draft import Draft
from decisions.models import CorrectionLink, CorrectionOwed
from decisions.summary.correcting import correction_frame
from decisions.summary.drafts import Context
from infoshare.accounts.notices import CANT_BE_SENT

SUBJECT = "Did you put something right?"
log = logging.getLogger(__name__)


def confirm_correction_page(link: CorrectionLink) -> Context:
    owed = link.sent.owed
    organisation = owed.wrong.decision.organisation
    return {
        "sheet": owed.sharing.sheet.reference if owed.sharing and owed.sharing.sheet else "",
        "organisation": organisation.name,
        "contact": organisation.contact,
        "until": wording.moment(link.until),
        "said": getattr(link, "heard", None),
    }


def mail_correction_link(made: AskedToConfirm, whole: Callable[[str], str]) -> bool:
    """Whether it went. `whole` makes a path of the site its whole address. The code is never mailed."""
    link = whole(reverse("confirm-correction", args=[made.token]))
    told = {"link": link, "until": wording.moment(made.link.until)}
    text = render_to_string("decisions/correcting/mail.txt", told)
    try:
        send_mail(SUBJECT, text, None, [made.link.email])
    except CANT_BE_SENT:
        log.error("The link that asks about a correction could not be mailed; the page says so.")
        return False
    return True


def correction_code_page(draft: Draft, owed: CorrectionOwed, made: AskedToConfirm) -> Context:
    """The code in two halves, as it is read over a telephone."""
    half = len(made.code) // 2
    return {
        **correction_frame(draft, owed, "Tell them this code"),
        "email": made.link.email,
        "code": f"{made.code[:half]}-{made.code[half:]}" if made.code else "",
        "until": wording.moment(made.link.until),
    }
