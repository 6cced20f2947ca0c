"""Refusing a text that others will read where it names somebody. Each try is written down."""

from decisions.draft import load
from decisions.models import AdviceDiscussion
from decisions.policies import Refused
from decisions.policies import answering as rules
from infoshare.accounts.models import User
from infoshare.audit import log


def check_names_nobody(discussion: AdviceDiscussion, text: str, *, refused: str, by: User) -> None:
    """`refused` is the event of a refusal: else whoever is not told a name could try some.

    Outside the transaction that writes the text, so that the event stays.
    """
    if text and rules.names_somebody(load(discussion.decision), discussion, text):
        log.record(refused, by=by, about=discussion.decision, facts={"discussion": discussion.pk})
        raise Refused(rules.NAMES_SOMEBODY)
