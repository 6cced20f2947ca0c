"""When a request may be answered, refused in a letter, and opened again for new facts."""

from dataclasses import replace
from datetime import date

from decisions import protecting
from decisions.clashes import To, is_reached
from decisions.draft import Draft
from decisions.letters.refusal import gets
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
    if gets(draft, request) == "all":
        raise Refused("Whoever asked gets all that is on the list, so there is nothing to refuse.")
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
    """Whether the letter must not even say that there is something: nobody knows for sure who reads it, somebody around
    must not be found, or whoever asks is, or is close to, somebody who must not be told.
    """
    everybody = protecting.known(draft)
    if any(each.must_not_be_found for each in everybody) or _is_unverified(draft, request):
        return True
    asker = To("request", "", request.requester, request.requester_organisation, request.position)
    by_position = replace(asker, name="")  # "solicitor for the father": whoever they are called themselves
    return is_reached(asker, everybody) or is_reached(by_position, everybody)


def _is_unverified(draft: Draft, request: Request) -> bool:
    grounds = draft.conclusion.grounds if draft.conclusion else []
    return request.identity_check == "not_done" or "not_verified" in grounds
