"""When a request may be answered, refused in a letter, and opened again for new facts."""

from datetime import date

from decisions import protecting
from decisions.clashes import To, is_reached
from decisions.draft import Draft
from decisions.models import Request
from decisions.policies.reach import reaches
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.govuk.moments import months_from

MONTHS_FOR_OWN_DATA = 1  # UK GDPR, Article 12(3)


def check_is_answered_here(draft: Draft, user: User) -> Request:
    """The request that this record decides on."""
    if not reaches(user, "record.add", draft.decision):
        raise Refused(f"Only {draft.decision.owner.name}, or somebody who oversees it, can answer this request.")
    if not draft.record:
        raise Refused("This is not decided yet. Record the decision first; then answer whoever asked.")
    if not draft.request or not draft.record.content.get("request"):
        raise Refused("This decision does not answer a request that somebody sent.")
    return draft.request


def check_can_refuse(draft: Draft, user: User) -> Request:
    request = check_is_answered_here(draft, user)
    if draft.decided == "share":
        raise Refused("All that is on the list is shared, so there is nothing to refuse.")
    return request


def answer_by(came: date) -> date:
    """Whoever asks for their own data has a right to an answer by then."""
    return months_from(came, MONTHS_FOR_OWN_DATA)


def check_can_reopen(draft: Draft, user: User) -> Request:
    """New facts open again what was not shared, or not all of it; the new decision is its own, and the first stays."""
    request = check_can_refuse(draft, user)
    policy.check_may(user, "decision.start")
    return request


def is_guarded(draft: Draft, request: Request) -> bool:
    """Whether whoever asks is somebody who must not be told, or is reached where they are."""
    asker = To("request", "", request.requester, request.requester_organisation, request.position)
    return is_reached(asker, protecting.known(draft))
