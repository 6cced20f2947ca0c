"""What whoever was sent a correction is asked: the sheet's reference, whom it is from, and nothing of it; the mail."""

from django.urls import reverse

from decisions import wording
from decisions.actions.corrections_heard import AskedToConfirm
from decisions.draft import Draft
from decisions.models import CorrectionLink, CorrectionOwed
from decisions.summary.correcting import IN_THE_EMERGENCY, correction_frame
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.summary.one_time_links import Whole, code_shown, mail_link

SUBJECT = "Did you put something right?"


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


def mail_correction_link(made: AskedToConfirm, whole: Whole) -> bool:
    to, until, path = made.link.email, made.link.until, reverse("confirm-correction", args=[made.token])
    template = "decisions/correcting/mail.txt"
    return mail_link(path, email=to, until=until, subject=SUBJECT, template=template, whole=whole)


def correction_code_page(draft: Draft, owed: CorrectionOwed, made: AskedToConfirm) -> Context:
    frame, link, about = correction_frame(draft, owed, "Tell them this code"), made.link, owed.wrong.reference
    links_url = url(draft, "correction", wrong=about, pk=owed.pk)
    whom = owed.sharing.whom if owed.sharing else IN_THE_EMERGENCY
    return frame | code_shown(
        made.code, whom=whom, email=link.email, until=link.until, about=about, links_url=links_url
    )
