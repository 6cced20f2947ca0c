"""What whoever got a sheet is asked: its reference, whom it is from, and nothing that was on it; and the mail."""

import logging
from collections.abc import Callable

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from decisions import wording
from decisions.actions.receipts import Asked
from decisions.draft import Draft
from decisions.models import ReceiptLink, SharingEvent
from decisions.summary.drafts import Context
from decisions.summary.sharing import sharing_frame
from infoshare.accounts.notices import CANT_BE_SENT

SUBJECT = "Did something reach you?"
log = logging.getLogger(__name__)


def receipt_page(link: ReceiptLink) -> Context:
    sharing = link.sharing
    said = link.acknowledgements.first()
    organisation = sharing.decision.organisation
    return {
        "sheet": sharing.sheet.reference if sharing.sheet else "",
        "organisation": organisation.name,
        "contact": organisation.contact,
        "until": wording.moment(link.until),
        "said": said,
        "not_for_them": said is not None and said.right_person is False,
    }


def mail_receipt_link(made: Asked, whole: Callable[[str], str]) -> bool:
    """Whether it went. `whole` makes a path of the site its whole address. The code is never mailed."""
    link = whole(reverse("receipt", args=[made.token]))
    told = {"link": link, "until": wording.moment(made.link.until)}
    text = render_to_string("decisions/sheets/mail.txt", told)
    try:
        send_mail(SUBJECT, text, None, [made.link.email])
    except CANT_BE_SENT:
        log.error("The link that asks for a receipt could not be mailed; the page says so.")
        return False
    return True


def receipt_code_page(draft: Draft, event: SharingEvent, made: Asked) -> Context:
    """The code in two halves, as it is read over a telephone."""
    half = len(made.code) // 2
    return {
        **sharing_frame(draft, event, "Tell them this code"),
        "pk": event.pk,
        "email": made.link.email,
        "code": f"{made.code[:half]}-{made.code[half:]}" if made.code else "",
        "until": wording.moment(made.link.until),
    }
