"""What whoever got a sheet is asked: its reference, whom it is from, and nothing that was on it; and the mail."""

from django.urls import reverse

from decisions import wording
from decisions.actions.receipts import Asked
from decisions.draft import Draft
from decisions.models import ReceiptLink, SharingEvent
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.one_time_links import Whole, code_shown, mail_link
from decisions.summary.sharing import sharing_frame

SUBJECT = "Did something reach you?"


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


def mail_receipt_link(made: Asked, whole: Whole) -> bool:
    to, until, path = made.link.email, made.link.until, reverse("receipt", args=[made.token])
    return mail_link(path, email=to, until=until, subject=SUBJECT, template="decisions/sheets/mail.txt", whole=whole)


def receipt_code_page(draft: Draft, event: SharingEvent, made: Asked) -> Context:
    frame, link = sharing_frame(draft, event, "Tell them this code"), made.link
    links_url = url(draft, "ask-receipt", pk=event.pk)
    assert event.sheet  # what went without one is asked about by no link
    about, whom = event.sheet.reference, event.whom
    return frame | code_shown(
        made.code, whom=whom, email=link.email, until=link.until, about=about, links_url=links_url
    )
