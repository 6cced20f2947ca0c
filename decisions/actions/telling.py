"""Telling people of a question for advice: never somebody who may not open what they would be told of."""

from django.urls import reverse

from decisions.models import AdviceDiscussion
from decisions.policies.advice import who_may_answer
from decisions.policies.reviewing import who_may_hear
from infoshare.accounts import notices
from infoshare.accounts.models import Notice


def tell_carriers(discussion: AdviceDiscussion, sentence: str, *, once: bool = False) -> None:
    """Whoever asked, and whoever carries the decision. `once`: not those who were told the very same before."""
    page = reverse("advice", args=[discussion.decision.reference, discussion.pk])
    people = who_may_hear(discussion.decision, {discussion.asked_by, discussion.decision.owner})
    told = Notice.objects.filter(path=page, sentence=sentence).values_list("user_id", flat=True) if once else ()
    notices.tell([user for user in people if user.pk not in told], sentence, path=page)


def tell_advisers(discussion: AdviceDiscussion, sentence: str) -> None:
    """Those it was put to."""
    path = reverse("put-question", args=[discussion.reference])
    notices.tell(who_may_answer(discussion), sentence, path=path)
