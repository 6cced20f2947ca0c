"""The pages of handing over."""

from django.urls import reverse

from decisions.draft import Draft
from decisions.models.carrying import load_of
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from infoshare.accounts.models import User


def hand_over_page(draft: Draft) -> Context:
    return {
        "decision": draft.decision,
        "reference": draft.decision.reference,
        "back_url": url(draft, "decision"),
    }


def leaving_page(leaver: User) -> Context:
    return {"leaver": leaver, "load": load_of(leaver), "back_url": reverse("person", args=[leaver.pk])}
